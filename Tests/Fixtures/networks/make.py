"""Writes adam.json, trajectory.json and oviedo.json beside this script. Needs NumPy and PyTorch.

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


CLASSES = 4


def data(points, samples):
    """Mixtures of random spectra, some classes absent, with noise, and their proportions, rounded to single precision."""
    sample = np.arange(samples)
    parts = np.maximum(real(2, samples * CLASSES), 0).reshape(samples, CLASSES)
    parts[sample, sample % CLASSES] += 0.125
    total = parts[:, 0]
    for k in range(1, CLASSES):
        total = total + parts[:, k]
    proportions = (parts / total[:, None]).astype(np.float32).astype(np.float64)
    endmembers = ((real(3, CLASSES * points) + 1) / 2).reshape(CLASSES, points)
    spectra = 0.0625 * real(4, samples * points).reshape(samples, points)
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


def convolution(parameters, channels, outputs, window, stride=1):
    """Weights uniform within sqrt(6 / fan-in), biases within 1/8."""
    layer = torch.nn.Conv1d(channels, outputs, window, stride).double()
    # (out, window, in) -> (out, in, window)
    weight = parameters.block((outputs, window, channels), (6 / (window * channels)) ** 0.5).permute(0, 2, 1)
    layer.weight.data = weight.contiguous()
    layer.bias.data = parameters.block((outputs,), 0.125)
    return layer


def zhang(bands=198):
    """Zhang et al.'s pixel-based network; the biases of the outputs are about 1."""
    parameters = Parameters()
    layers = []
    length, channels = bands, 1
    for outputs, window in [(3, 5), (6, 4), (12, 5), (24, 4)]:
        layers += [convolution(parameters, channels, outputs, window), torch.nn.ReLU(), torch.nn.MaxPool1d(2)]
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


def oviedo(points):
    """Oviedo et al.'s a-CNN, padded as Keras pads; the biases of the outputs are about 1."""
    parameters = Parameters()
    layers = []
    length, channels = points, 1
    for window in (8, 5, 3):
        positions = -(-length // window)
        padding = max((positions - 1) * window + window - length, 0)
        layers += [
            torch.nn.ConstantPad1d((padding // 2, padding - padding // 2), 0.0),
            convolution(parameters, channels, 32, window, window), torch.nn.ReLU()]
        length, channels = positions, 32
    dense = torch.nn.Linear(32, CLASSES).double()
    dense.weight.data = parameters.block((CLASSES, 32), (6 / 32) ** 0.5)
    dense.bias.data = parameters.block((CLASSES,), 0.125, offset=1)
    return torch.nn.Sequential(*layers, torch.nn.AdaptiveAvgPool1d(1), torch.nn.Flatten(), dense)


def dirichlet_squared_error(outputs, targets):
    """|y - p|^2 + sum of p (1 - p) / (S + 1), with alpha = ReLU(a) + 1, S = sum of alpha, p = alpha / S; batch mean."""
    alpha = torch.relu(outputs) + 1
    total = alpha.sum(1, keepdim=True)
    means = alpha / total
    return ((targets - means) ** 2 + means * (1 - means) / (total + 1)).sum(1).mean()


def trajectory(model, points, learning_rate, samples, batch, steps):
    """The losses before every step, and the outputs for the first 16 samples after the last."""
    spectra, proportions = (torch.tensor(values) for values in data(points, samples))
    optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate)
    batches = [range(start, min(start + batch, samples)) for start in range(0, samples, batch)]
    losses = []
    for step in range(steps):
        rows = batches[step % len(batches)]
        optimizer.zero_grad()
        loss = dirichlet_squared_error(model(spectra[rows, None, :]), proportions[rows])
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses, model(spectra[:16, None, :]).tolist()


def gradients(model, points, samples):
    """The gradients of the loss of all samples, in the order and the layout of the network under test."""
    spectra, proportions = (torch.tensor(values) for values in data(points, samples))
    dirichlet_squared_error(model(spectra[:, None, :]), proportions).backward()
    blocks = [parameter.grad for parameter in model.parameters()]
    # (out, in, window) -> (out, window, in)
    return torch.cat([(block.permute(0, 2, 1) if block.dim() == 3 else block).flatten() for block in blocks]).tolist()


write("adam.json", {
    "published-defaults": adam_steps([1] * 10),
    "other-configuration": adam_steps([1, 1, 0.5, 0.5, 0.25], lr=0.05, betas=(0.8, 0.95), eps=1e-3),
})

losses, _ = trajectory(zhang(), 198, 1e-3, samples=600, batch=128, steps=50)
slow_losses, slow_outputs = trajectory(zhang(), 198, 1e-4, samples=600, batch=128, steps=50)
write("trajectory.json", {"losses": losses, "slow-losses": slow_losses, "slow-outputs": slow_outputs})

# With 291 points the three convolutions are padded by 2 + 3, 1 + 2 and 0 + 1.
losses, outputs = trajectory(oviedo(291), 291, 1e-4, samples=120, batch=48, steps=20)
write("oviedo.json", {
    "every-37th-gradient": gradients(oviedo(291), 291, samples=48)[::37],
    "losses": losses, "outputs": outputs})
