#!/usr/bin/env bash
# NNLS of PySptools 0.15.0 promises the abundances that fit a pixel best and are not negative. It fits the normal equations instead of the pixel:
# it minimizes |E Eᵀ x - E y|, not |Eᵀ x - y|. Where a limit is reached, these have different minima. Here it says that a pixel is mostly
# material 1 (0.73, 0.05, 0), where the best fit is mostly material 2 (0.13, 1.18, 0), and its residual is larger by 14 %.
# SciPy 1.17.1 finds the best fit, and the conditions of Karush, Kuhn and Tucker hold for it alone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet pysptools==0.15.0 scipy==1.17.1 numpy==2.4.6 matplotlib==3.11.2
venv/bin/python - <<'PYTHON'
import numpy, scipy.optimize
from pysptools.abundance_maps.amaps import NNLS
spectra = numpy.array([
    [0.88, 0.74, 0.64, 0.44, 0.60, 0.89],
    [0.48, 0.52, 0.11, 0.45, 0.41, 0.34],
    [0.87, 0.92, 0.09, 0.49, 0.00, 0.40],
])
pixel = numpy.array([0.76, 0.16, 0.46, 0.91, 0.91, 0.33])
found = NNLS(pixel[numpy.newaxis], spectra)[0].astype(float)
best = scipy.optimize.nnls(spectra.T, pixel)[0]
residuals, slopes = [], []
for name, x in (("PySptools", found), ("SciPy", best)):
    residuals.append(float(numpy.linalg.norm(x @ spectra - pixel)))
    slopes.append(spectra @ (x @ spectra - pixel))
    print(f"{name}: abundances {x.round(3)}, residual {residuals[-1]:.4f}, slope by abundance {slopes[-1].round(3)}")
# At the minimum the slope is 0 by abundances above 0, and not negative by the others.
assert numpy.abs(slopes[1][:2]).max() < 1e-9 and slopes[1][2] > 0, "the reference is no minimum"
assert numpy.abs(slopes[0][:2]).max() > 0.1, "the behaviour has changed"
assert residuals[0] / residuals[1] > 1.13 and found.argmax() == 0 and best.argmax() == 1, "the behaviour has changed"
# An unconstrained minimum is shared, so that a pixel without active limits shows nothing.
inside = NNLS((spectra.sum(axis=0) / 3)[numpy.newaxis], spectra)[0]
assert numpy.abs(inside - 1 / 3).max() < 1e-5, "the behaviour has changed"
PYTHON
