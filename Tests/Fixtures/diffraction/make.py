"""Makes reflections.csv, settings.csv and the folder structures/: what other programs make of crystal structures.

Needs numpy 2.4, PyYAML or ruamel.yaml, gemmi 0.7.5, pymatgen 2026.10, Dans_Diffraction 3.4.0 and rietx 1.10.0.

    python make.py

settings.csv has the settings of space groups by gemmi.

reflections.csv has every line of the four phases in structures.yaml up to 2θ = 120° with Cu Kα1:
- which planes are equivalent and which are absent: gemmi;
- d and 2θ: pymatgen; its XRDCalculator also has the same lines with the same sums of multiplicities;
- |F|² without f′ and f″: Dans_Diffraction with the form factors of Waasmaier and Kirfel;
- |F|² with them: rietx with the form factors of Waasmaier and Kirfel, and f′ and f″ handed in, those of Chantler
  in ../../../Sources/CrystalData/Resources/anomalous-scattering.csv.

structures/ has CIF files that write symmetry in different ways; expected.json says what gemmi and pymatgen find in them
when the setting is named to gemmi by its Hall symbol.
"""

import contextlib
import csv
import hashlib
import io
import json
import math
from pathlib import Path

import Dans_Diffraction
import gemmi
import numpy as np
from pymatgen.analysis.diffraction.xrd import XRDCalculator
from pymatgen.core import Composition, Lattice, Structure
from rietx.crystallography.structure_factor import PhaseSites, select_orbit_ops, structure_factors_squared
from ruamel.yaml import YAML

HERE = Path(__file__).parent
RESOURCES = HERE / "../../../Sources/CrystalData/Resources"
COPPER = 1.5405929
LIMIT = 120

SYMBOLS = {"R -3 c": "R -3 c:H", "R -3": "R -3:H", "P 21/n": "P 1 21/n 1"}


def phase(entry):
    cell = entry["cell"]
    group = gemmi.SpaceGroup(SYMBOLS[entry["space_group"]])
    is_hexagonal = group.number > 142
    lattice = Lattice.from_parameters(
        cell["a"], cell.get("b", cell["a"]), cell["c"], 90, cell.get("beta", 90), 120 if is_hexagonal else 90)
    return group, lattice


def orbits(group, lattice):
    """The planes that reflect up to the limit, as orbits of equivalent ones."""
    operations = group.operations()
    reach = 2 * math.sin(math.radians(LIMIT / 2)) / COPPER
    bounds = [int(reach * length) + 1 for length in lattice.abc]
    seen = set()
    result = []
    for h in range(bounds[0], -bounds[0] - 1, -1):
        for k in range(bounds[1], -bounds[1] - 1, -1):
            for l in range(bounds[2], -bounds[2] - 1, -1):
                plane = (h, k, l)
                if plane == (0, 0, 0) or plane in seen or 1 / lattice.d_hkl(plane) > reach:
                    continue
                images = {tuple(operation.apply_to_hkl(plane)) for operation in operations.sym_ops}
                images |= {(-a, -b, -c) for a, b, c in images}
                seen |= images
                if not operations.is_systematically_absent(plane):
                    result.append((plane, len(images)))
    return sorted(result, key=lambda item: -lattice.d_hkl(item[0]))


def expanded(entry, group):
    """All atoms of the cell by gemmi: element, position, B."""
    structure = gemmi.SmallStructure()
    structure.spacegroup = group
    _, lattice = phase(entry)
    structure.cell = gemmi.UnitCell(*lattice.abc, *lattice.angles)
    structure.setup_cell_images()
    for number, site in enumerate(entry["sites"]):
        atom = gemmi.SmallStructure.Site()
        atom.label = str(number)
        atom.element = gemmi.Element(site["element"])
        atom.fract = gemmi.Fractional(site["x"], site["y"], site["z"])
        structure.add_site(atom)
    return [
        (site.element.name, site.fract.tolist(), float(entry["sites"][int(site.label)]["B"]))
        for site in structure.get_all_unit_cell_sites()]


