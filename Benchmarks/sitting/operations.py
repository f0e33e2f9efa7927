"""Floating-point operations, counted by the definitions of the layers."""

# Of each convolution: places, channels in, window, channels out; of each dense layer: inputs, outputs.
LAYERS = {
    "oviedo": ([(255, 1, 8, 32), (51, 32, 5, 32), (17, 32, 3, 32)], [(32, 4)]),
    "zhang": ([(194, 1, 5, 3), (94, 3, 4, 6), (43, 6, 5, 12), (18, 12, 4, 24)], [(216, 192), (192, 150), (150, 4)]),
}


def products(network):
    """The multiplications with additions of a sample, layer by layer."""
    convolutions, dense = LAYERS[network]
    return [places * channels * window * out for places, channels, window, out in convolutions] + [
        inputs * outputs for inputs, outputs in dense
    ]


def inference(network):
    return 2 * sum(products(network))


def step(network):
    """Forward, gradients of the parameters, and gradients of the inputs of all layers but the first."""
    return 2 * (3 * sum(products(network)) - products(network)[0])
