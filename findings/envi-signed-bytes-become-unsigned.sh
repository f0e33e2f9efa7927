#!/usr/bin/env bash
# GDAL (rasterio 1.4.4) writes an image of signed bytes to ENVI without a word, as data type 1, which is unsigned: -3 is read back as 253.
# ENVI has no type for signed bytes, and an error was to be expected.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet rasterio==1.4.4
venv/bin/python - <<'PYTHON'
import numpy, rasterio
with rasterio.open("image.img", "w", driver="ENVI", height=1, width=2, count=1, dtype="int8") as image:
    image.write(numpy.array([[[-3, 5]]], "int8"))
with rasterio.open("image.img") as image:
    found, kind = [int(x) for x in image.read(1).ravel()], image.dtypes[0]
line = next(line.strip() for line in open("image.hdr") if line.startswith("data type"))
print(f"wrote [-3, 5]; header '{line}'; read {found} as {kind}")
assert found == [253, 5] and kind == "uint8" and line == "data type = 1", "the behaviour has changed"
PYTHON