def dans_squared(lattice, atoms, planes):
    crystal = Dans_Diffraction.Crystal()
    crystal.new_cell([*lattice.abc, *lattice.angles])
    crystal.new_atoms(
        u=[a[1][0] for a in atoms], v=[a[1][1] for a in atoms], w=[a[1][2] for a in atoms],
        type=[a[0] for a in atoms], label=[a[0] for a in atoms], occupancy=[1.0] * len(atoms),
        uiso=[a[2] / (8 * math.pi**2) for a in atoms])
    crystal.Scatter._use_waaskirf_scattering_factor = True
    crystal.Scatter._use_isotropic_thermal_factor = True
    with contextlib.redirect_stdout(io.StringIO()):
        amplitudes = crystal.Scatter.structure_factor(
            np.array(planes), scattering_type="xray", wavelength_a=COPPER, int_hkl=False)
    return np.abs(amplitudes) ** 2


def rietx_squared(entry, group, lattice, planes):
    with open(RESOURCES / "anomalous-scattering.csv") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        corrections = {row["element"]: complex(float(row["CuKa1_f1"]), float(row["CuKa1_f2"])) for row in rows}
    positions = np.array([[s["x"], s["y"], s["z"]] for s in entry["sites"]], dtype=float)
    species = [site["element"] for site in entry["sites"]]
    sites = PhaseSites(
        ops=[select_orbit_ops(group, position) for position in positions], species=species,
        f_anom=np.array([corrections[name] for name in species]))
    spacings = np.array([lattice.d_hkl(plane) for plane in planes])
    return structure_factors_squared(
        np.array(planes), spacings, sites, positions, np.ones(len(species)),
        np.array([site["B"] for site in entry["sites"]], dtype=float))


def check_with_pymatgen(name, entry, group, lattice, lines):
    """The calculator of pymatgen has the same lines, those that it does not leave out as too weak."""
    atoms = expanded(entry, group)
    structure = Structure(lattice, [a[0] for a in atoms], [a[1] for a in atoms])
    pattern = XRDCalculator(wavelength=COPPER, symprec=0).get_pattern(structure, False, (0, LIMIT))
    theirs = [
        (angle, sum(family["multiplicity"] for family in families))
        for angle, families in zip(pattern.x, pattern.hkls)]
    for angle, multiplicity in theirs:
        # Of two lines that nearly coincide they may leave one out, and absent planes may be there, which they count.
        near = [line[1] for line in lines if abs(line[3] - angle) < 2e-4]
        assert near and min(near) <= multiplicity, (name, angle, near, multiplicity)


def write_reflections():
    entries = YAML(typ="safe").load((HERE / "structures.yaml").read_text())
    with open(HERE / "reflections.csv", "w") as file:
        file.write(
            "# Lines of structures.yaml up to 120 degrees with 1.5405929 angstrom; equivalent planes by gemmi "
            f"{gemmi.__version__}, d by pymatgen, |F|^2 without f' and f'' by Dans_Diffraction "
            f"{Dans_Diffraction.__version__}, with those of Chantler for Cu by rietx; f0 of Waasmaier & Kirfel\n")
        file.write("phase,h,k,l,multiplicity,d,two_theta,f_squared_without,f_squared\n")
        for name, entry in entries.items():
            group, lattice = phase(entry)
            lines = []
            for plane, multiplicity in orbits(group, lattice):
                d = lattice.d_hkl(plane)
                lines.append((plane, multiplicity, d, 2 * math.degrees(math.asin(COPPER / 2 / d))))
            check_with_pymatgen(name, entry, group, lattice, lines)
            planes = [line[0] for line in lines]
            without = dans_squared(lattice, expanded(entry, group), planes)
            squared = rietx_squared(entry, group, lattice, planes)
            for (plane, multiplicity, d, angle), first, second in zip(lines, without, squared):
                file.write(
                    f"{name},{plane[0]},{plane[1]},{plane[2]},{multiplicity},{d:.8f},{angle:.6f},"
                    f"{first:.7g},{second:.7g}\n")


