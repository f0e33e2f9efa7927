"""Times training steps of UnDIP's network in PyTorch, eagerly: the peer of `UnmixingNetworks undip`. Needs PyTorch.

    python undip.py [--threads N] [--steps N] [--size N]

The network, the loss and Adam are those that the documentation of `UnDIP` describes, on a random image of 198 bands and four
classes: the loss is the mean over pixels and bands of (Y - A E)². The first two steps are not counted. Prints one line of
JSON, with elapsed time and processor time a step.
"""

import argparse
import json
import time

import torch
import torch.nn as nn


def convolution(inputs, outputs, window, stride=1):
    """A convolution without bias, padded by reflection, normalization and leaky rectifier."""
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, window, stride, window // 2, padding_mode="reflect", bias=False),
        nn.BatchNorm2d(outputs),
        nn.LeakyReLU(0.2),
    )


class SkipNetwork(nn.Module):
    def __init__(self, classes, width=256, skip=4):
        super().__init__()
        self.skip = convolution(classes, skip, 1)
        self.deep = nn.Sequential(
            convolution(classes, width, 3, 2),
            convolution(width, width, 3),
            nn.Upsample(scale_factor=2, mode="bilinear"),
        )
        self.joint = nn.Sequential(
            nn.BatchNorm2d(width + skip),
            convolution(width + skip, width, 3),
            convolution(width, width, 1),
            nn.Conv2d(width, classes, 1),
            nn.Softmax(1),
        )

    def forward(self, z):
        deep = self.deep(z)[:, :, : z.shape[2], : z.shape[3]]
        return self.joint(torch.cat([deep, self.skip(z)], 1))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--steps", type=int, default=10)
    parser.add_argument("--size", type=int, default=100)
    work = parser.parse_args()
    torch.set_num_threads(work.threads)
    torch.manual_seed(0)
    bands, classes, size = 198, 4, work.size
    image = torch.rand(size * size, bands)
    endmembers = torch.rand(classes, bands)
    noise = 0.1 * torch.rand(1, classes, size, size)
    network = SkipNetwork(classes)
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)

    def step():
        optimizer.zero_grad()
        abundances = network(noise)[0].reshape(classes, -1).T
        loss = ((image - abundances @ endmembers) ** 2).mean()
        loss.backward()
        optimizer.step()

    for _ in range(2):
        step()
    elapsed, processor = time.perf_counter(), time.process_time()
    for _ in range(work.steps):
        step()
    seconds = (time.perf_counter() - elapsed) / work.steps
    processor_seconds = (time.process_time() - processor) / work.steps
    print(
        json.dumps(
            {
                "work": "undip", "size": size, "threads": work.threads, "seconds_per_step": seconds,
                "processor_seconds_per_step": processor_seconds, "samples_per_s": 1 / seconds,
            }
        )
    )


main()
