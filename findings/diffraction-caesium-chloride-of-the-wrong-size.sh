#!/usr/bin/env bash
# The crystal CsCl of xraylib 4.3.0 has an edge of 7.02 ångström and holds one formula unit, so that its density is 0.81 g/cm³. Salt of this
# structure has an edge of 4.123 ångström and a density of 3.99 g/cm³. With copper radiation xraylib puts the reflection (1 1 0) at 17.85
# degrees, where it is measured at 30.6; KCl and NaCl, for comparison, have the densities of handbooks.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet xraylib==4.3.0 numpy==2.4.6
venv/bin/python - <<'PYTHON'
import math, xraylib

handbook = {"CsCl": 3.99, "KCl": 1.98, "NaCl": 2.17}
density = {}
for name, expected in handbook.items():
    crystal = xraylib.Crystal_GetCrystal(name)
    mass = sum(atom["fraction"] * xraylib.AtomicWeight(atom["Zatom"]) for atom in crystal["atom"])
    density[name] = mass / 0.602214076 / crystal["volume"]
    print(f"{name}: a = {crystal['a']:.3f} Å, {len(crystal['atom'])} atoms, {density[name]:.2f} g/cm³; handbook {expected} g/cm³")
crystal = xraylib.Crystal_GetCrystal("CsCl")
found = 2 * math.degrees(xraylib.Bragg_angle(crystal, 8.0478, 1, 1, 0))
expected = 2 * math.degrees(math.asin(1.5406 * math.sqrt(2) / 4.123 / 2))
print(f"(1 1 0) of CsCl: xraylib {found:.2f}, with 4.123 Å {expected:.2f} degrees")
assert abs(density["CsCl"] - 0.808) < 0.005 and abs(crystal["a"] - 7.02) < 0.001, "the behaviour has changed"
assert all(abs(density[name] / handbook[name] - 1) < 0.01 for name in ("KCl", "NaCl")), "the behaviour has changed"
assert abs(found - 17.85) < 0.05 and abs(expected - 30.64) < 0.05, "the behaviour has changed"
PYTHON
