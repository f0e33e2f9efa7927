"""Writes beta.csv: the regularized incomplete beta function, by the Boost libraries that SciPy calls.

Needs scipy and mpmath. Run it in this folder: python beta.py

Where mpmath is quick, at small parameters, it is asked, too, at 40 digits, and must agree to 1e-13.
"""

import platform
import random

import mpmath
import scipy
from scipy.special import betainc

mpmath.mp.dps = 40


def points():
    draw = random.Random(20230105)
    for _ in range(250):
        a, b = (10 ** draw.uniform(-2, 3.5) for _ in range(2))
        # Around the mean, where anything is to be told apart.
        mean = a / (a + b)
        deviation = (mean * (1 - mean) / (a + b + 1)) ** 0.5
        x = mean + draw.gauss(0, 2) * deviation
        if 0 < x < 1:
            yield x, a, b
    for a, b in ((1.0, 1.0), (0.5, 0.5), (2.0, 0.5), (1.0, 40.0), (300.0, 0.1)):
        for x in (1e-12, 1e-6, 0.1, 0.4999, 0.5, 0.75, 0.999):
            yield x, a, b
    yield from ((0.4995, 1e6, 1e6), (0.5002, 1e6, 1e6), (2e-6, 2.0, 1e6), (0.999998, 1e6, 3.0))


def value(x, a, b):
    found = float(betainc(a, b, x))
    if 0.1 < min(a, b) and max(a, b) < 5 and x < 0.9:
        exact = mpmath.betainc(a, b, 0, x, regularized=True)
        assert abs(found - exact) <= 1e-13 * exact, (x, a, b)
    return found


with open("beta.csv", "w", encoding="utf-8", newline="\n") as out:
    out.write(f"# made by beta.py with SciPy {scipy.__version__}, mpmath {mpmath.__version__}, ")
    out.write(f"Python {platform.python_version()}; random points from random.Random(20230105)\n")
    out.write("x,a,b,value\n")
    for x, a, b in sorted(set(points())):
        out.write(f"{x!r},{a!r},{b!r},{value(x, a, b)!r}\n")
