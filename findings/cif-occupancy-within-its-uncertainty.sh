#!/usr/bin/env bash
# pymatgen 2026.10.24 refuses a CIF file with an occupancy of 1.02(3), which is one within its uncertainty, and says that the file is
# invalid and holds no structure.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet pymatgen==2026.10.24
venv/bin/python - <<'PYTHON'
from pymatgen.io.cif import CifParser
open("crystal.cif", "w").write("""data_crystal
_cell_length_a 4
_cell_length_b 4
_cell_length_c 4
_cell_angle_alpha 90
_cell_angle_beta 90
_cell_angle_gamma 90
_symmetry_space_group_name_H-M 'P 1'
loop_
_atom_site_label
_atom_site_fract_x
_atom_site_fract_y
_atom_site_fract_z
_atom_site_occupancy
Fe1 0 0 0 1
O1 .5 .5 .5 1.02(3)
""")
try:
    found = str(CifParser("crystal.cif").parse_structures(primitive=False)[0].composition)
except ValueError as error:
    found = str(error)
print(found)
assert "Invalid CIF file with no structures" in found, "the behaviour has changed"
PYTHON
