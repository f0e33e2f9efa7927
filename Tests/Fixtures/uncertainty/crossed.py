#!/usr/bin/env python3
"""Writes crossed.json: intervals and probabilities of advantages over runs and blocks, by numpy and scipy.

Needs numpy and scipy; the versions stand in the file. Nothing here is taken from the Swift code but the definitions:
Owen's pigeonhole bootstrap, Hesterberg's expanded percentiles, the delete-one jackknife, Satterthwaite's degrees.
"""
import json
import pathlib

import numpy
import scipy
from scipy import stats

SIZES = numpy.array([100, 100, 30, 100, 100, 70, 100, 30, 100, 100, 60, 100])
RUNS, RESAMPLES, COVERAGE = 4, 400_000, 0.95


def block_scores(random, level, runs, sizes):
    """Scores of blocks, run by run: what blocks and runs have in common, and what is theirs alone."""
    blocks = random.normal(0, 0.004, (1, len(sizes)))
    own = random.normal(0, 0.0015, (runs, 1)) + random.normal(0, 0.002, (runs, len(sizes)))
    mmae = numpy.abs(level + blocks + own)
    return {"rmse": 0.8 * mmae, "mmae": mmae, "rrs": 1 - 5 * mmae}


def score(values, weights, metric):
    """The score over all samples; blocks are along the last axis, runs along the one before."""
    power = 2 if metric == "rmse" else 1
    return ((values**power * weights).sum(-1) / weights.sum(-1)) ** (1 / power)


def case(name, metric, first, second, sizes, same):
    sign = 1 if metric != "rrs" else -1
    a, b = first[metric], second[metric]
    runs = len(a)

    def mean(times, left, right):
        left, right = left * sizes[0], right * sizes[1]
        return sign * (times * (score(b, right, metric) - score(a, left, metric))).sum(-1) / times.sum(-1)

    ones = [numpy.ones(len(s)) for s in sizes]
    differences = sign * (score(b, ones[1] * sizes[1], metric) - score(a, ones[0] * sizes[0], metric))
    parts = [(differences.var(ddof=1) / runs, runs - 1)] if runs > 1 else []
    for side in [None] if same else [0, 1]:
        count = len(sizes[side or 0])
        left_out = []
        for block in range(count):
            weights = [one.copy() for one in ones]
            for chosen in [0, 1] if side is None else [side]:
                weights[chosen][block] = 0
            left_out.append(mean(numpy.ones(runs), *weights))
        parts.append((numpy.var(left_out) * (count - 1), count - 1))
    variance = sum(v for v, _ in parts)
    degrees = variance**2 / sum(v * v / d for v, d in parts)
    probability = stats.t.sf(differences.mean() / variance**0.5, degrees)

    random = numpy.random.default_rng(11)
    draws = []
    for _ in range(RESAMPLES):
        times = random.multinomial(runs, numpy.full(runs, 1 / runs))
        left = random.multinomial(len(sizes[0]), numpy.full(len(sizes[0]), 1 / len(sizes[0])))
        right = left if same else random.multinomial(len(sizes[1]), numpy.full(len(sizes[1]), 1 / len(sizes[1])))
        draws.append(mean(times, left, right))
    fewest = min(n for n in [runs] + [len(s) for s in sizes] if n > 1)
    tail = stats.norm.cdf(-((fewest / (fewest - 1)) ** 0.5) * stats.t.ppf((1 + COVERAGE) / 2, fewest - 1))
    interval = numpy.quantile(draws, [tail, 1 - tail])
    if runs == 1 and same:
        # One run: the same by scipy, which resamples the blocks of both methods together.
        again = stats.bootstrap(
            (a[0], b[0], sizes[0]),
            lambda x, y, n, axis=-1: sign * (score(y, n, metric) - score(x, n, metric)),
            paired=True, vectorized=True, method="percentile", n_resamples=100_000, confidence_level=1 - 2 * tail,
            rng=numpy.random.default_rng(5)).confidence_interval
        assert numpy.allclose(again, interval, atol=3e-5), (again, interval)

    def columns(scores, sizes):
        return [[[int(n), *(scores[m][run][i] for m in ("rmse", "mmae", "rrs"))] for i, n in enumerate(sizes)]
                for run in range(runs)]

    return {
        "name": name, "metric": metric, "same": same, "first": columns(first, sizes[0]),
        "second": columns(second, sizes[1]), "mean": differences.mean(), "error": variance**0.5, "degrees": degrees,
        "probability": probability, "interval": list(interval),
    }


def main():
    random = numpy.random.default_rng(2)
    sides = [block_scores(random, level, RUNS, SIZES) for level in (0.020, 0.0225)]
    other = block_scores(random, 0.024, RUNS, SIZES[:8])
    single = [{m: v[:1] for m, v in side.items()} for side in sides]
    cases = [case(f"the same samples, {m}", m, *sides, (SIZES, SIZES), True) for m in ("rmse", "mmae", "rrs")]
    cases.append(case("other samples", "mmae", sides[0], other, (SIZES, SIZES[:8]), False))
    cases.append(case("one run", "rmse", *single, (SIZES, SIZES), True))
    made = {"made-with": f"numpy {numpy.__version__}, scipy {scipy.__version__}", "cases": cases}
    path = pathlib.Path(__file__).with_suffix(".json")
    path.write_text(json.dumps(made, indent=1) + "\n")


main()
