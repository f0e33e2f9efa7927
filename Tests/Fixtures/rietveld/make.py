"""Makes least-squares.json and absorption.json: what other programs make of parts of a refinement.

Needs numpy 2.4, scipy 1.17 and xraydb 4.5.

    python make.py

least-squares.json has least squares problems with some unknowns that must not be negative, and their solutions by
scipy.optimize.nnls: an unknown of either sign is a difference of two that are not negative.

absorption.json has
- τ(x), the mean over a sphere of exp(-x (l + l')) for rays that come and go at right angles to one another, by points
  drawn in the sphere, with its standard error;
- the attenuation coefficients of five minerals at Cu Kα1, in cm²/g, by the tables of Elam, scattering included.
"""

import json
from pathlib import Path

import numpy as np
import xraydb
from scipy.optimize import nnls

HERE = Path(__file__).parent
COPPER = 12398.41984 / 1.5405929
FORMULAS = {
    "calcite": "CaCO3", "gibbsite": "AlO3H3", "dolomite": "CaMgC2O6", "hematite": "Fe2O3", "quartz": "SiO2"}


def least_squares(random):
    problems = []
    for count in [2, 3, 5, 8, 12]:
        for _ in range(4):
            matrix = random.normal(size=(3 * count, count)) + random.uniform(0, 2)
            target = matrix @ random.normal(size=count) + random.normal(size=3 * count)
            signed = random.uniform(size=count) < 0.3
            split = np.hstack([matrix, -matrix[:, signed]])
            parts, _ = nnls(split, target)
            solution = parts[:count].copy()
            solution[signed] -= parts[count:]
            problems.append({
                "normal": (matrix.T @ matrix).ravel().tolist(), "right": (matrix.T @ target).tolist(),
                "signed": signed.tolist(), "solution": solution.tolist()})
    return problems


def transmissions(random):
    points = random.uniform(-1, 1, size=(8_000_000, 3))
    points = points[(points**2).sum(1) < 1]
    square = 1 - (points**2).sum(1)
    # The ray comes along x and leaves along y.
    paths = points[:, 0] + np.sqrt(points[:, 0] ** 2 + square) + np.sqrt(points[:, 1] ** 2 + square) - points[:, 1]
    result = []
    for x in [-0.5, -0.2, -0.05, 0.05, 0.1, 0.3, 0.5, 1, 2]:
        values = np.exp(-x * paths)
        result.append({"x": x, "value": values.mean(), "error": values.std() / np.sqrt(len(values))})
    return result


def main():
    random = np.random.default_rng(1)
    (HERE / "least-squares.json").write_text(json.dumps(least_squares(random)) + "\n")
    attenuations = {
        name: xraydb.material_mu(formula, COPPER, density=1.0) for name, formula in FORMULAS.items()}
    (HERE / "absorption.json").write_text(
        json.dumps({"transmissions": transmissions(random), "attenuations": attenuations}, indent=1) + "\n")


if __name__ == "__main__":
    main()
