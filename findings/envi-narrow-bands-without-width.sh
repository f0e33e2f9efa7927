#!/usr/bin/env bash
# GDAL (rasterio 1.4.4) gives wavelength and width of a band of an ENVI image in micrometres, in its metadata for imagery, with three digits: whole
# nanometres. Spectrometers for fluorescence of plants have bands 0.11 nm apart and 0.25 nm wide. GDAL gives all of these one
# wavelength and the width 0. The header has them right, and Spectral Python 0.25 reads them so; 5.6 nm, as of AVIRIS, become 6.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet rasterio==1.4.4 spectral==0.25 numpy==2.4.6
venv/bin/python - <<'PYTHON'
import warnings, numpy, rasterio
from spectral.io import envi
warnings.simplefilter("ignore")
open("image.hdr", "w").write("""ENVI
samples = 1
lines = 1
bands = 4
header offset = 0
data type = 4
interleave = bsq
byte order = 0
wavelength units = Nanometers
wavelength = {760.11, 760.22, 760.33, 904.44}
fwhm = {0.25, 0.25, 0.25, 5.6}
""")
numpy.zeros(4, "<f4").tofile("image.img")
with rasterio.open("image.img") as image:
    tags = [image.tags(band, ns="IMAGERY") for band in (1, 2, 3, 4)]
centers = [1000 * float(tag["CENTRAL_WAVELENGTH_UM"]) for tag in tags]
widths = [1000 * float(tag["FWHM_UM"]) for tag in tags]
bands = envi.open("image.hdr", "image.img").bands
print(f"GDAL: wavelengths {centers} nm, widths {widths} nm\nSpectral Python: {bands.centers} nm, {bands.bandwidths} nm")
assert bands.centers == [760.11, 760.22, 760.33, 904.44] and bands.bandwidths == [0.25, 0.25, 0.25, 5.6], "the behaviour has changed"
assert centers == [760, 760, 760, 904] and widths == [0, 0, 0, 6], "the behaviour has changed"
PYTHON
