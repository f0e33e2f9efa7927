"""Trains HyperAE (deep, batches of 20) in JAX, an epoch in one `lax.scan`.

    python jax_unmixing.py hyperae [--size N] [--seconds S]

Shuffling, gathering, dropout and Adam are part of the epoch.
"""

import argparse
import os

os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false")

import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402
import numpy as np  # noqa: E402

import measurement  # noqa: E402

BANDS, CLASSES, BATCH = 198, 4, 20


def start(random):
    widths = [BANDS, 9 * CLASSES, 6 * CLASSES, 3 * CLASSES, CLASSES]

    def uniform(inputs, outputs):
        limit = (6 / (inputs + outputs)) ** 0.5
        return jnp.asarray(random.uniform(-limit, limit, (inputs, outputs)), jnp.float32)

    return {
        "encoder": [(uniform(i, o), jnp.zeros(o)) for i, o in zip(widths, widths[1:])],
        "scale": jnp.ones(CLASSES), "shift": jnp.zeros(CLASSES), "threshold": jnp.zeros(CLASSES),
        "endmembers": jnp.abs(uniform(CLASSES, BANDS)),
    }


def loss(parameters, spectra, noise):
    """The mean spectral angle of what the decoder makes of abundances with Gaussian dropout."""
    x = spectra
    for matrix, bias in parameters["encoder"]:
        x = jax.nn.leaky_relu(x @ matrix + bias, 0.1)
    x = (x - x.mean(0)) * jax.lax.rsqrt(x.var(0) + 1e-5) * parameters["scale"] + parameters["shift"]
    abundances = jax.nn.relu(x - parameters["threshold"]) + 1e-6
    abundances = abundances / abundances.sum(1, keepdims=True) * (1 + 0.1 * noise)
    made = abundances @ parameters["endmembers"]
    lengths = jnp.sqrt((made**2).sum(1) * (spectra**2).sum(1)) + 1e-8
    return jnp.arccos(jnp.clip((made * spectra).sum(1) / lengths, -1 + 1e-6, 1 - 1e-6)).mean()


@jax.jit
def epoch(state, key, image):
    """All steps of an epoch."""
    keys = jax.random.split(key)
    batches = len(image) // BATCH
    order = jax.random.permutation(keys[0], len(image))[: batches * BATCH].reshape(batches, BATCH)
    noise = jax.random.normal(keys[1], (batches, BATCH, CLASSES))

    def step(state, given):
        parameters, means, squares, count = state
        rows, noise = given
        gradients = jax.grad(loss)(parameters, image[rows], noise)
        count += 1
        means = jax.tree.map(lambda mean, g: 0.9 * mean + 0.1 * g, means, gradients)
        squares = jax.tree.map(lambda square, g: 0.999 * square + 0.001 * g * g, squares, gradients)
        parameters = jax.tree.map(
            lambda p, mean, square: p - 1e-3 * mean / (1 - 0.9**count) / (jnp.sqrt(square / (1 - 0.999**count)) + 1e-8),
            parameters, means, squares)
        parameters["endmembers"] = jax.nn.relu(parameters["endmembers"])
        return (parameters, means, squares, count), None

    return jax.lax.scan(step, state, (order, noise))[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("method", choices=["hyperae"])
    parser.add_argument("--size", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=1)
    options = parser.parse_args()
    random = np.random.default_rng(0)
    pixels = options.size**2
    image = jnp.asarray(random.random((pixels, BANDS)), jnp.float32)
    parameters = start(random)
    zeros = jax.tree.map(jnp.zeros_like, parameters)
    state, key = (parameters, zeros, zeros, jnp.float32(0)), jax.random.key(0)

    def work():
        nonlocal state, key
        key, own = jax.random.split(key)
        state = jax.block_until_ready(epoch(state, own, image))

    measured = measurement.repeat(work, options.seconds, 1, pixels // BATCH * BATCH)
    measurement.report(options.method, "pixels", measured, size=options.size)


if __name__ == "__main__":
    main()
