"""Writes beyond.json: the losses beyond the paper's five, by mpmath at 40 digits.

Needs mpmath. Run it in this folder: python beyond.py

Each loss is written as a function of the outputs alone, from its definition; gradients are its numerical derivatives at
these digits, so that no formula of a gradient has a part in them.
"""

import json
import platform
import random

import mpmath
from mpmath import mp, mpf

mp.dps = 40
SEED = 20230105
DELTA = mpf(1) / 1000


def alpha(a):
    return [max(x, mpf(0)) + 1 for x in a]


def mean(a):
    values = alpha(a)
    return [x / sum(values) for x in values]


def softmax(a):
    values = [mpmath.exp(x) for x in a]
    return [x / sum(values) for x in values]


def replaced(y):
    values = [max(x, DELTA) for x in y]
    return [x / sum(values) for x in values]


def log_density(y, c):
    """ln of the density of Dir(c) at y."""
    log_beta = sum(mpmath.loggamma(x) for x in c) - mpmath.loggamma(sum(c))
    return sum((x - 1) * mpmath.log(p) for x, p in zip(c, y)) - log_beta


def nll(a, y):
    return -log_density(replaced(y), [mpmath.log1p(mpmath.exp(x)) for x in a])


def softplus_mean(a):
    values = [mpmath.log1p(mpmath.exp(x)) for x in a]
    return [x / sum(values) for x in values]


def evidential(a, y):
    c, total = alpha(a), sum(alpha(a))
    # E (y - P)^2 from the first two moments of Dir(c).
    error = sum(
        t * t - 2 * t * x / total + x * (x + 1) / (total * (total + 1)) for t, x in zip(y, c))
    rest = [t + (1 - t) * x for t, x in zip(y, c)]
    # KL(Dir(r) || Dir(1)) = E ln Dir(P; r) - ln Dir(P; 1), with E ln P = digamma(r) - digamma(sum r).
    logs = [mpmath.digamma(x) - mpmath.digamma(sum(rest)) for x in rest]
    log_beta = sum(mpmath.loggamma(x) for x in rest) - mpmath.loggamma(sum(rest))
    divergence = sum((x - 1) * l for x, l in zip(rest, logs)) - log_beta - mpmath.loggamma(len(a))
    return error + divergence / 1000


def cross_entropy(a, y):
    return -sum(t * mpmath.log(p) for t, p in zip(y, mean(a)) if t)


def aitchison(a, y):
    """By its definition over pairs of classes."""
    p, q = softmax(a), replaced(y)
    pairs = [(i, j) for i in range(len(a)) for j in range(len(a))]
    return sum((mpmath.log(p[i] / p[j]) - mpmath.log(q[i] / q[j])) ** 2 for i, j in pairs) / (2 * len(a))


def hellinger(a, y):
    return 2 - 2 * sum(mpmath.sqrt(t * p) for t, p in zip(y, mean(a)))


LOSSES = {
    "nll-dirichlet": (nll, softplus_mean),
    "evidential": (evidential, mean),
    "ce-proportion": (cross_entropy, mean),
    "aitchison": (aitchison, softmax),
    "hellinger": (hellinger, mean),
}


def samples(draw):
    for classes in range(2, 7):
        for scale in (0.1, 3, 60):
            outputs = [draw.gauss(0.3, 1) * scale for _ in range(classes)]
            dense = [draw.expovariate(1) for _ in range(classes)]
            sparse = [x if k < (classes + 1) // 2 else 0.0 for k, x in enumerate(dense)]
            alone = draw.randrange(classes)
            for targets in (dense, sparse, [1.0 if k == alone else 0.0 for k in range(classes)]):
                yield outputs, [x / sum(targets) for x in targets]
        # As it comes out of a rectifier that is closed for all.
        yield [-3.0] * classes, [1 / classes] * classes


def derivative(loss, a, y, k):
    step = mpf(10) ** -13

    def at(offset):
        return loss([x + offset if j == k else x for j, x in enumerate(a)], y)

    return (at(step) - at(-step)) / (2 * step)


def main():
    cases = []
    for outputs, targets in samples(random.Random(SEED)):
        a, y = [mpf(x) for x in outputs], [mpf(x) for x in targets]
        for name, (loss, proportions) in LOSSES.items():
            cases.append({
                "loss": name,
                "outputs": outputs,
                "targets": targets,
                "value": float(loss(a, y)),
                "gradient": [float(derivative(loss, a, y, k)) for k in range(len(a))],
                "proportions": [float(x) for x in proportions(a)],
            })
    made_with = f"beyond.py with mpmath {mpmath.__version__}, Python {platform.python_version()}, seed {SEED}"
    with open("beyond.json", "w", encoding="utf-8", newline="\n") as out:
        rows = ",\n".join(json.dumps(case) for case in cases)
        out.write(f'{{"madeWith": {json.dumps(made_with)}, "cases": [\n{rows}\n]}}\n')


main()
