"""Writes sunsal.json and assignments.json: small unmixing problems and assignment problems with their solutions.

Needs numpy, scipy and mpmath. Run it in this folder: python make.py

Nothing here is written the way the package writes it. An unmixing problem is solved by trying every set of abundances that
are not zero, with every choice of signs where signs are free, in 60 digits: of the solutions that satisfy the conditions of
optimality, all give the same abundances. Assignments come from scipy.optimize.linear_sum_assignment.
"""

import itertools
import json
import platform

import mpmath
import numpy as np
import scipy
from scipy.optimize import linear_sum_assignment

SEED = 20100616
mpmath.mp.dps = 60
EXACT = mpmath.mpf(10) ** -40


def solve(m, y, positive, sums, sparsity):
    """The minimum of |m x - y|^2 / 2 + sparsity |x|_1 as a list of floats."""
    classes = m.shape[1]
    a = mpmath.matrix(m.tolist())
    target = mpmath.matrix([float(v) for v in y])
    gram, pull = a.T * a, a.T * target
    weight = mpmath.mpf(sparsity)
    if positive:
        patterns = itertools.product((0, 1), repeat=classes)
    elif sparsity > 0:
        patterns = itertools.product((0, 1, -1), repeat=classes)
    else:
        patterns = [(1,) * classes]
    found = None
    for pattern in patterns:
        members = [k for k in range(classes) if pattern[k]]
        if not members and sums:
            continue
        x, level = mpmath.zeros(classes, 1), mpmath.mpf(0)
        if members:
            count = len(members)
            size = count + (1 if sums else 0)
            system, right = mpmath.zeros(size, size), mpmath.zeros(size, 1)
            for i, k in enumerate(members):
                for j, l in enumerate(members):
                    system[i, j] = gram[k, l]
                right[i] = pull[k] - weight * pattern[k]
                if sums:
                    system[i, count] = system[count, i] = 1
            if sums:
                right[count] = 1
            solution = mpmath.lu_solve(system, right)
            for i, k in enumerate(members):
                x[k] = solution[i]
            level = solution[count] if sums else level
        slope = pull - gram * x
        signs_free = not positive and sparsity == 0
        if not signs_free and any(x[k] * pattern[k] < -EXACT for k in members):
            continue
        violations = [slope[k] - level for k in range(classes) if not pattern[k]]
        if any((v if positive else abs(v)) > weight + EXACT for v in violations):
            continue
        if found is not None:
            assert max(abs(found[k] - x[k]) for k in range(classes)) < mpmath.mpf(10) ** -20
        found = x
    return [float(found[k]) for k in range(classes)]


def endmembers(rng):
    bands = np.linspace(0, 1, 12)[:, None]
    yield "random", rng.random((12, 4))
    yield "overlapping", np.exp(-(((bands - np.array([0.2, 0.3, 0.38, 0.6, 0.66])) / 0.7) ** 2))
    yield "nearly equal", 0.5 + 1e-3 * rng.random((12, 4))
    yield "scaled", rng.random((12, 4)) * np.array([1, 0.02, 30, 4000])


def main():
    rng = np.random.default_rng(SEED)
    problems = []
    for name, m in endmembers(rng):
        classes = m.shape[1]
        abundances = rng.dirichlet(0.5 * np.ones(classes), 5).T
        noise = rng.standard_normal((12, 5)) * 0.02 * np.abs(m - m.mean(1, keepdims=True)).max()
        spectra = (m @ abundances + noise).astype(np.float32)
        # A weight that makes some abundances zero and leaves others.
        sparsity = 0.02 * float(np.abs(m.T @ spectra).max())
        for positive, sums, weight in itertools.product((False, True), (False, True), (0.0, sparsity)):
            problems.append({
                "name": name,
                "condition": float(np.linalg.cond(m)),
                "endmembers": m.T.tolist(),
                "spectra": spectra.T.astype(float).tolist(),
                "positivity": positive,
                "sumToOne": sums,
                "sparsity": weight,
                "abundances": [solve(m, y, positive, sums, weight) for y in spectra.T],
            })
    versions = f"Python {platform.python_version()}, mpmath {mpmath.__version__}, numpy {np.__version__}"
    with open("sunsal.json", "w") as file:
        lines = ",\n".join(json.dumps(problem) for problem in problems)
        file.write(f'{{"versions": "{versions}", "problems": [\n{lines}\n]}}\n')

    assignments = []
    for size, digits in ((1, 6), (2, 6), (5, 6), (5, 0), (12, 6), (12, 0), (40, 3), (40, 0)):
        # With whole numbers there are many assignments of the same cost.
        costs = np.round(rng.random((size, size)) * (10 if digits == 0 else 1) - 0.2, digits)
        rows, columns = linear_sum_assignment(costs)
        assignments.append({
            "size": size, "costs": costs.ravel().tolist(), "cost": float(costs[rows, columns].sum()),
        })
    versions = f"Python {platform.python_version()}, scipy {scipy.__version__}, numpy {np.__version__}"
    with open("assignments.json", "w") as file:
        json.dump({"versions": versions, "assignments": assignments}, file)
        file.write("\n")


if __name__ == "__main__":
    main()
