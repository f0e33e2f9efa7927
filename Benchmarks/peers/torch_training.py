"""Trains and applies the networks of Zhang et al. and of Oviedo et al. in PyTorch, with the MSE & Dirichlet loss.

    python torch_training.py zhang|oviedo step|inference|epoch [--compile] [--batch N] [--seconds S]

A step and an inference have their batch in place; an epoch gathers its batches in a new order, and ends with the
validation of a fifth as many samples.
"""

import argparse

import torch
import torch.nn as nn
import torch.nn.functional as F

import measurement

POINTS = {"zhang": 198, "oviedo": 2040}
CLASSES = 4


def zhang():
    length = POINTS["zhang"]
    for window in (5, 4, 5, 4):
        length = (length - window + 1) // 2
    return nn.Sequential(
        nn.Unflatten(1, (1, -1)),
        nn.Conv1d(1, 3, 5), nn.ReLU(), nn.MaxPool1d(2), nn.Conv1d(3, 6, 4), nn.ReLU(), nn.MaxPool1d(2),
        nn.Conv1d(6, 12, 5), nn.ReLU(), nn.MaxPool1d(2), nn.Conv1d(12, 24, 4), nn.ReLU(), nn.MaxPool1d(2),
        nn.Flatten(), nn.Linear(24 * length, 192), nn.ReLU(), nn.Linear(192, 150), nn.ReLU(), nn.Linear(150, CLASSES))


def oviedo():
    return nn.Sequential(
        nn.Unflatten(1, (1, -1)),
        nn.Conv1d(1, 32, 8, 8), nn.ReLU(), nn.Conv1d(32, 32, 5, 5), nn.ReLU(), nn.Conv1d(32, 32, 3, 3), nn.ReLU(),
        nn.AdaptiveAvgPool1d(1), nn.Flatten(), nn.Linear(32, CLASSES))


def mse_dirichlet(outputs, targets):
    """The expected squared error of proportions drawn from the Dirichlet distribution of the outputs."""
    concentrations = F.relu(outputs) + 1
    total = concentrations.sum(1, keepdim=True)
    proportions = concentrations / total
    return (((targets - proportions) ** 2).sum(1) + (proportions * (1 - proportions) / (total + 1)).sum(1)).mean()


class Training:
    def __init__(self, design, is_compiled):
        self.network = {"zhang": zhang, "oviedo": oviedo}[design]()
        self.optimizer = torch.optim.Adam(self.network.parameters(), 1e-3, fused=is_compiled)

        def loss(inputs, targets):
            return mse_dirichlet(self.network(inputs), targets)

        if is_compiled:
            import torch._inductor.config as settings

            settings.cpp_wrapper = True
            loss = torch.compile(loss, fullgraph=True, mode="max-autotune-no-cudagraphs")
        self.loss = loss

    def step(self, inputs, targets):
        self.optimizer.zero_grad()
        self.loss(inputs, targets).backward()
        self.optimizer.step()

    def epoch(self, inputs, targets, batch):
        for rows in torch.randperm(len(inputs)).split(batch):
            self.step(inputs[rows], targets[rows])
        with torch.inference_mode():
            checked = len(inputs) // 5
            for rows in torch.arange(checked).split(batch):
                self.loss(inputs[rows], targets[rows])


def inference(training, inputs, is_compiled):
    network = training.network
    if is_compiled:
        import torch._inductor.config as settings

        settings.cpp_wrapper = settings.freezing = True
        network = torch.compile(network, mode="max-autotune-no-cudagraphs")

    def work():
        with torch.inference_mode():
            network(inputs)

    return work


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("design", choices=POINTS)
    parser.add_argument("part", choices=["step", "inference", "epoch"])
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--samples", type=int, default=5000)
    parser.add_argument("--seconds", type=float, default=1)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    training = Training(options.design, options.compile)
    samples = options.samples if options.part == "epoch" else options.batch
    inputs, targets = torch.rand(samples, POINTS[options.design]), torch.rand(samples, CLASSES)
    targets /= targets.sum(1, keepdim=True)
    work, warm_up, items = {
        "step": (lambda: training.step(inputs, targets), 20, options.batch),
        "inference": (inference(training, inputs, options.compile), 20, options.batch),
        "epoch": (lambda: training.epoch(inputs, targets, options.batch), 1, samples),
    }[options.part]
    measured = measurement.repeat(work, options.seconds, warm_up, items)
    measurement.report(f"{options.design} {options.part}", "samples", measured, batch=options.batch, samples=samples)


if __name__ == "__main__":
    main()
