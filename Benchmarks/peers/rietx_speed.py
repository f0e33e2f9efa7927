"""Refines measured patterns with rietx by one recipe, and prints one line of JSON. `rietx_patterns.py` says how.

    python rietx_speed.py DATA standard|constrained|full-pattern [--patterns 08,15]

Its own start is not timed.
"""

import argparse
import time
import warnings
from pathlib import Path

import rietx_patterns
from rietx_patterns import rx

import measurement


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("recipe", choices=rietx_patterns.STAGES)
    parser.add_argument("--patterns", default="08,15")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    files = [options.data / "xrd/experimental" / f"{name}.xy" for name in options.patterns.split(",")]
    elapsed, processor = time.perf_counter(), time.process_time()
    for file in files:
        rietx_patterns.refine(options.recipe, rx.read_pattern(file))
    measured = len(files), time.perf_counter() - elapsed, time.process_time() - processor
    measurement.report(f"rietveld {options.recipe}", "patterns", measured)


if __name__ == "__main__":
    main()
