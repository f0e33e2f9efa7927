#!/usr/bin/env bash
# 'byte order = 1' in an ENVI header says that the first byte of a number is the highest, as in images of AVIRIS. hylite 1.41 does not look at it:
# reflectances of 100, 200 and 300, in units of 1/10000, are read as 25600, -14336 and 11265. Spectral Python 0.25 reads them right.
# hylite reads this way wherever its other library, GDAL, is not installed, and says nothing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet hylite==1.41 numpy==2.2.6 spectral==0.25
venv/bin/python - <<'PYTHON'
import numpy
from hylite import io
from spectral.io import envi
found, others = {}, {}
for order, kind in ((0, "<i2"), (1, ">i2")):
    open(f"image{order}.hdr", "w").write(f"""ENVI
samples = 3
lines = 1
bands = 1
header offset = 0
data type = 2
interleave = bsq
byte order = {order}
wavelength units = Nanometers
wavelength = {{550}}
""")
    numpy.array([100, 200, 300], kind).tofile(f"image{order}.img")
    found[order] = [int(x) for x in io.load(f"image{order}.hdr").data.ravel()]
    others[order] = [int(x) for x in envi.open(f"image{order}.hdr", f"image{order}.img").load().ravel()]
    print(f"byte order {order}: hylite {found[order]}, Spectral Python {others[order]}")
assert found[0] == others[0] == others[1] == [100, 200, 300], "the behaviour has changed"
assert found[1] == [25600, -14336, 11265], "the behaviour has changed"
PYTHON
