#!/usr/bin/env bash
# The CIF core dictionary knows thermal displacements as U and as B = 8 π² U, isotropic and as tensors. gemmi 0.7.5 reads U_ij, U_iso and B_iso, but
# not B_ij, and says nothing: atoms whose tensors are given as B stand still. Their structure factors are too large at high
# angles; here that of (6 0 0) is, by 78 %. diffpy.structure 3.3.1 reads both tensors, and gives the same U for both files.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet gemmi==0.7.5 diffpy.structure==3.3.1
venv/bin/python - <<'PYTHON'
import math, gemmi
from diffpy.structure import loadStructure

U = 0.013


def crystal(site_columns, site_values, loop=""):
    return f"""data_crystal
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
{site_columns}
Fe1 Fe 0 0 0 {site_values}
{loop}"""


def tensor(letter, value):
    tags = "\n".join(f"_atom_site_aniso_{letter}_{pair}" for pair in ("11", "22", "33", "12", "13", "23"))
    return f"loop_\n_atom_site_aniso_label\n{tags}\nFe1 {value} {value} {value} 0 0 0\n"


b = 8 * math.pi**2 * U
files = {
    "U_iso": crystal("_atom_site_U_iso_or_equiv", U),
    "B_iso": crystal("_atom_site_B_iso_or_equiv", f"{b:.5f}"),
    "U_ij": crystal("_atom_site_adp_type", "Uani", tensor("U", U)),
    "B_ij": crystal("_atom_site_adp_type", "Bani", tensor("B", f"{b:.5f}")),
}
factors, others = {}, {}
for name, text in files.items():
    open("crystal.cif", "w").write(text)
    structure = gemmi.make_small_structure_from_block(gemmi.cif.read("crystal.cif").sole_block())
    calculator = gemmi.StructureFactorCalculatorX(structure.cell)
    factors[name] = abs(calculator.calculate_sf_from_small_structure(structure, [6, 0, 0]))
    others[name] = float(loadStructure("crystal.cif")[0].Uisoequiv)
    print(f"{name}: gemmi |F(6 0 0)| = {factors[name]:.3f}; diffpy.structure U = {others[name]:.4f} Å²")
still = gemmi.Element("Fe").it92.calculate_sf((6 / 4 / 2) ** 2)
moving = still * math.exp(-b * (6 / 4 / 2) ** 2)
print(f"atom that stands still: {still:.3f}, that moves: {moving:.3f}")
assert all(abs(u - U) < 1e-4 for u in others.values()), "the reference has changed"
assert all(abs(factors[name] - moving) < 1e-3 for name in ("U_iso", "B_iso", "U_ij")), "the behaviour has changed"
assert abs(factors["B_ij"] - still) < 1e-3, "the behaviour has changed"
PYTHON
