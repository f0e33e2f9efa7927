#!/usr/bin/env bash
# HfcVd of PySptools 0.15.0 estimates how many materials an image holds, and the estimate depends on the unit: the same image of three materials
# gives 10 as reflectance from 0 to 1, and 0 as reflectance in units of 1/10000. The method compares eigenvalues of the covariance with
# those of the matrix of second moments, which scale alike; by that definition (Harsanyi, Farrand, Chang) every unit gives 3.
# PySptools takes the matrix of correlation coefficients instead, which does not scale at all.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet pysptools==0.15.0 scipy==1.11.4 numpy==1.26.4 matplotlib==3.8.4
venv/bin/python - <<'PYTHON'
import numpy, scipy.stats
from pysptools.material_count.vd import HfcVd

FALSE_ALARMS = 1e-3


def by_definition(pixels):
    count = len(pixels)
    moments = numpy.sort(numpy.linalg.eigvalsh(pixels.T @ pixels / count))[::-1]
    variances = numpy.sort(numpy.linalg.eigvalsh(numpy.cov(pixels.T)))[::-1]
    limits = -scipy.stats.norm.ppf(FALSE_ALARMS, 0, numpy.sqrt(2 * (moments**2 + variances**2) / count))
    return int((moments - variances > limits).sum())


generator = numpy.random.default_rng(0)
spectra = generator.uniform(0.1, 0.6, (3, 30))
image = generator.dirichlet(numpy.ones(3), 1000) @ spectra + generator.normal(0, 0.005, (1000, 30))
found, expected = {}, {}
for unit in (1, 100, 10000):
    found[unit], expected[unit] = HfcVd(image * unit, FALSE_ALARMS)[0], by_definition(image * unit)
    print(f"reflectance in 1/{unit}: PySptools {found[unit]}, by the definition {expected[unit]}")
assert set(expected.values()) == {3}, "the reference has changed"
assert found == {1: 10, 100: 0, 10000: 0}, "the behaviour has changed"
PYTHON
