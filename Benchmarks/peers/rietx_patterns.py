"""Refines measured powder patterns with rietx, an independent program, and compares with the weighed fractions.

Needs rietx 1.10.0 and rietx-kernels 1.3.0.

    python rietx_patterns.py DATA [--recipe standard|constrained|full-pattern ...] [--patterns 08,19,24] [--json FILE]

DATA is a data folder as in ../../experiments/datasets.yaml, with xrd/experimental/01.xy … 24.xy and labels.csv. The
crystal structures are the CIF files of ../../Sources/CrystalData/Resources. All four phases are in every model,
quartz is not.

Of all recipes: 10 to 80 degrees, Cu Kα1 and Kα2 at the fixed ratio 0.5, unpolarized beam, f' and f'' of Cromer &
Liberman, scales, a Chebyshev background of 10 terms, sample displacement, weights from counting statistics. Every pattern
starts afresh from the published structures. rietx holds the parameters of a phase, other than its scale, while that scale
is within 3 standard deviations of zero.

- standard: also cell lengths, widths from size and strain of each phase, Gaussian widths U and W and axial divergence of
  the instrument, one change ΔB of all B of a phase, March–Dollase texture along the cleavage plane that the CIF names.
- constrained: also cell lengths, ΔB, width from size; the instrument has a Gaussian width of 0.05 degrees.
- full-pattern: nothing else; lines are 0.07 degrees wide, half Gaussian and half Lorentzian.

Bounds, without which phases that are not there go astray: cell lengths within 0.5 % of the published ones; size below
0.3 degrees / cos θ, some 30 nm; strain below 0.6 degrees tan θ, twice what the phases show; r between 0.5 and 2; ΔB
between that at which the smallest B of the phase is zero, and 2 Å².
"""

import argparse
import csv
import json
import os
import statistics
import time
import warnings
from pathlib import Path

# One thread; read when the libraries are imported.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RIETX_COMPILED_THREADS"):
    os.environ[variable] = "1"

import gemmi  # noqa: E402
import rietx as rx  # noqa: E402

RESOURCES = Path(__file__).parent / "../../Sources/CrystalData/Resources"
PHASES = ["calcite", "gibbsite", "dolomite", "hematite"]
KALPHA1, KALPHA2 = 1.5405929, 1.5444274
LIMITS = (10, 80)
BACKGROUND_TERMS = 10
INSTRUMENT_WIDTH = 0.05
FIXED_WIDTH = 0.07
LARGEST_SIZE_WIDTH, LARGEST_STRAIN_WIDTH = 0.3, 0.6

# What each stage sets free, in addition to the stages before it.
START = [
    ("scales", ["phases.*.scale", "instrument.background.*"]),
    ("displacement", ["instrument.geometry.sample_displacement"]),
]
STAGES = {
    "standard": START + [
        ("cells", ["phases.*.cell.[abc]"]),
        ("widths", ["instrument.profile.w", "phases.*.lor_size"]),
        ("strain", ["instrument.profile.u", "phases.*.lor_strain"]),
        ("asymmetry", ["instrument.geometry.axial_sl"]),
        ("B", ["vars.*"]),
        ("texture", ["phases.*.preferred_orientation.r"]),
    ],
    "constrained": START + [
        ("cells", ["phases.*.cell.[abc]"]),
        ("sizes", ["phases.*.lor_size"]),
        ("B", ["vars.*"]),
    ],
    "full-pattern": START,
}


def structures(recipe):
    """The four phases, as published."""
    phases = []
    for name in PHASES:
        path = RESOURCES / f"{name}.cif"
        phase = rx.Structure.from_cif(path).phases[0]
        if recipe == "standard":
            plane = gemmi.cif.read(str(path)).sole_block().find_value("_proportions_cleavage_plane")
            axis = tuple(int(index) for index in gemmi.cif.as_string(plane).split())
            phase.preferred_orientation = rx.PreferredOrientation(axis=axis, r=rx.Parameter(value=1, min=0.5, max=2))
        if recipe != "full-pattern":
            for length in (phase.cell.a, phase.cell.b, phase.cell.c):
                length.min, length.max = 0.995 * length.value, 1.005 * length.value
            phase.lor_size = rx.Parameter(value=FIXED_WIDTH - INSTRUMENT_WIDTH, min=0, max=LARGEST_SIZE_WIDTH)
            phase.lor_strain = rx.Parameter(value=0, min=0, max=LARGEST_STRAIN_WIDTH)
        phases.append(phase)
    return rx.Structure(phases=phases)


def instrument(recipe):
    """A flat plate in reflection, and the widths to start with."""
    result = rx.Instrument.bragg_brentano(radiation="CuKa", ka2_ratio=0.5)
    for line, length in zip(result.source.lines, (KALPHA1, KALPHA2)):
        line.wavelength.value = length
    result.background = rx.schemas.instrument.BackgroundChebyshev(
        coefficients=[rx.Parameter(value=0) for _ in range(BACKGROUND_TERMS)])
    if recipe == "full-pattern":
        # Two parts of 0.6 of a width make a pseudo-Voigt of about that width.
        result.profile.w.value, result.profile.x.value = (0.6 * FIXED_WIDTH) ** 2, 0.6 * FIXED_WIDTH
    else:
        result.profile.w.value, result.profile.x.value = INSTRUMENT_WIDTH**2, 0
    if recipe == "standard":
        result.geometry.axial_sl.value = 0.02
    return result


