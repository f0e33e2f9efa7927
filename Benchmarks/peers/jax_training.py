"""Trains and applies the networks of Zhang et al. and of Oviedo et al. in JAX, with the MSE & Dirichlet loss.

    python jax_training.py zhang|oviedo step|inference|epoch [--batch N] [--seconds S]

Everything is under `jit`, and convolutions are products of windows with matrices, which is the fastest that was found.
A step and an inference have their batch in place. An epoch is one `lax.scan` over its batches, gathered in a new order,
and ends with the validation of a fifth as many samples; a last batch that is not full is left out.
"""

import argparse
import functools
import os

os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false")

import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402
import numpy as np  # noqa: E402

import measurement  # noqa: E402

POINTS = {"zhang": 198, "oviedo": 2040}
CLASSES = 4
# Of each convolution: channels in, channels out, window, stride.
CONVOLUTIONS = {
    "oviedo": [(1, 32, 8, 8), (32, 32, 5, 5), (32, 32, 3, 3)],
    "zhang": [(1, 3, 5, 1), (3, 6, 4, 1), (6, 12, 5, 1), (12, 24, 4, 1)],
}


def start(design, random):
    """The first parameters: a matrix and a vector of each layer."""
    widths = [(channels * window, out) for channels, out, window, _ in CONVOLUTIONS[design]]
    if design == "oviedo":
        widths.append((32, CLASSES))
    else:
        length = POINTS[design]
        for window in (5, 4, 5, 4):
            length = (length - window + 1) // 2
        widths += [(24 * length, 192), (192, 150), (150, CLASSES)]
    return [
        (jnp.asarray(random.uniform(-1, 1, (inputs, outputs)) / inputs**0.5, jnp.float32), jnp.zeros(outputs))
        for inputs, outputs in widths
    ]


def convolution(x, matrix, bias, window, stride):
    """A convolution with a rectifier, channels last."""
    samples, length, channels = x.shape
    if window == stride:
        length //= stride
        x = x[:, : length * stride].reshape(samples, length, window * channels)
    else:
        x = jnp.concatenate([x[:, k : k + length - window + 1] for k in range(window)], axis=2)
    return jax.nn.relu(x @ matrix + bias)


def forward(design, parameters, x):
    x = x[:, :, None]
    convolutions = CONVOLUTIONS[design]
    for (_, _, window, stride), (matrix, bias) in zip(convolutions, parameters):
        x = convolution(x, matrix, bias, window, stride)
        if design == "zhang":
            samples, length, channels = x.shape
            x = x[:, : length // 2 * 2].reshape(samples, length // 2, 2, channels).max(2)
    x = x.mean(1) if design == "oviedo" else x.reshape(x.shape[0], -1)
    *hidden, (matrix, bias) = parameters[len(convolutions) :]
    for weights, offsets in hidden:
        x = jax.nn.relu(x @ weights + offsets)
    return x @ matrix + bias


def loss(design, parameters, x, targets):
    concentrations = jax.nn.relu(forward(design, parameters, x)) + 1
    total = concentrations.sum(1, keepdims=True)
    proportions = concentrations / total
    spread = proportions * (1 - proportions) / (total + 1)
    return (((targets - proportions) ** 2).sum(1) + spread.sum(1)).mean()


def update(design, state, x, targets):
    """One step of Adam."""
    parameters, means, squares, step = state
    gradients = jax.grad(functools.partial(loss, design))(parameters, x, targets)
    step += 1
    means = jax.tree.map(lambda mean, g: 0.9 * mean + 0.1 * g, means, gradients)
    squares = jax.tree.map(lambda square, g: 0.999 * square + 0.001 * g * g, squares, gradients)
    parameters = jax.tree.map(
        lambda p, mean, square: p - 1e-3 * mean / (1 - 0.9**step) / (jnp.sqrt(square / (1 - 0.999**step)) + 1e-8),
        parameters, means, squares)
    return parameters, means, squares, step


def epoch(design, batch, state, order, x, targets):
    """All steps, and the loss of the validation."""
    batches = len(x) // batch

    def step(state, rows):
        return update(design, state, x[rows], targets[rows]), None

    state, _ = jax.lax.scan(step, state, order[: batches * batch].reshape(batches, batch))
    checked = len(x) // 5 // batch * batch
    losses = jax.lax.map(
        lambda rows: loss(design, state[0], x[rows], targets[rows]), jnp.arange(checked).reshape(-1, batch))
    return state, losses.mean()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("design", choices=POINTS)
    parser.add_argument("part", choices=["step", "inference", "epoch"])
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--samples", type=int, default=5000)
    parser.add_argument("--seconds", type=float, default=1)
    options = parser.parse_args()
    design, batch = options.design, options.batch
    random = np.random.default_rng(0)
    samples = options.samples if options.part == "epoch" else batch
    x = jnp.asarray(random.random((samples, POINTS[design])), jnp.float32)
    targets = jnp.asarray(random.dirichlet(np.ones(CLASSES), samples), jnp.float32)
    parameters = start(design, random)
    zeros = jax.tree.map(jnp.zeros_like, parameters)
    state = (parameters, zeros, zeros, jnp.float32(0))
    one_step = jax.jit(functools.partial(update, design))
    one_epoch = jax.jit(functools.partial(epoch, design, batch))
    infer = jax.jit(functools.partial(forward, design))

    def step():
        nonlocal state
        state = jax.block_until_ready(one_step(state, x, targets))

    def whole_epoch():
        nonlocal state
        state, _ = jax.block_until_ready(one_epoch(state, jnp.asarray(random.permutation(samples)), x, targets))

    work, warm_up, items = {
        "step": (step, 20, batch),
        "inference": (lambda: infer(parameters, x).block_until_ready(), 20, batch),
        "epoch": (whole_epoch, 1, samples // batch * batch),
    }[options.part]
    measured = measurement.repeat(work, options.seconds, warm_up, items)
    measurement.report(f"{design} {options.part}", "samples", measured, batch=batch, samples=samples)


if __name__ == "__main__":
    main()
