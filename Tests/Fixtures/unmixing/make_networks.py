"""Writes undip.json and hyperae.json beside this script. Needs NumPy and PyTorch.

All numbers that a fixture starts from follow from the integer formula of `real`, which the tests compute too, so that a
fixture holds results only. PyTorch computes in double precision here: what single precision adds is then the program's.

With the argument `trial` nothing is written. Instead the runs are repeated from initial parameters that differ by up to
1e-6 of themselves, and the largest differences are printed: the tolerances of the tests come from them.
"""

import json
import platform
import sys
from pathlib import Path

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

MADE_WITH = f"Python {platform.python_version()}, NumPy {np.__version__}, PyTorch {torch.__version__.split('+')[0]}"
torch.set_default_dtype(torch.float64)
torch.manual_seed(0)


def real(stream, count, start=0):
    """Multiples of 2^-23 in [-1, 1): the finalizer of MurmurHash3 of a Weyl sequence, as HashedNumbers.real."""
    mask = 0xFFFFFFFF
    numbers = (np.arange(start, start + count, dtype=np.uint64) * 0x9E3779B9 + stream * 0x85EBCA6B + 1) & mask
    numbers ^= numbers >> 16
    numbers = numbers * 0x85EBCA6B & mask
    numbers ^= numbers >> 13
    numbers = numbers * 0xC2B2AE35 & mask
    numbers ^= numbers >> 16
    return ((numbers >> 8).astype(np.float64) - 2**23) / 2**23


def write(name, content):
    """Writes JSON with one value, or one row of values, a line."""
    lines = []
    for key, value in ({"made-with": MADE_WITH} | content).items():
        if isinstance(value, list):
            value = "[\n    " + ",\n    ".join(json.dumps(row) for row in value) + "\n  ]"
        else:
            value = json.dumps(value)
        lines.append(f"  {json.dumps(key)}: {value}")
    Path(__file__).with_name(name).write_text("{\n" + ",\n".join(lines) + "\n}\n")


class Parameters:
    """Hands out the parameter vector block by block, in the order and the layout of the network under test."""

    def __init__(self, disturbance=0.0):
        self.used = 0
        self.disturbance = disturbance

    def block(self, shape, limit, offset=0.0):
        count = int(np.prod(shape))
        values = real(1, count, start=self.used).astype(np.float32) * np.float32(limit) + np.float32(offset)
        values = values.astype(np.float64) * (1 + self.disturbance * real(9, count, start=self.used))
        self.used += count
        return torch.tensor(values.reshape(shape))


def mixtures(pixels, bands, classes):
    """Endmembers, classes x bands, of stream 2, and pixels x bands that mix them by the squares of stream 3, with noise."""
    endmembers = ((real(2, classes * bands) + 1) / 2).reshape(classes, bands)
    parts = real(3, pixels * classes).reshape(pixels, classes) ** 2 + 0.0078125
    total = parts[:, 0]
    for k in range(1, classes):
        total = total + parts[:, k]
    spectra = 0.03125 * real(4, pixels * bands).reshape(pixels, bands)
    for k in range(classes):
        spectra = spectra + (parts / total[:, None])[:, k, None] * endmembers[k]
    return endmembers, spectra.astype(np.float32).astype(np.float64)


class Skip(nn.Module):
    """UnDIP's network; its convolutions have the biases that the network under test leaves out."""

    def __init__(self, parameters, classes, width, skip):
        super().__init__()

        def convolution(inputs, outputs, window, stride=1):
            layer = nn.Conv2d(inputs, outputs, window, stride)
            weight = parameters.block((window, window, inputs, outputs), (window * window * inputs) ** -0.5)
            layer.weight.data = weight.permute(3, 2, 0, 1).contiguous()
            return layer

        def normalization(channels):
            layer = nn.BatchNorm2d(channels)
            layer.weight.data = parameters.block((channels,), 0.125, offset=1)
            layer.bias.data = parameters.block((channels,), 0.125)
            return layer

        def block(inputs, outputs, window, stride=1):
            return nn.Sequential(nn.ReflectionPad2d(window // 2), convolution(inputs, outputs, window, stride),
                                 normalization(outputs), nn.LeakyReLU(0.2))

        self.skip = block(classes, skip, 1)
        self.down = nn.Sequential(block(classes, width, 3, 2), block(width, width, 3))
        self.norm = normalization(width + skip)
        self.up = nn.Sequential(block(width + skip, width, 3), block(width, width, 1))
        self.out = convolution(width, classes, 1)
        self.out.bias.data = parameters.block((classes,), 0.125)

    def forward(self, z):
        # The network under test has the deep channels before those that skip.
        # Doubled, and cut off where the size is odd, as the published program does.
        deep = F.interpolate(self.down(z), scale_factor=2, mode="bilinear")[:, :, : z.shape[2], : z.shape[3]]
        return torch.softmax(self.out(self.up(self.norm(torch.cat([deep, self.skip(z)], 1)))), 1)


def undip(disturbance=0.0, rows=9, columns=7, bands=12, classes=3, width=8, skip=4, steps=20):
    endmembers, spectra = mixtures(rows * columns, bands, classes)
    u, s, v = np.linalg.svd(spectra, full_matrices=False)
    spectra = torch.tensor(u[:, :classes] * s[:classes] @ v[:classes])
    endmembers = torch.tensor(endmembers)
    noise = (real(5, rows * columns * classes) + 1) / 16
    noise = torch.tensor(noise.reshape(1, rows, columns, classes)).permute(0, 3, 1, 2).contiguous()
    network = Skip(Parameters(disturbance), classes, width, skip)
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)
    losses, average = [], None
    for _ in range(steps):
        optimizer.zero_grad()
        abundances = network(noise)[0].permute(1, 2, 0).reshape(rows * columns, classes)
        loss = ((spectra - abundances @ endmembers) ** 2).mean()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        output = abundances.detach()
        average = output if average is None else 0.99 * average + 0.01 * output
    last = network(noise)[0].permute(1, 2, 0).reshape(rows * columns, classes)
    return {"losses": losses, "average": average.tolist(), "last": last.tolist()}