# Structures that write their symmetry in different ways: Hall symbol for gemmi, cell, lines of CIF on the symmetry,
# sites (label, type symbol or None, x, y, z, occupancy, B).
QUARTZ = (4.9137, 4.9137, 5.4047, 90, 90, 120)
QUARTZ_SITES = [("Si1", "Si4+", 0.4697, 0, 0.6667, 1, 0.6), ("O1", "O2-", 0.4133, 0.2672, 0.7855, 1, 1.0)]
DIOPSIDE = (9.746, 8.899, 5.251, 90, 105.63, 90)
DIOPSIDE_SITES = [
    ("Ca", "Ca2+", 0, 0.3015, 0.25, 1, 0.5), ("Mg", "Mg2+", 0, 0.9082, 0.25, 1, 0.3),
    ("Si", "Si", 0.2862, 0.0933, 0.2293, 1, 0.3), ("O1", "O1-", 0.1156, 0.0873, 0.1422, 1, 0.4),
    ("O2", "O", 0.3611, 0.25, 0.318, 1, 0.5), ("O3", "O", 0.3505, 0.0176, 0.9953, 1, 0.5)]
BADDELEYITE_SITES = [
    ("Zr", "Zr4+", 0.2754, 0.0395, 0.2083, 1, 0.3), ("O1", "O2-", 0.07, 0.3317, 0.3447, 1, 0.4),
    ("O2", "O2-", 0.4496, 0.7569, 0.4792, 1, 0.4)]


def other_cell(cell, sites, transformation):
    """Cell and sites on other axes, the rows of the transformation."""
    new = np.array(transformation, dtype=float)
    lattice = Lattice(new @ Lattice.from_parameters(*cell).matrix)
    to_new = np.linalg.inv(new)
    moved = [(s[0], s[1], *(np.array(s[2:5]) @ to_new % 1).round(6).tolist(), *s[5:]) for s in sites]
    return tuple(float(round(value, 6)) for value in lattice.parameters), moved


def listed(hall):
    operations = [operation.triplet() for operation in gemmi.symops_from_hall(hall)]
    return ["loop_", "_symmetry_equiv_pos_as_xyz"] + [f"'{triplet}'" for triplet in operations]


