"""Writes polygamma.csv: digamma and trigamma at 50 digits, beside the doubles they belong to.

Needs mpmath. Run it in this folder: python make.py
With --coefficients it prints what Sources/NumericalMethods/Polygamma.swift says of digamma's zero instead.
"""

import platform
import random
import sys

import mpmath
from mpmath import mp, mpf

mp.dps = 50
ZERO = mpmath.findroot(mpmath.digamma, mpf("1.4616321449683623"))


def coefficients():
    high = float(ZERO)
    print("zero", repr(high), repr(float(ZERO - mpf(high))))
    for n in range(1, 17):
        print(n, repr(float((-1) ** (n + 1) * mpmath.zeta(n + 1, ZERO))))


def points():
    draw = random.Random(20230105)
    yield from (10 ** (-6 + 14 * i / 420) for i in range(421))
    yield from (10 ** draw.uniform(-6, 8) for _ in range(200))
    yield from (draw.uniform(1, 20) for _ in range(150))
    # Around the zero: on both sides from one unit in the last place to half, then across the whole Taylor interval.
    for exponent in range(-52, 0):
        yield from (float(ZERO) - 2.0**exponent, float(ZERO) + 2.0**exponent)
    yield float(ZERO)
    yield from (float(ZERO) + draw.uniform(-0.2, 0.2) for _ in range(100))
    # Where the recurrence hands over to the asymptotic series, and the integers.
    yield from (7.999999999999999, 8.000000000000002)
    yield from (float(n) for n in range(1, 33))


def main():
    with open("polygamma.csv", "w", encoding="utf-8", newline="\n") as out:
        out.write(f"# made by make.py with mpmath {mpmath.__version__}, Python {platform.python_version()}, ")
        out.write(f"{mp.dps} digits; random points from random.Random(20230105)\n")
        out.write("x,digamma,trigamma\n")
        for x in sorted(set(points())):
            values = (mpmath.digamma(mpf(x)), mpmath.psi(1, mpf(x)))
            out.write(",".join([repr(x)] + [mpmath.nstr(v, 20) for v in values]) + "\n")


if "--coefficients" in sys.argv:
    coefficients()
else:
    main()
