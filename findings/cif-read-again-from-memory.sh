#!/usr/bin/env bash
# crystals 1.7.0 remembers the structure of a path: a CIF file that was written anew at the same path still gives the old structure.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet crystals==1.7.0
venv/bin/python - <<'PYTHON'
import crystals
found = []
for element in ("Fe", "Cu"):
    open("crystal.cif", "w").write(f"""data_crystal
_cell_length_a 4
_cell_length_b 4
_cell_length_c 4
_cell_angle_alpha 90
_cell_angle_beta 90
_cell_angle_gamma 90
_symmetry_space_group_name_H-M 'P 1'
loop_
_symmetry_equiv_pos_as_xyz
'x,y,z'
loop_
_atom_site_label
_atom_site_type_symbol
_atom_site_fract_x
_atom_site_fract_y
_atom_site_fract_z
{element}1 {element} 0 0 0
""")
    found.append([atom.element for atom in crystals.Crystal.from_cif("crystal.cif")])
print(f"written with Fe: {found[0]}; written again with Cu: {found[1]}")
assert found == [["Fe"], ["Fe"]], "the behaviour has changed"
PYTHON
