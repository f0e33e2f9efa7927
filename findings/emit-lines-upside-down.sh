#!/usr/bin/env bash
# An image of the sensor EMIT in its own geometry (downtrack, crosstrack, bands) has no coordinates along its lines. The netCDF driver of GDAL
# (rasterio 1.4.4) then takes the last line for the first: the image is upside down. h5py 3.16.0 and GDAL's own HDF5 driver
# give the lines in the order of the file. The table glt_y of such a file counts lines in that order, from 1, so that a map that is made
# by the table from the lines of the netCDF driver shows other pixels.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet rasterio==1.4.4 h5py==3.16.0 h5netcdf==1.8.2 numpy==2.4.6
venv/bin/python - <<'PYTHON'
import warnings, h5netcdf, h5py, numpy, rasterio
warnings.simplefilter("ignore")
reflectance = numpy.arange(24, dtype="f4").reshape(3, 4, 2)
with h5netcdf.File("emit.nc", "w") as file:
    file.dimensions = {"downtrack": 3, "crosstrack": 4, "bands": 2, "ortho_y": 1, "ortho_x": 1}
    file.create_variable("reflectance", ("downtrack", "crosstrack", "bands"), "f4", fillvalue=-9999.0)[...] = reflectance
    location = file.create_group("location")
    location.create_variable("elev", ("downtrack", "crosstrack"), "f4", fillvalue=-9999.0)[...] = reflectance[:, :, 0]
    location.create_variable("glt_x", ("ortho_y", "ortho_x"), "i4", fillvalue=0)[...] = 2
    location.create_variable("glt_y", ("ortho_y", "ortho_x"), "i4", fillvalue=0)[...] = 1
with h5py.File("emit.nc") as file:
    lines = file["reflectance"][...]
    row, column = int(file["location/glt_y"][0, 0]) - 1, int(file["location/glt_x"][0, 0]) - 1
with rasterio.open("netcdf:emit.nc:reflectance") as image:
    turned = numpy.moveaxis(image.read(), 0, -1)
with rasterio.open("netcdf:emit.nc:/location/elev") as image:
    elevations = image.read(1)
with rasterio.open("HDF5:emit.nc://location/elev") as image:
    others = image.read(1)
print(f"first band, h5py:\n{lines[:, :, 0]}\nnetCDF driver:\n{turned[:, :, 0]}")
print(f"elevations, HDF5 driver:\n{others}\nnetCDF driver:\n{elevations}")
print(f"pixel of the map: h5py {lines[row, column]}, netCDF driver {turned[row, column]}")
assert (lines == reflectance).all() and (others == reflectance[:, :, 0]).all(), "the reference has changed"
assert (turned == reflectance[::-1]).all() and (elevations == others[::-1]).all(), "the behaviour has changed"
assert lines[row, column].tolist() == [2, 3] and turned[row, column].tolist() == [18, 19], "the behaviour has changed"
PYTHON
