#!/usr/bin/env bash
# xrayutilities 1.8.0 gives calcite that is written with valences (Ca2+, C4+, O2-) 54 electrons for each 50 protons. It has a form factor for
# two of these ions and takes neutral carbon in the place of the third, and says so, but leaves the charge to the cell. The amplitude
# of 0 0 6 is 30 % larger than that of the same crystal written with elements.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet xrayutilities==1.8.0
venv/bin/python - <<'PYTHON'
import xrayutilities

def calcite(name, calcium, carbon, oxygen):
    open(name, "w").write(f"""data_calcite
_cell_length_a 4.988
_cell_length_b 4.988
_cell_length_c 17.061
_cell_angle_alpha 90
_cell_angle_beta 90
_cell_angle_gamma 120
_space_group_name_H-M_alt 'R -3 c'
_space_group_IT_number 167
loop_
_atom_site_label
_atom_site_type_symbol
_atom_site_fract_x
_atom_site_fract_y
_atom_site_fract_z
_atom_site_occupancy
Ca1 {calcium} 0 0 0 1
C1 {carbon} 0 0 0.25 1
O1 {oxygen} 0.257 0 0.25 1
""")
    crystal = xrayutilities.materials.Crystal.fromCIF(name)
    atoms = list(crystal.lattice.base())
    electrons = sum(atom.f0(0) * occupancy for atom, _, occupancy, _ in atoms) / 6
    amplitude = abs(crystal.StructureFactor(crystal.Q(0, 0, 6), en=8047.8))
    print(calcium, carbon, oxygen, f"{len(atoms)} atoms, {electrons:.2f} electrons in CaCO3, |F(006)| = {amplitude:.2f}")
    return len(atoms), round(electrons), round(amplitude, 1)

found = calcite("valences.cif", "Ca2+", "C4+", "O2-"), calcite("elements.cif", "Ca", "C", "O")
assert found == ((30, 54, 54.0), (30, 50, 41.7)), "the behaviour has changed"
PYTHON