def structures():
    name = "_space_group_name_H-M_alt"
    old = "_symmetry_space_group_name_H-M"
    corundum = [("Al", "Al3+", 0.3522, 0.3522, 0.3522, 1, 0.3), ("O", "O2-", 0.5562, 0.9438, 0.25, 1, 0.3)]
    yield "quartz-symbol", 'P 32 2"', QUARTZ, [f"{name} 'P 32 2 1'"], QUARTZ_SITES
    yield "quartz-operations", 'P 32 2"', QUARTZ, [
        f"{old} P3_221", "loop_", "_space_group_symop_id", "_space_group_symop_operation_xyz", "1 x,y,z",
        "2 '-y, x-y, z+0.6667'", "3 '-x+y,-x,1/3+z'", "4 'y,x,-z'", '5 "x-y,-y,-z+.3333"', "6 '-X, -X+Y, -Z+2/3'"
        ], QUARTZ_SITES
    yield "rutile", "-P 4n 2n", (4.5937, 4.5937, 2.9587, 90, 90, 90), [
        f"{old} 'P 42/m n m'", *listed("-P 4n 2n")], [
        ("Ti", None, 0, 0, 0, 1, 0.4), ("O", None, 0.3048, 0.3048, 0, 1, 0.5)]
    spinel = (8.0806,) * 3 + (90,) * 3
    yield "spinel-origin-1", "F 4d 2 3 -1d", spinel, [f"{name} 'F d -3 m :1'"], [
        ("Mg", "Mg2+", 0, 0, 0, 1, 0.4), ("Al", "Al3+", 0.625, 0.625, 0.625, 1, 0.3),
        ("O", "O2-", 0.3875, 0.3875, 0.3875, 1, 0.5)]
    yield "spinel-origin-2", "-F 4vw 2vw 3", spinel, [f"{old} Fd3mZ"], [
        ("Mg", "Mg2+", 0.125, 0.125, 0.125, 1, 0.4), ("Al", "Al3+", 0.5, 0.5, 0.5, 1, 0.3),
        ("O", "O2-", 0.2625, 0.2625, 0.2625, 1, 0.5)]
    yield "spinel-hall", "-F 4vw 2vw 3", spinel, [
        f"{old} 'F d -3 m'", "_symmetry_space_group_name_Hall '-F 4vw 2vw 3'", "_space_group_IT_number 227"], [
        ("Mg", "Mg2+", 0.125, 0.125, 0.125, 1, 0.4), ("Al", "Al3+", 0.5, 0.5, 0.5, 1, 0.3),
        ("O", "O2-", 0.2625, 0.2625, 0.2625, 1, 0.5)]
    yield "corundum-rhombohedral", "-P 3* 2n", (5.1286, 5.1286, 5.1286, 55.28, 55.28, 55.28), [
        f"{name} 'R -3 c'"], corundum
    axes, sites = other_cell((5.1505, 5.2116, 5.3173, 90, 99.23, 90), BADDELEYITE_SITES, [[1, 0, 0], [0, 0, -1], [0, 1, 0]])
    yield "baddeleyite-unique-axis-c", "-P 2bc", axes, [f"{name} 'P 1 1 21/b'"], sites
    yield "baddeleyite-short", "-P 2ybc", (5.1505, 5.2116, 5.3173, 90, 99.23, 90), [f"{name} P21/c"], BADDELEYITE_SITES
    yield "diopside", "-C 2yc", DIOPSIDE, [f"{name} 'C 2/c'"], DIOPSIDE_SITES
    axes, sites = other_cell(DIOPSIDE, DIOPSIDE_SITES, [[0, 0, 1], [0, 1, 0], [-1, 0, -1]])
    yield "diopside-I2a", "-I 2ya", axes, [f"{name} 'I 1 2/a 1'"], sites
    yield "triclinic", "-P 1", (5.1, 6.3, 7.2, 78.5, 95.2, 103.7), [f"{name} P-1"], [
        ("Cu1", "Cu", 0, 0, 0, 1, 0.7), ("S1", "S", 0.013, 0.287, 0.625, 1, 0.7), ("O1", "O", 0.907, 0.152, 0.673, 1, 1),
        ("O2", "O", 0.245, 0.318, 0.796, 1, 1), ("O3", "O", 0.86, 0.37, 0.63, 1, 1), ("O4", "O", 0.046, 0.302, 0.384, 1, 1),
        ("Cu2", "Cu", 0.5, 0.5, 0, 1, 0.7)]
    half = [(0, 0, 0), (0, 0.5, 0.5), (0.5, 0, 0.5), (0.5, 0.5, 0)]
    yield "halite-one-operation", "P 1", (5.6402,) * 3 + (90,) * 3, ["_symmetry_equiv_pos_as_xyz x,y,z"], [
        (f"Na{n}", "Na+", *p, 1, 1.5) for n, p in enumerate(half)] + [
        (f"Cl{n}", "Cl-", (p[0] + 0.5) % 1, p[1], p[2], 1, 1.3) for n, p in enumerate(half)]
    yield "olivine-mixed", "-P 2c 2ab", (4.7620, 10.2250, 5.9942, 90, 90, 90), [f"{name} 'P b n m'"], [
        ("Mg1", "Mg2+", 0, 0, 0, 0.9, 0.4), ("Fe1", "Fe2+", 0, 0, 0, 0.1, 0.4),
        ("Mg2", "Mg2+", 0.9915, 0.2774, 0.25, 0.9, 0.4), ("Fe2", "Fe2+", 0.9915, 0.2774, 0.25, 0.1, 0.4),
        ("Si", "Si", 0.4262, 0.094, 0.25, 1, 0.3), ("O1", "O", 0.7657, 0.0913, 0.25, 1, 0.4),
        ("O2", "O", 0.2215, 0.4474, 0.25, 1, 0.4), ("O3", "O", 0.2777, 0.1628, 0.0331, 1, 0.5)]