def refine(recipe, pattern):
    """The refinement's result. It raises whatever rietx raises."""
    refinement = rx.Refinement(structures(recipe), instrument(recipe), history=False)
    if recipe == "standard":
        refinement.tie("instrument.geometry.axial_hl", "instrument.geometry.axial_sl")
    if recipe != "full-pattern":
        for index, phase in enumerate(refinement.structure.phases):
            published = [atom.biso.value for atom in phase.atoms]
            variable = refinement.add_variable(f"B_{PHASES[index]}", 0, min=-min(published), max=2, unit="Å²")
            for number, value in enumerate(published):
                refinement.tie(f"phases.{index}.atoms.{number}.biso", variable, offset=value)
    plan = rx.RefinementPlan([rx.Stage(name, paths) for name, paths in STAGES[recipe]])
    return refinement.fit(pattern, plan=plan, two_theta_limits=LIMITS, telemetry=False)


def run(recipe, path, truth):
    """One pattern as a record that JSON can hold."""
    record = {"pattern": path.stem, "weighed": truth}
    start = time.process_time()  # of one thread: as long as it takes on a core of its own
    try:
        result = refine(recipe, rx.read_pattern(path))
    except Exception as error:  # a pattern that fails is a result, too
        return record | {"seconds": time.process_time() - start, "converged": False, "failure": repr(error)}
    seconds = time.process_time() - start
    phases = result.qpa.phases
    return record | {
        "seconds": seconds,
        "converged": result.status == "converged",
        "fractions": [phase.weight_fraction for phase in phases],
        "uncertainties": [phase.weight_fraction_stderr for phase in phases],
        "rwp": result.statistics.rwp,
        "gof": result.statistics.gof,
        "free": result.statistics.n_free_parameters,
        "parameters": {p.path: p.value for p in result.parameters if p.vary},
        "at_bound": [p.path for p in result.parameters if p.at_bound],
        "held": result.stages[-1].held,
        "diagnostics": sorted({d.code for d in result.diagnostics}),
    }


def summary(records):
    """The scores over all that gave fractions, in percent."""
    good = [record for record in records if "fractions" in record]
    errors = [[abs(a - b) for a, b in zip(r["fractions"], r["weighed"])] for r in good]
    same = [all((a > 0.01) == (b > 0) for a, b in zip(r["fractions"], r["weighed"])) for r in good]
    bounds = [path for record in good for path in record["at_bound"]]
    flat = [error for row in errors for error in row]
    return {
        "patterns": len(records),
        "failed": len(records) - len(good),
        "not_converged": sum(not record["converged"] for record in good),
        "rmse": 100 * statistics.fmean(error**2 for error in flat) ** 0.5,
        "mmae": 100 * statistics.fmean(max(row) for row in errors),
        "rrs": 100 * statistics.fmean(same),
        "median_rwp": 100 * statistics.median(record["rwp"] for record in good),
        "median_gof": statistics.median(record["gof"] for record in good),
        "median_seconds": statistics.median(record["seconds"] for record in good),
        "at_bound": {path: bounds.count(path) for path in sorted(set(bounds))},
    } if good else {"patterns": len(records), "failed": len(records)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--recipe", nargs="+", choices=STAGES, default=list(STAGES))
    parser.add_argument("--patterns", help="names such as 08,19,24; all without it")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")

    folder = arguments.data / "xrd/experimental"
    with open(folder / "labels.csv") as file:
        labels = {Path(row["file"]).stem: [float(row[name]) for name in PHASES] for row in csv.DictReader(file)}
    names = arguments.patterns.split(",") if arguments.patterns else sorted(labels)

    output = {"rietx": rx.__version__, "limits": LIMITS, "phases": PHASES, "recipes": {}}
    for recipe in arguments.recipe:
        print(f"{recipe}\npattern  {'  '.join(f'{name:>8}' for name in PHASES)}     Rwp    GoF  seconds", flush=True)
        records = []
        for name in names:
            record = run(recipe, folder / f"{name}.xy", labels[name])
            records.append(record)
            if "failure" in record:
                print(f"{name:>7}  {record['failure']}", flush=True)
                continue
            fractions = "  ".join(f"{100 * value:8.2f}" for value in record["fractions"])
            remark = "" if record["converged"] else "  not converged"
            numbers = f"{100 * record['rwp']:6.2f} {record['gof']:6.2f} {record['seconds']:8.2f}"
            print(f"{name:>7}  {fractions}  {numbers}{remark}", flush=True)
        scores = summary(records)
        print("  ".join(f"{key} {value:.2f}" if isinstance(value, float) else f"{key} {value}"
                        for key, value in scores.items()), "\n", flush=True)
        output["recipes"][recipe] = {"stages": STAGES[recipe], "summary": scores, "patterns": records}
        if arguments.json:
            arguments.json.write_text(json.dumps(output, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
