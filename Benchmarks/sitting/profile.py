"""Which kernels the time of a program goes to, as `perf` of Linux sees it."""

import re
import shutil

from .measuring import Failure, run_command

# What the symbols of a kernel contain; the first that fits counts.
GROUPS = (
    ("products of matrices (BLAS)", r"gemm|sgemv|syrk|openblas|_itcopy|_oncopy|_incopy|_otcopy|blas_|_beta_"),
    ("convolutions along signals", r"row_(product|correlation|outer)|correlat|Convolution1D|row_product"),
    ("gathering of batches", r"gather|loadInput"),
    ("pooling", r"[Pp]ool"),
    ("transforms and copies of image convolutions", r"Convolution3x3|Winograd|StridedConvolution|Convolution1x1|Tile"),
    ("other image layers", r"Bilinear|Reflect|Skip|ImageLayer|Feature"),
    ("Adam", r"Adam"),
    ("loss", r"Loss|SquaredError|RectifiedConcentrations|Spectral|Angle|reconstruct"),
    ("activations and normalization", r"Rectifier|Softplus|SoftThreshold|SumToOne|Normalization|Sigmoid|Activation|Dense"),
    ("random numbers", r"[Rr]andom|SplitMix|shuffle|normal"),
    ("memory", r"memcpy|memmove|memset|malloc|free|page|clear_"),
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
        match = re.match(r"^\s*([0-9.]+)%\s+(?:\[.\]\s+)?(\S.*?)\s*$", line)
        if match:
            found[match[2]] = found.get(match[2], 0) + float(match[1]) / 100
    return found


def group(symbol):
    return next((name for name, pattern in GROUPS if re.search(pattern, symbol)), REST)
