"""Trains HyperAE (deep, batches of 20) and UnDIP (256 channels) in PyTorch.

    python torch_unmixing.py hyperae|undip [--size N] [--threads N] [--seconds S]

The batch of HyperAE stays in place.
"""

import argparse

import torch
import torch.nn as nn
import torch.nn.functional as F

import measurement

BANDS, CLASSES = 198, 4


def hyperae(batch):
    """A step with the spectral angle and Gaussian dropout."""
    encoder = nn.Sequential(
        nn.Linear(BANDS, 9 * CLASSES), nn.LeakyReLU(0.1), nn.Linear(9 * CLASSES, 6 * CLASSES), nn.LeakyReLU(0.1),
        nn.Linear(6 * CLASSES, 3 * CLASSES), nn.LeakyReLU(0.1), nn.Linear(3 * CLASSES, CLASSES), nn.LeakyReLU(0.1),
        nn.BatchNorm1d(CLASSES))
    thresholds = nn.Parameter(torch.zeros(CLASSES))
    decoder = nn.Linear(CLASSES, BANDS, bias=False)
    decoder.weight.data.abs_()
    optimizer = torch.optim.Adam([*encoder.parameters(), thresholds, *decoder.parameters()], 1e-3)
    spectra = torch.rand(batch, BANDS)

    def step():
        optimizer.zero_grad()
        abundances = F.relu(encoder(spectra) - thresholds) + 1e-6
        abundances = abundances / abundances.sum(1, keepdim=True)
        abundances = abundances * (1 + 0.1 * torch.randn_like(abundances))
        cosine = F.cosine_similarity(decoder(abundances), spectra, dim=1).clamp(-1 + 1e-6, 1 - 1e-6)
        torch.acos(cosine).mean().backward()
        optimizer.step()
        with torch.no_grad():
            decoder.weight.clamp_(min=0)

    return step


class SkipNetwork(nn.Module):
    """The hourglass of UnDIP, with channels that skip it."""

    def __init__(self, width=256, skipping=4):
        super().__init__()

        def block(inputs, outputs, window, stride=1):
            return nn.Sequential(
                nn.ReflectionPad2d(window // 2), nn.Conv2d(inputs, outputs, window, stride), nn.BatchNorm2d(outputs),
                nn.LeakyReLU(0.2))

        self.skip = block(CLASSES, skipping, 1)
        self.down = nn.Sequential(block(CLASSES, width, 3, 2), block(width, width, 3))
        self.norm = nn.BatchNorm2d(width + skipping)
        self.up = nn.Sequential(block(width + skipping, width, 3), block(width, width, 1))
        self.out = nn.Conv2d(width, CLASSES, 1)

    def forward(self, noise):
        deep = F.interpolate(self.down(noise), size=noise.shape[2:], mode="bilinear")
        joined = self.norm(torch.cat([self.skip(noise), deep], 1))
        return torch.softmax(self.out(self.up(joined)), 1)


def undip(size):
    """A step on an image of size x size pixels."""
    network = SkipNetwork()
    optimizer = torch.optim.Adam(network.parameters(), 1e-3)
    noise = 0.1 * torch.rand(1, CLASSES, size, size)
    endmembers, image = torch.rand(BANDS, CLASSES), torch.rand(BANDS, size * size)

    def step():
        optimizer.zero_grad()
        ((endmembers @ network(noise).view(CLASSES, -1) - image) ** 2).mean().backward()
        optimizer.step()

    return step


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("method", choices=["hyperae", "undip"])
    parser.add_argument("--size", type=int, default=100)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    if options.method == "hyperae":
        measured = measurement.repeat(hyperae(20), options.seconds, 20, 20)
    else:
        measured = measurement.repeat(undip(options.size), options.seconds * options.threads, 2, 1)
    items = "pixels" if options.method == "hyperae" else "steps"
    measurement.report(options.method, items, measured, size=options.size, threads=options.threads)


if __name__ == "__main__":
    main()