class Encoder(nn.Module):
    """HyperAE's encoder: the sum-to-one is over the classes of a pixel, and there is no dropout."""

    def __init__(self, parameters, bands, classes, deep, activation):
        super().__init__()
        layers, features = [], bands
        for width in [9 * classes, 6 * classes, 3 * classes, classes] if deep else [classes]:
            layer = nn.Linear(features, width)
            layer.weight.data = parameters.block((width, features), (6 / features) ** 0.5)
            layer.bias.data = parameters.block((width,), 0.125)
            layers += [layer, activation] if deep else [layer]
            features = width
        norm = nn.BatchNorm1d(classes)
        norm.weight.data = parameters.block((classes,), 0.125, offset=1)
        norm.bias.data = parameters.block((classes,), 0.125)
        self.layers = nn.Sequential(*layers, norm)
        self.threshold = nn.Parameter(parameters.block((classes,), 0.125))

    def forward(self, x):
        a = torch.relu(self.layers(x) - self.threshold) + 1e-6
        return a / a.sum(1, keepdim=True)


def spectral_angle(x, r):
    return torch.acos(F.cosine_similarity(r, x, dim=1).clamp(-1 + 1e-6, 1 - 1e-6)).mean()


def squared_error(x, r):
    return ((x - r) ** 2).mean()


def information_divergence(x, r):
    p, q = x.clamp(min=1e-6), r.clamp(min=1e-6)
    p, q = p / p.sum(1, keepdim=True), q / q.sum(1, keepdim=True)
    return ((p - q) * (p / q).log()).sum(1).mean()


def hyperae(disturbance=0.0, pixels=70, bands=12, classes=3, batch=20, steps=20):
    """The losses before every step, by the pixels in their order and whole batches, and the endmembers after the last."""
    spectra = torch.tensor(mixtures(pixels, bands, classes)[1])
    variants = {
        "spectral-angle": (spectral_angle, True, nn.LeakyReLU(0.1)),
        "squared-error": (squared_error, True, nn.ReLU()),
        "information-divergence": (information_divergence, True, nn.Sigmoid()),
        "shallow": (spectral_angle, False, None),
    }
    result = {}
    for name, (measure, deep, activation) in variants.items():
        encoder = Encoder(Parameters(disturbance), bands, classes, deep, activation)
        decoder = nn.Linear(classes, bands, bias=False)
        weights = (real(6, bands * classes) + 1) / 4
        decoder.weight.data = torch.tensor(weights.reshape(bands, classes))
        # Some biases have no gradient but rounding. With the usual ε Adam would make steps of it.
        optimizer = torch.optim.Adam([*encoder.parameters(), *decoder.parameters()], lr=1e-3, eps=1e-4)
        losses = []
        for step in range(steps):
            start = step % (pixels // batch) * batch
            x = spectra[start:start + batch]
            optimizer.zero_grad()
            loss = measure(x, decoder(encoder(x)))
            loss.backward()
            optimizer.step()
            decoder.weight.data.clamp_(min=0)
            losses.append(loss.item())
        # All pixels as one batch
        result |= {
            f"{name}-losses": losses, f"{name}-endmembers": decoder.weight.T.tolist(),
            f"{name}-abundances": encoder(spectra).tolist()}
    return result


FIXTURES = {"undip.json": undip, "hyperae.json": hyperae}

for name, make in FIXTURES.items():
    if sys.argv[1:] == ["trial"]:
        plain = make()
        for disturbance in (1e-6, -1e-6):
            other = make(disturbance)
            for key in plain:
                difference = np.abs(np.array(plain[key]) - np.array(other[key]))
                print(name, disturbance, key, difference.max(), (difference / np.abs(np.array(plain[key])).max()).max())
    else:
        write(name, make())
