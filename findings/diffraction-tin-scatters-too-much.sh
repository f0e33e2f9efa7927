#!/usr/bin/env bash
# In pymatgen 2026.10.24 an atom of tin scatters X-rays too strongly at high angles: 29.6 electrons at sin θ/λ = 0.5 per ångström, where the
# International Tables (gemmi 0.7.5) and xraydb 4.5.8 say 26.1. Its neighbours, indium and antimony, agree within 0.1.
# The reflection (8 0 0) of grey tin is thus too strong by three tenths. One of the four amplitudes of tin is 2.118; with 2.778 the factor
# agrees.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet pymatgen==2026.10.24 gemmi==0.7.5 xraydb==4.5.8
venv/bin/python - <<'PYTHON'
import math, gemmi, xraydb
from pymatgen.analysis.diffraction.xrd import ATOMIC_SCATTERING_PARAMS, XRDCalculator
from pymatgen.core import Lattice, Structure

WAVELENGTH = 0.71


def pymatgen_factor(element, s, gaussians):
    """The formula of XRDCalculator: Z less 41.78214 s² Σ a exp(-b s²)."""
    return gemmi.Element(element).atomic_number - 41.78214 * s * s * sum(a * math.exp(-b * s * s) for a, b in gaussians)


def tables(element, s):
    return gemmi.Element(element).it92.calculate_sf(s * s)


def strength(element):
    """The intensity of (8 0 0) in percent of that of (1 1 1), in the cell of grey tin: as calculated, and by the tables."""
    crystal = Structure.from_spacegroup("Fd-3m", Lattice.cubic(6.489), [element], [[0, 0, 0]])
    pattern = XRDCalculator(wavelength=WAVELENGTH).get_pattern(crystal, two_theta_range=(5, 60))
    found = {tuple(sorted(map(abs, group[0]["hkl"]))): y for y, group in zip(pattern.y, pattern.hkls)}
    expected = {}
    for hkl, multiplicity, geometry in (((1, 1, 1), 8, 32), ((0, 0, 8), 6, 64)):
        s = math.sqrt(sum(h * h for h in hkl)) / 6.489 / 2
        theta = math.asin(s * WAVELENGTH)
        polarization = (1 + math.cos(2 * theta) ** 2) / (math.sin(theta) ** 2 * math.cos(theta))
        expected[hkl] = multiplicity * geometry * tables(element, s) ** 2 * polarization
    return [100 * values[0, 0, 8] / values[1, 1, 1] for values in (found, expected)]


off, ratios = {}, {}
for element in ("In", "Sn", "Sb"):
    gaussians = ATOMIC_SCATTERING_PARAMS[element]
    factors = pymatgen_factor(element, 0.5, gaussians), tables(element, 0.5), float(xraydb.f0(element, 0.5)[0])
    found, expected = strength(element)
    off[element], ratios[element] = factors[0] - factors[1], found / expected
    print(f"{element}: factor at 0.5: pymatgen {factors[0]:.2f}, tables {factors[1]:.2f}, xraydb {factors[2]:.2f}; "
          f"I(800)/I(111): pymatgen {found:.3f} %, tables {expected:.3f} %")
    assert abs(factors[1] - factors[2]) < 0.05, "the tables differ"
mended = [[2.778 if a == 2.118 else a, b] for a, b in ATOMIC_SCATTERING_PARAMS["Sn"]]
print(f"Sn with 2.778: {pymatgen_factor('Sn', 0.5, mended):.2f}")
assert abs(pymatgen_factor("Sn", 0.5, mended) - tables("Sn", 0.5)) < 0.2, "the behaviour has changed"
assert off["Sn"] > 3.4 and max(abs(off["In"]), abs(off["Sb"])) < 0.15, "the behaviour has changed"
assert ratios["Sn"] > 1.2 and max(abs(ratios["In"] - 1), abs(ratios["Sb"] - 1)) < 0.03, "the behaviour has changed"
PYTHON
