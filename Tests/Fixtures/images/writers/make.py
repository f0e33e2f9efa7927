"""Writes ENVI files as GDAL, Spectral Python and rioxarray write them, beside this script or into a folder that is named.

    pip install rasterio==1.4.4 spectral==0.25 rioxarray==0.19.0 numpy==2.4.6     (rasterio brings GDAL 3.10.3)
    python make.py                 the files of the repository: every type once, its interleaves in turn
    python make.py --all FOLDER    every type in every interleave

Row r of 2, column c of 3 and band b of 4 hold 100 r + 10 c + b, which every type of numbers holds.
"""

import os
import pathlib
import sys

import numpy as np
import rasterio
import rioxarray
import spectral
import xarray
from rasterio.transform import from_origin

everything = "--all" in sys.argv
folder = pathlib.Path(sys.argv[2]) if everything else pathlib.Path(__file__).parent
folder.mkdir(exist_ok=True)
# GDAL writes the path into the header.
os.chdir(folder)
folder = pathlib.Path()
r, c, b = np.mgrid[0:2, 0:3, 0:4]
cube = 100 * r + 10 * c + b
types = ["uint8", "int16", "int32", "float32", "float64", "uint16", "uint32", "int64", "uint64"]
interleaves = ["bsq", "bil", "bip"]
place = from_origin(500000, 5400000, 30, 30)

for index, name in enumerate(types):
    for turn, interleave in enumerate(interleaves):
        if not everything and turn != index % 3:
            continue
        path = folder / f"gdal-{name}-{interleave}.img"
        with rasterio.open(
            path, "w", driver="ENVI", width=3, height=2, count=4, dtype=name, crs="EPSG:32633", transform=place,
            nodata=77, INTERLEAVE=interleave.upper(),
        ) as file:
            file.write(np.moveaxis(cube, 2, 0).astype(name))
            for band, text in enumerate(["red, 650 nm", "green {x}", "blue", "infrared"]):
                file.set_band_description(band + 1, text)
        spectral.envi.save_image(
            str(folder / f"spy-{name}-{interleave}.hdr"), cube.astype(name), interleave=interleave, force=True, ext=".img",
            byteorder=index % 2,
            metadata={
                "wavelength": [400.5, 500, 600, 700], "wavelength units": "nm", "band names": ["a", "b", "c", "d"],
                "description": "made, by hand {of nothing}", "data ignore value": -1,
            },
        )

array = xarray.DataArray(
    np.moveaxis(cube, 2, 0).astype("float32"), dims=("band", "y", "x"),
    coords={"band": [1, 2, 3, 4], "y": [5399985.0, 5399955.0], "x": [500015.0, 500045.0, 500075.0]},
)
array.rio.write_crs("EPSG:32633", inplace=True)
array.rio.to_raster(folder / "rioxarray-float32.img", driver="ENVI")

for path in folder.glob("*.aux.xml"):
    path.unlink()
