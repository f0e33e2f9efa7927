#!/usr/bin/env bash
# The material CdSe of xrayutilities 1.8.0 holds neither cadmium nor selenium: it is built of indium and antimony, and its lattice is that of
# InSb in wurtzite structure too. Cadmium selenide has a = 4.299 and c = 7.010 ångström. With copper radiation its (0 0 2) is
# calculated at 23.6 degrees, where it is measured at 25.4. The density, 5.77 g/cm³, gives no warning: that of CdSe is 5.81.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet xrayutilities==1.8.0 numpy==2.4.6
venv/bin/python - <<'PYTHON'
import math
import xrayutilities as xu

cdse, insb = xu.materials.CdSe, xu.materials.InSbWZ
for crystal in (cdse, insb):
    elements = sorted({atom.name for atom, *_ in crystal.lattice.base()})
    print(f"{crystal.name}: {elements}, a = {crystal.lattice.a}, c = {crystal.lattice.c}, {crystal.density / 1000:.2f} g/cm³")
spacing = cdse.planeDistance(0, 0, 2)
angles = [2 * math.degrees(math.asin(1.540593 / 2 / d)) for d in (spacing, 7.010 / 2)]
strengths = [abs(crystal.StructureFactor(crystal.Q(0, 0, 2), 8047.8)) for crystal in (cdse, insb)]
print(f"(0 0 2) of CdSe: xrayutilities {angles[0]:.2f}, with c = 7.010 Å {angles[1]:.2f} degrees")
print(f"|F| of (0 0 2): CdSe {strengths[0]:.2f}, InSb {strengths[1]:.2f}")
assert {atom.name for atom, *_ in cdse.lattice.base()} == {"In", "Sb"}, "the behaviour has changed"
assert (cdse.lattice.a, cdse.lattice.c) == (insb.lattice.a, insb.lattice.c) == (4.5712, 7.5221), "the behaviour has changed"
assert abs(strengths[0] - strengths[1]) < 1e-9 and abs(angles[0] - 23.64) < 0.02 and abs(angles[1] - 25.39) < 0.02, "the behaviour has changed"
PYTHON
