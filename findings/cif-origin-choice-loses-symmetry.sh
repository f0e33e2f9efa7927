#!/usr/bin/env bash
# pymatgen 2026.10.24 reads the space group 'F d -3 m' of a CIF file without operations, and takes 'F d -3 m:1', which names its first
# origin, for no symmetry at all: silicon has one atom in its cell then, not eight.
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
counts = []
for symbol in ("F d -3 m", "F d -3 m:1"):
    open("silicon.cif", "w").write(f"""data_silicon
_cell_length_a 5.431
_cell_length_b 5.431
_cell_length_c 5.431
_cell_angle_alpha 90
_cell_angle_beta 90
_cell_angle_gamma 90
_symmetry_space_group_name_H-M '{symbol}'
loop_
_atom_site_label
_atom_site_fract_x
_atom_site_fract_y
_atom_site_fract_z
Si1 0 0 0
""")
    counts.append(len(CifParser("silicon.cif").parse_structures(primitive=False)[0]))
print(f"atoms in the cell: {counts[0]} and {counts[1]}")
assert counts == [8, 1], "the behaviour has changed"
PYTHON
