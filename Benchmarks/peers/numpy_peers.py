"""Matrix products, and SUnSAL with both constraints by ADMM, in NumPy.

    OPENBLAS_NUM_THREADS=1 python numpy_peers.py sgemm|sunsal [--pixels N] [--seconds S]

Source of SUnSAL: J. M. Bioucas-Dias, M. A. T. Figueiredo, WHISPERS (2010). It stops where its residuals are 1e-4.
"""

import argparse

import numpy as np

import measurement


def sunsal(endmembers, image, iterations=1000, tolerance=1e-4):
    """The abundances, classes x pixels, which are not negative and sum to one."""
    classes, pixels = endmembers.shape[1], image.shape[1]
    scale = np.linalg.norm(endmembers) * (25 + classes) / classes
    mixing, spectra = endmembers / scale, image / scale
    directions, strengths, _ = np.linalg.svd(mixing.T @ mixing)
    penalty = 0.01

    def factors():
        """The inverse of the normal matrix, on the plane of sums of one."""
        inverse = (directions / (strengths + penalty)) @ directions.T
        column = inverse.sum(1, keepdims=True) / inverse.sum()
        return inverse, inverse - column @ inverse.sum(0, keepdims=True), column

    inverse, projected, offset = factors()
    correlations = mixing.T @ spectra
    free = inverse @ correlations
    split, multipliers = free.copy(), np.zeros_like(free)
    limit = np.sqrt(pixels * classes) * tolerance
    primal = dual = np.inf
    for iteration in range(iterations):
        if primal <= limit and dual <= limit:
            break
        checks = iteration % 10 == 0
        before = split if checks else None
        split = np.maximum(free - multipliers, 0)
        free = projected @ (correlations + penalty * (split + multipliers)) + offset
        multipliers -= free - split
        if checks:
            primal, dual = np.linalg.norm(free - split), penalty * np.linalg.norm(split - before)
            if primal > 10 * dual:
                penalty, multipliers = penalty * 2, multipliers / 2
            elif dual > 10 * primal:
                penalty, multipliers = penalty / 2, multipliers * 2
            inverse, projected, offset = factors()
    return split


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("work", choices=["sgemm", "sunsal"])
    parser.add_argument("--order", type=int, default=1024)
    parser.add_argument("--pixels", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=1)
    options = parser.parse_args()
    random = np.random.default_rng(0)
    if options.work == "sgemm":
        order = options.order
        left, right = random.random((2, order, order), dtype=np.float32)
        measured = measurement.repeat(lambda: left @ right, options.seconds, 3, 2 * order**3)
        measurement.report("sgemm", "operations", measured, order=order)
    else:
        endmembers = random.random((198, 4))
        abundances = random.dirichlet(np.ones(4), options.pixels).T
        image = endmembers @ abundances + 0.01 * random.standard_normal((198, options.pixels))
        measured = measurement.repeat(lambda: sunsal(endmembers, image), options.seconds, 1, options.pixels)
        measurement.report("sunsal", "pixels", measured, pixels=options.pixels)


if __name__ == "__main__":
    main()
