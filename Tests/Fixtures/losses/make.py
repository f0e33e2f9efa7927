"""Writes losses.json and metrics.json: the losses by PyTorch in double precision, the metrics by NumPy.

Needs torch and numpy. Run it in this folder: python make.py

Nothing here is written the way the package writes it: gradients come from automatic differentiation, the variance from
torch.distributions, the softmax cross-entropy from torch.nn.functional. PyTorch's trigamma, which differentiates its
digamma, is off by up to 1e-9 (it stops its series at x^-7); one that recurs to 20 first replaces it.
"""

import json
import platform

import numpy as np
import torch
from torch.distributions import Dirichlet
from torch.nn.functional import cross_entropy, mse_loss, relu

SEED = 20230105


class Digamma(torch.autograd.Function):
    @staticmethod
    def forward(context, x):
        context.save_for_backward(x)
        return torch.digamma(x)

    @staticmethod
    def backward(context, upstream):
        (x,) = context.saved_tensors
        steps = torch.arange(20, dtype=torch.float64)
        recurrence = (1 / (x.unsqueeze(-1) + steps) ** 2).sum(-1)
        return upstream * (recurrence + torch.special.polygamma(1, x + 20))


def concentrations(a):
    return relu(a) + 1


def mean(a):
    return Dirichlet(concentrations(a)).mean


def mse_dirichlet(a, y):
    distribution = Dirichlet(concentrations(a))
    return mse_loss(distribution.mean, y, reduction="sum") + distribution.variance.sum()


def ce_dirichlet(a, y):
    alpha = concentrations(a)
    return torch.dot(y, Digamma.apply(alpha.sum()) - Digamma.apply(alpha))


LOSSES = {
    "mse-dirichlet": (mse_dirichlet, mean),
    "ce-dirichlet": (ce_dirichlet, mean),
    "ce-softmax": (lambda a, y: cross_entropy(a, y), lambda a: torch.softmax(a, 0)),
    "mse": (lambda a, y: mse_loss(relu(a), y, reduction="sum"), relu),
    "mse-proportion": (lambda a, y: mse_loss(mean(a), y, reduction="sum"), mean),
}


def samples(rng):
    """Outputs and targets: dense, sparse and one-hot targets; small, ordinary and large outputs; zeros of both."""
    for classes in range(2, 9):
        for scale in (0.1, 3, 200):
            outputs = rng.normal(0.3, 1, classes) * scale
            dense = rng.dirichlet(np.ones(classes))
            sparse = np.where(np.arange(classes) < (classes + 1) // 2, dense, 0)
            for targets in (dense, sparse / sparse.sum(), np.eye(classes)[rng.integers(classes)]):
                yield outputs, targets
        yield np.zeros(classes), np.eye(classes)[0]
        yield np.full(classes, -3.0), np.full(classes, 1 / classes)


def losses(rng):
    cases = []
    for outputs, targets in samples(rng):
        for name, (loss, proportions) in LOSSES.items():
            a = torch.tensor(outputs, dtype=torch.float64, requires_grad=True)
            value = loss(a, torch.tensor(targets, dtype=torch.float64))
            value.backward()
            cases.append({
                "loss": name,
                "outputs": outputs.tolist(),
                "targets": targets.tolist(),
                "value": value.item(),
                "gradient": a.grad.tolist(),
                "proportions": proportions(a).tolist(),
            })
    return cases


def metrics(rng):
    cases = []
    for classes, samples_count in ((2, 1), (4, 60), (6, 25)):
        targets = rng.dirichlet(np.full(classes, 0.5), samples_count)
        targets[targets < 0.1] = 0
        targets /= targets.sum(1, keepdims=True)
        predictions = np.abs(targets + rng.normal(0, 0.006, targets.shape))
        error = predictions - targets
        cases.append({
            "classes": classes,
            "targets": targets.ravel().tolist(),
            "predictions": predictions.ravel().tolist(),
            "rmse": float(np.sqrt(np.mean(error**2))),
            "mmae": float(np.mean(np.max(np.abs(error), axis=1))),
            "rrs": float(np.mean(np.all((targets > 0) == (predictions > 0.01), axis=1))),
        })
    return cases


def write(name, made_with, cases):
    made_with = f"make.py with {made_with}, Python {platform.python_version()}, seed {SEED}"
    with open(name, "w", encoding="utf-8", newline="\n") as out:
        rows = ",\n".join(json.dumps(case) for case in cases)
        out.write(f'{{"madeWith": {json.dumps(made_with)}, "cases": [\n{rows}\n]}}\n')


write("losses.json", f"PyTorch {torch.__version__}, NumPy {np.__version__}", losses(np.random.default_rng(SEED)))
write("metrics.json", f"NumPy {np.__version__}", metrics(np.random.default_rng(SEED)))
