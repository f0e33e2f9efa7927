#!/usr/bin/env bash
# 'header offset' of an ENVI header says how many bytes stand before the image. HyTools 1.6.0 reads the field and does not use it: the first
# bytes become pixels, all values move, and the last ones are lost, without a word. In this image of two pixels and three bands,
# every value of HyTools belongs to another band or pixel. Spectral Python 0.25 and GDAL (rasterio 1.4.4) skip the bytes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile hy-tools==1.6.0 numpy==2.2.6 spectral==0.25 rasterio==1.4.4
venv/bin/python - <<'PYTHON'
import warnings, numpy, rasterio
from hytools import HyTools
from spectral.io import envi
warnings.simplefilter("ignore")
open("image.hdr", "w").write("""ENVI
samples = 2
lines = 1
bands = 3
header offset = 4
data type = 2
interleave = bip
byte order = 0
data ignore value = -9999
wavelength units = Nanometers
wavelength = {500, 600, 700}
fwhm = {10, 10, 10}
""")
with open("image.img", "wb") as file:
    file.write(numpy.array([7, 8], "<i2").tobytes())
    file.write(numpy.array([100, 200, 300, 400, 500, 600], "<i2").tobytes())
image = HyTools()
image.read_file("image.img", "envi")
found = image.get_line(0).tolist()
python = numpy.asarray(envi.open("image.hdr", "image.img").load())[0].astype(int).tolist()
with rasterio.open("image.img") as other:
    gdal = other.read()[:, 0].T.tolist()
print(f"written: [[100, 200, 300], [400, 500, 600]]\nHyTools: {found}\nSpectral Python: {python}\nGDAL: {gdal}")
assert python == gdal == [[100, 200, 300], [400, 500, 600]], "the behaviour has changed"
assert found == [[7, 8, 100], [200, 300, 400]], "the behaviour has changed"
PYTHON
