#!/usr/bin/env bash
# Spectral Python 0.25 divides by 'reflectance scale factor' where it loads or indexes an image, the value that stands for missing pixels
# included, but not where it maps the file into memory. GDAL (rasterio 1.4.4) does not divide, and reports a scale of 1.
# So one header gives numbers that differ by the factor, within one library and between the two.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet rasterio==1.4.4 spectral==0.25
venv/bin/python - <<'PYTHON'
import numpy, rasterio
from spectral.io import envi
open("image.hdr", "w").write("""ENVI
samples = 4
lines = 1
bands = 1
header offset = 0
data type = 2
interleave = bsq
byte order = 0
reflectance scale factor = 10000
data ignore value = -9999
""")
numpy.array([-9999, 100, 2500, 10000], "<i2").tofile("image.img")
image = envi.open("image.hdr", "image.img")
loaded = [float(x) for x in numpy.asarray(image.load()).ravel()]
mapped = [int(x) for x in image.open_memmap().ravel()]
with rasterio.open("image.img") as other:
    gdal, scales, missing = [int(x) for x in other.read(1).ravel()], other.scales, other.nodata
print(f"spectral, loaded: {loaded}\nspectral, mapped: {mapped}\nGDAL: {gdal}, scales {scales}, missing {missing}")
assert abs(loaded[0] + 0.9999) < 1e-6 and abs(loaded[2] - 0.25) < 1e-6, "the behaviour has changed"
assert mapped == gdal == [-9999, 100, 2500, 10000] and scales == (1.0,) and missing == -9999, "the behaviour has changed"
PYTHON
