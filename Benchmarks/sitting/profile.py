"""Which kernels the time of a program goes to, as `perf` of Linux sees it."""

import re
import shutil

from .measuring import Failure, run_command

# What the symbols of a kernel contain, those of Swift mangled; the first that fits counts.
GROUPS = (
    ("products of matrices (BLAS)", r"gemm|sgemv|syrk|blas_"),
    ("convolutions along signals and dense layers", r"product|correlat|\d+(Convolution1D|Dense)"),
    ("rectifiers and pooling along signals", r"rectif(y|ier_)|maximum|\d+MaxPool1D|\d+GlobalAveragePool1D"),
    ("gathering of batches", r"gather|loadInput"),
    ("transforms and copies of image convolutions", r"\d+(Strided)?Convolution[13]x[13]|Winograd"),
    ("other image layers",
     r"\d+(Channel(Normalization|Softmax)|Reflection|Feature|SkipNetwork|ImageLayer)"),
    ("Adam", r"\d+Adam"),
    ("loss", r"SquaredError|RectifiedConcentrations|evaluateBatch|\d+ReconstructedBatch|\d+MixingLoss|acos"),
    ("activations and normalization",
     r"\d+(LeakyRectifier|SoftThreshold|SumToOne|BatchNormalization|Sigmoid|Activation|Moments)"),
    ("random numbers", r"[Rr]andom|SplitMix|shuffle|swapAt|ieee754_log"),
    ("memory", r"mem(cpy|move|set)|malloc|_int_free|page|swift_(retain|release)|mm_fault|anonymous"),
)
REST = "everything else"


def profile(bench, row):
    """The shares of groups of symbols in the time of our program, or why there are none."""
    if not shutil.which("perf"):
        return {"failure": "perf is not at hand."}
    contestant, samples = row.contestants[0], bench.scratch / "perf.data"
    environment = bench.environment(1, contestant.variables)
    try:
        run_command(
            ["perf", "record", "-F", "997", "-o", samples, "--", *bench.words(contestant)], environment, bench.scratch)
        report = run_command(
            ["perf", "report", "-i", samples, "--stdio", "--no-children", "-F", "overhead,sym"], environment,
            bench.scratch).output
    except Failure as failure:
        return {"failure": f"perf: {failure}"}
    symbols = shares(report)
    groups = {}
    for symbol, share in symbols.items():
        groups[group(symbol)] = groups.get(group(symbol), 0) + share
    largest = dict(sorted(symbols.items(), key=lambda item: -item[1])[:20])
    return {"groups": {name: round(share, 4) for name, share in sorted(groups.items())}, "symbols": largest}


def shares(report):
    """The share of each symbol in a report of `perf`."""
    found = {}
    for line in report.splitlines():
        match = re.match(r"\s*([0-9.]+)%\s+(?:\[.\]\s+)?(\S.*?)\s*$", line)
        if match:
            found[match[2]] = found.get(match[2], 0) + float(match[1]) / 100
    return found


def group(symbol):
    return next((name for name, pattern in GROUPS if re.search(pattern, symbol)), REST)
