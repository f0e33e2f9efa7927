"""Makes small scenes in both families of MATLAB files.

Needs numpy and scipy. Made with numpy 2.4 and scipy 1.17.
The image has 17 x 19 pixels, so that the product of its uint8 sizes does not fit uint8. In row r, column c and band b
(counted from zero) it holds 1000 r + 10 c + b; the abundances are exact binary fractions that differ from pixel to pixel.
"""

from pathlib import Path

import numpy as np
from scipy.io import savemat

FOLDER = Path(__file__).parent
ROWS, COLUMNS, BANDS = 17, 19, 5

r, c, b = np.meshgrid(np.arange(ROWS), np.arange(COLUMNS), np.arange(BANDS), indexing="ij")
image = (1000 * r + 10 * c + b).astype(np.uint16)
abundances = np.stack([r[..., 0] / 32, c[..., 0] / 64, 1 - r[..., 0] / 32 - c[..., 0] / 64], axis=-1)
endmembers = np.arange(3 * BANDS, dtype=float).reshape(BANDS, 3) / 16


def pixels_last(array, order):
    """Turns rows x columns x values into values x pixels."""
    return array.reshape(ROWS * COLUMNS, -1, order=order).T


def names(*texts):
    cell = np.empty((len(texts), 1), dtype=object)
    cell[:, 0] = texts
    return cell


savemat(
    FOLDER / "published-image.mat",
    {
        "Y": pixels_last(image, "F"),
        "nRow": np.uint8(ROWS),
        "nCol": np.uint8(COLUMNS),
        "nBand": np.uint8(224),
        "maxValue": np.uint16(5000),
    },
    do_compression=True,
)
savemat(
    FOLDER / "published-truth.mat",
    {"A": pixels_last(abundances, "F"), "M": endmembers, "cood": names("1-tree", "2-water", "3-dirt")},
    do_compression=True,
)
savemat(
    FOLDER / "hysupp.mat",
    {
        "Y": pixels_last(image, "C").astype(float),
        "A": pixels_last(abundances, "C"),
        "E": endmembers,
        "H": ROWS,
        "W": COLUMNS,
        "M": 7,
        "L": BANDS,
        "N": ROWS * COLUMNS,
        "p": 3,
        "labels": ["tree", "water", "dirt"],
    },
)