def write_structures():
    folder = HERE / "structures"
    folder.mkdir(exist_ok=True)
    expected = {}
    for name, hall, cell, symmetry, sites in structures():
        model = gemmi.SmallStructure()
        model.cell = gemmi.UnitCell(*cell)
        model.spacegroup = gemmi.find_spacegroup_by_ops(gemmi.symops_from_hall(hall))
        model.setup_cell_images()
        counts = {}
        for label, symbol, x, y, z, occupancy, _ in sites:
            site = gemmi.SmallStructure.Site()
            site.label = label
            letters = "".join(c for c in symbol or label if c.isalpha())
            site.element = gemmi.Element(letters)
            site.fract = gemmi.Fractional(x, y, z)
            site.occ = occupancy
            model.add_site(site)
        # Gemmi gives a site on a special position once for all operations that keep it.
        atoms = model.get_all_unit_cell_sites()
        for atom in atoms:
            counts[atom.element.name] = round(counts.get(atom.element.name, 0) + atom.occ, 6)
        mass = Composition(counts).weight
        expected[name] = {
            "number": model.spacegroup.number,
            "operations": len(list(gemmi.symops_from_hall(hall))),
            "atoms": len(atoms),
            "contents": counts,
            "density": round(float(mass) / model.cell.volume / 0.602214076, 5),
            "volume": round(model.cell.volume, 5),
        }
        has_types = sites[0][1] is not None
        lines = [f"data_{name}", *symmetry]
        for tag, value in zip(["length_a", "length_b", "length_c", "angle_alpha", "angle_beta", "angle_gamma"], cell):
            lines.append(f"_cell_{tag} {value}")
        lines.append(f"_cell_volume {model.cell.volume:.1f}")
        lines += ["loop_", "_atom_site_label"] + ["_atom_site_type_symbol"] * has_types
        lines += [f"_atom_site_{tag}" for tag in ["fract_x", "fract_y", "fract_z", "occupancy", "B_iso_or_equiv"]]
        for site in sites:
            lines.append(" ".join(str(value) for value in site if value is not None))
        (folder / f"{name}.cif").write_text("\n".join(lines) + "\n")
    (folder / "expected.json").write_text(json.dumps(expected, indent=1, sort_keys=True) + "\n")


def write_settings():
    """The 530 settings of Hall's table by gemmi, each with a digest of its operations."""
    with open(HERE / "settings.csv", "w") as file:
        file.write(f"# Settings by gemmi {gemmi.__version__}; operations are digested as settingsAreThoseOfGemmi does\n")
        file.write("symbol,number,qualifier,hall,operations,digest\n")
        for group in list(gemmi.spacegroup_table())[:530]:
            lines = sorted(
                " ".join(str(value // 24) for row in operation.rot for value in row) + " "
                + " ".join(str(value % 24) for value in operation.tran)
                for operation in group.operations())
            digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
            hall = group.hall.replace('"', '""')
            file.write(f'{group.xhm()},{group.number},{group.qualifier},"{hall}",{len(lines)},{digest}\n')


if __name__ == "__main__":
    write_reflections()
    write_structures()
    write_settings()
