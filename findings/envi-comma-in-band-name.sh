#!/usr/bin/env bash
# GDAL (rasterio 1.4.4) writes the name of a band into an ENVI header as it is, and Spectral Python 0.25 takes a comma in it for the end
# of the name: an image of two bands then has three band names, and all names behind the comma belong to the wrong band.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet rasterio==1.4.4 spectral==0.25
venv/bin/python - <<'PYTHON'
import numpy, rasterio
from spectral.io import envi
with rasterio.open("image.img", "w", driver="ENVI", height=3, width=4, count=2, dtype="float32") as image:
    image.write(numpy.zeros((2, 3, 4), "float32"))
    image.set_band_description(1, "tree, dead")
    image.set_band_description(2, "water")
read = envi.open("image.hdr", "image.img")
names = read.metadata["band names"]
print(f"{read.nbands} bands, names {names}")
assert read.nbands == 2 and names == ["tree", "dead", "water"], "the behaviour has changed"
PYTHON
