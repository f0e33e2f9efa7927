#!/usr/bin/env bash
# pymatgen 2026.10.24 takes a site that is labelled Vac1, as vacancies often are, for vanadium where no type symbol is given: the first
# letter is an element.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet pymatgen==2026.10.24
venv/bin/python - <<'PYTHON'
import warnings
from pymatgen.io.cif import CifParser
warnings.simplefilter("ignore")
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
Fe1 0 0 0
Vac1 .5 .5 .5
""")
found = str(CifParser("crystal.cif").parse_structures(primitive=False)[0].composition)
print(found)
assert sorted(found.split()) == ["Fe1", "V1"], "the behaviour has changed"
PYTHON
