"""Writes adam.json and trajectory.json beside this script. Needs NumPy and PyTorch.

All numbers that a fixture starts from follow from the integer formula of `real`, which the tests compute too, so that a
fixture holds results only. PyTorch computes in double precision here: what single precision adds is then the network's.
"""

import json
import platform
from pathlib import Path

import numpy as np
import torch

MADE_WITH = f"Python {platform.python_version()}, NumPy {np.__version__}, PyTorch {torch.__version__.split('+')[0]}"


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


def adam_steps(factors, count=21, **configuration):
    """The parameters after every step; entry i's gradients are real numbers times 2^-(i mod 20), every fifth is 0."""
    parameters = torch.tensor(real(1, count), requires_grad=True)
    optimizer = torch.optim.Adam([parameters], **configuration)
    base_rate = optimizer.param_groups[0]["lr"]
    entries = np.arange(count)
    scale = np.where(entries % 5 == 3, 0, 0.5 ** (entries % 20))
    rows = []
    for step, factor in enumerate(factors):
        optimizer.param_groups[0]["lr"] = base_rate * factor
        parameters.grad = torch.tensor(real(2, count, start=step * count) * scale)
        optimizer.step()
        rows.append(parameters.tolist())
    return rows


BANDS, CLASSES, SAMPLES, BATCH, STEPS = 198, 4, 600, 128, 50


def data():
    """Mixtures of random spectra, some classes absent, with noise, and their proportions, rounded to single precision."""
    sample = np.arange(SAMPLES)
    parts = np.maximum(real(2, SAMPLES * CLASSES), 0).reshape(SAMPLES, CLASSES)
    parts[sample, sample % CLASSES] += 0.125
    total = parts[:, 0]
    for k in range(1, CLASSES):
        total = total + parts[:, k]
    proportions = (parts / total[:, None]).astype(np.float32).astype(np.float64)
    endmembers = ((real(3, CLASSES * BANDS) + 1) / 2).reshape(CLASSES, BANDS)
    spectra = 0.0625 * real(4, SAMPLES * BANDS).reshape(SAMPLES, BANDS)
    for k in range(CLASSES):
        spectra = spectra + proportions[:, k, None] * endmembers[k]
    return spectra.astype(np.float32).astype(np.float64), proportions


class Parameters:
    """Hands out the parameter vector block by block, in the order and the layout of the network under test."""

    def __init__(self):
        self.used = 0

    def block(self, shape, limit, offset=0):
        count = int(np.prod(shape))
        values = real(1, count, start=self.used).astype(np.float32) * np.float32(limit) + np.float32(offset)
        self.used += count
        return torch.tensor(values.astype(np.float64).reshape(shape))


def network():
    """Zhang et al.'s pixel-based network: weights uniform within sqrt(6 / fan-in), biases within 1/8, the last about 1."""
    parameters = Parameters()
    layers = []
    length, channels = BANDS, 1
    for outputs, window in [(3, 5), (6, 4), (12, 5), (24, 4)]:
        layer = torch.nn.Conv1d(channels, outputs, window).double()
        # (out, window, in) -> (out, in, window)
        weight = parameters.block((outputs, window, channels), (6 / (window * channels)) ** 0.5).permute(0, 2, 1)
        layer.weight.data = weight.contiguous()
        layer.bias.data = parameters.block((outputs,), 0.125)
        layers += [layer, torch.nn.ReLU(), torch.nn.MaxPool1d(2)]
        length, channels = (length - window + 1) // 2, outputs
    layers.append(torch.nn.Flatten())
    for inputs, outputs in [(length * channels, 192), (192, 150), (150, CLASSES)]:
        layer = torch.nn.Linear(inputs, outputs).double()
        weight = parameters.block((outputs, inputs), (6 / inputs) ** 0.5)
        if inputs == length * channels:
            # Features by position -> by channel
            weight = weight.reshape(outputs, length, channels).permute(0, 2, 1).reshape(outputs, inputs)
        layer.weight.data = weight.contiguous()
        layer.bias.data = parameters.block((outputs,), 0.125, offset=1 if outputs == CLASSES else 0)
        layers += [layer, torch.nn.ReLU()]
    return torch.nn.Sequential(*layers[:-1])


def dirichlet_squared_error(outputs, targets):
    """|y - p|^2 + sum of p (1 - p) / (S + 1), with alpha = ReLU(a) + 1, S = sum of alpha, p = alpha / S; batch mean."""
    alpha = torch.relu(outputs) + 1
    total = alpha.sum(1, keepdim=True)
    means = alpha / total
    return ((targets - means) ** 2 + means * (1 - means) / (total + 1)).sum(1).mean()


def trajectory(learning_rate):
    """The losses before every step, and the outputs for the first 16 samples after the last."""
    spectra, proportions = (torch.tensor(values) for values in data())
    model = network()
    optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate)
    batches = [range(start, min(start + BATCH, SAMPLES)) for start in range(0, SAMPLES, BATCH)]
    losses = []
    for step in range(STEPS):
        batch = batches[step % len(batches)]
        optimizer.zero_grad()
        loss = dirichlet_squared_error(model(spectra[batch, None, :]), proportions[batch])
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses, model(spectra[:16, None, :]).tolist()


write("adam.json", {
    "published-defaults": adam_steps([1] * 10),
    "other-configuration": adam_steps([1, 1, 0.5, 0.5, 0.25], lr=0.05, betas=(0.8, 0.95), eps=1e-3),
})

losses, _ = trajectory(1e-3)
slow_losses, slow_outputs = trajectory(1e-4)
write("trajectory.json", {"losses": losses, "slow-losses": slow_losses, "slow-outputs": slow_outputs})
