#!/usr/bin/env bash
# noise_from_diffs of Spectral Python 0.25 estimates the noise of an image from differences of neighbours. Most sensors deliver unsigned numbers, and
# the differences of such an array are taken without a sign: 1000 less 1003 is 65533. An image with noise of 5 counts then has noise
# of tens of thousands, no error is raised, and the signal-to-noise ratio by which components are kept falls below 1. As signed or
# floating-point numbers, the same counts give 5.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet spectral==0.25 numpy==2.4.6
venv/bin/python - <<'PYTHON'
import numpy, spectral
generator = numpy.random.default_rng(0)
spectra = numpy.array([[2000.0, 3000, 4000], [4000, 3500, 1500]])
fractions = numpy.linspace(0, 1, 60)[numpy.newaxis, :, numpy.newaxis] * numpy.ones((60, 1, 1))
signal = fractions * spectra[0] + (1 - fractions) * spectra[1]
image = (signal + generator.normal(0, 5, (60, 60, 3))).round()
noise, kept = {}, {}
for kind in ("uint16", "int32", "float32"):
    counts = image.astype(kind)
    estimate = spectral.noise_from_diffs(counts, direction="lower")
    noise[kind] = numpy.sqrt(numpy.diag(estimate.cov))
    kept[kind] = int(spectral.mnf(spectral.calc_stats(counts), estimate).num_with_snr(1))
    print(f"{kind}: noise {noise[kind].round(1)} counts; components with a signal-to-noise ratio above 1: {kept[kind]}")
assert all(numpy.abs(noise[kind] - 5).max() < 0.3 and kept[kind] == 1 for kind in ("int32", "float32")), "the reference has changed"
assert noise["uint16"].min() > 10000 and kept["uint16"] == 0, "the behaviour has changed"
PYTHON
