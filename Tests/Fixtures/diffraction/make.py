"""Makes reflections.csv and the folder structures/: what other programs make of crystal structures.

Needs numpy 2.4, PyYAML or ruamel.yaml, gemmi 0.7.5, pymatgen 2026.10, Dans_Diffraction 3.4.0 and rietx 1.10.0.

    python make.py

reflections.csv has every line of the four phases in structures.yaml up to 2θ = 120° with Cu Kα1:
- which planes are equivalent and which are absent: gemmi;
- d and 2θ: pymatgen; its XRDCalculator also has the same lines with the same sums of multiplicities;
- |F|² without f′ and f″: Dans_Diffraction with the form factors of Waasmaier and Kirfel;
- |F|² with them: rietx with the form factors of Waasmaier and Kirfel, and f′ and f″ handed in, those of Chantler
  in ../../../Sources/PowderDiffraction/Resources/anomalous-scattering.csv.

structures/ has CIF files that write symmetry in different ways; expected.json says what gemmi and pymatgen find in them
when the setting is named to gemmi by its Hall symbol.
"""

import contextlib
import csv
import io
import json
import math
import tempfile
from pathlib import Path

import Dans_Diffraction
import gemmi
import numpy as np
from pymatgen.analysis.diffraction.xrd import XRDCalculator
from pymatgen.core import Composition, Lattice, Structure
from rietx.crystallography.structure_factor import PhaseSites, select_orbit_ops, structure_factors_squared
from ruamel.yaml import YAML

HERE = Path(__file__).parent
RESOURCES = HERE / "../../../Sources/PowderDiffraction/Resources"
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


if __name__ == "__main__":
    write_reflections()
