#!/usr/bin/env bash
# The list 'bbl' of an ENVI header has 1 for a good band and 0 for a bad one. HyTools 1.6.0 takes the bands with 1 for the bad ones. Where it
# resamples spectra, only the bad bands are used: bands of 0.2 at 500, 600, 900 and 1000 nm, around two bad bands of 0.9, give 0.9 at
# 550 nm. A mask that HyTools makes itself from ranges of wavelengths gives 0.2. Spectral Python 0.25 shows the list as it is written.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile hy-tools==1.6.0 numpy==2.2.6 spectral==0.25
venv/bin/python - <<'PYTHON'
import numpy
from hytools import HyTools
from spectral.io import envi
open("image.hdr", "w").write("""ENVI
samples = 1
lines = 1
bands = 6
header offset = 0
data type = 4
interleave = bip
byte order = 0
data ignore value = -9999
wavelength units = Nanometers
wavelength = {500, 600, 700, 800, 900, 1000}
fwhm = {10, 10, 10, 10, 10, 10}
bbl = {1, 1, 0, 0, 1, 1}
""")
numpy.array([0.2, 0.2, 0.9, 0.9, 0.2, 0.2], "<f4").tofile("image.img")
image = HyTools()
image.read_file("image.img", "envi")
image.resampler = {"type": "linear", "out_waves": [550.0]}
listed = [bool(bad) for bad in image.bad_bands]
found = float(image.get_line(0, resample=True)[0, 0])
image.create_bad_bands([[690, 810]])
made = [bool(bad) for bad in image.bad_bands]
expected = float(image.get_line(0, resample=True)[0, 0])
other = envi.open("image.hdr", "image.img").metadata["bbl"]
print(f"bbl {other}\nbad by the list: {listed}, at 550 nm {found:.2f}\nbad by wavelengths: {made}, at 550 nm {expected:.2f}")
assert listed == [not bad for bad in made] and made == [False, False, True, True, False, False], "the behaviour has changed"
assert abs(found - 0.9) < 1e-5 and abs(expected - 0.2) < 1e-5, "the behaviour has changed"
PYTHON
