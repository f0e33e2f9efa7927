#!/usr/bin/env bash
# GDAL (rasterio 1.4.4) reads wavelengths of an ENVI header into tags of the bands, but writes such tags beside the image into
# image.img.aux.xml and not into the header. A copy of an image thus loses its wavelengths for every other reader, such as
# Spectral Python 0.25.
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
samples = 2
lines = 1
bands = 2
header offset = 0
data type = 4
interleave = bsq
byte order = 0
wavelength units = Nanometers
wavelength = {550, 650}
""")
numpy.zeros(4, "<f4").tofile("image.img")
with rasterio.open("image.img") as image:
    data, profile, tags = image.read(), image.profile, [image.tags(band) for band in (1, 2)]
with rasterio.open("copy.img", "w", **profile) as copy:
    copy.write(data)
    for band, values in enumerate(tags, 1):
        copy.update_tags(band, **values)
before = envi.open("image.hdr", "image.img").bands.centers
after = envi.open("copy.hdr", "copy.img").bands.centers
print(f"tags {tags}; wavelengths of the image {before}, of its copy {after}")
assert tags[0]["wavelength"] == "550" and before == [550.0, 650.0] and after is None, "the behaviour has changed"
assert "wavelength" in open("copy.img.aux.xml").read(), "the behaviour has changed"
PYTHON
