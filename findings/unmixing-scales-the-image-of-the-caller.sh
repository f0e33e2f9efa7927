#!/usr/bin/env bash
# SPICE of SPICE-HSI 1.4 divides the image that it is handed by its largest value, in place, and leaves it so. The endmembers come back in the
# units of the image. Whoever then compares their mixtures with the image, which is the natural check, finds them wrong by that factor:
# here a fit that is good to one percent looks wrong by a factor of several thousand.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet SPICE-HSI==1.4 numpy==2.2.6
venv/bin/python - <<'PYTHON'
import numpy
from SPICE import SPICE, SPICEParameters
generator = numpy.random.default_rng(0)
spectra = generator.uniform(1000, 6000, (20, 3))
image = spectra @ generator.dirichlet(numpy.ones(3), 60).T
before = image.copy()
parameters = SPICEParameters()
parameters.produceDisplay, parameters.gamma = 0, 0.1
parameters.initEM = spectra / before.max()
endmembers, proportions = SPICE(image, parameters)
mixed = endmembers @ proportions.T
errors = [float(numpy.abs(mixed - pixels).max() / numpy.abs(pixels).max()) for pixels in (before, image)]
print(f"largest value of the image: before {before.max():.0f}, after {image.max():.3f}")
print(f"largest error of the mixtures: by the image that was handed over {errors[0]:.1%}, by what is left of it {errors[1]:.1%}")
assert image.max() == 1 and numpy.allclose(image * before.max(), before), "the behaviour has changed"
assert errors[0] < 0.1 and errors[1] > 1000, "the behaviour has changed"
PYTHON
