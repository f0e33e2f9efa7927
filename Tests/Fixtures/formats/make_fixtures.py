"""Makes the fixtures of ScientificFormatsTests, in the folder of this script.

Needs numpy and scipy. Values follow formulas that the tests know, so that nothing here is read by our own code:
number k of an array, counted in the order in which the array runs, is a simple function of k.
"""

import json
import pathlib
import struct
import zipfile

import numpy as np
import scipy.io
import scipy.sparse

folder = pathlib.Path(__file__).parent


def mat_files():
    """The same variables uncompressed and compressed, and one that is big-endian, by hand."""
    r, c = np.mgrid[0:3, 0:4]
    cell = np.empty((3, 1), dtype=object)
    cell[:, 0] = ["1-tree", "2-water", "3-Straße µ"]
    mixed = np.empty((1, 2), dtype=object)
    mixed[0, :] = ["text", 1.0]
    variables = {
        "Y": (100 * r + c).astype("u2"),
        "A": (r + c / 8).astype("f8"),
        "single": (r - c / 4).astype("f4"),
        "int8": np.array([[-128, 127]], dtype="i1"),
        "int16": np.array([[-32768, 32767]], dtype="i2"),
        "int32": np.array([[-(2**31), 2**31 - 1]], dtype="i4"),
        "int64": np.array([[-(2**40), 2**40]], dtype="i8"),
        "uint32": np.array([[0, 2**32 - 1]], dtype="u4"),
        "uint64": np.array([[0, 2**40]], dtype="u8"),
        "logical": np.array([[True, False, True]]),
        "cube": np.arange(24.0).reshape((2, 3, 4), order="F"),
        "nRow": np.uint8(200),
        "nCol": np.uint16(307),
        "half": 0.5,
        "huge": 2.0**60,
        "empty": np.zeros((0, 3)),
        "cood": cell,
        "mixed": mixed,
        "name": "hello",
        "rows": np.array(["one", "three"]),
        "noText": "",
        "complex": np.array([[1 + 2j]]),
        "sparse": scipy.sparse.csc_matrix(np.eye(3)),
        "structure": {"a": 1.0, "b": "text"},
    }
    scipy.io.savemat(folder / "variables.mat", variables)
    scipy.io.savemat(folder / "variables-compressed.mat", variables, do_compression=True)
    for path in folder.glob("variables*.mat"):
        # SciPy writes the date into the first 116 bytes, which are free text.
        path.write_bytes(b"MATLAB 5.0 MAT-file".ljust(116) + path.read_bytes()[116:])
    scipy.io.savemat(folder / "version-4.mat", {"A": variables["A"]}, format="4")

    # Doubles stored as 16-bit integers, as MATLAB stores small whole numbers, and a name and data within their tags.
    def element(kind, data):
        return struct.pack(">II", kind, len(data)) + data + bytes(-len(data) % 8)

    body = element(6, struct.pack(">II", 6, 0)) + element(5, struct.pack(">ii", 2, 3))
    body += struct.pack(">I4s", (1 << 16) | 1, b"B\0\0\0")
    body += element(3, struct.pack(">6h", -1, 2, -3, 4, -5, 6))
    tiny = element(6, struct.pack(">II", 9, 0)) + element(5, struct.pack(">ii", 1, 2)) + element(1, b"tiny")
    tiny += struct.pack(">I4s", (2 << 16) | 2, b"\x07\xff\0\0")
    header = b"MATLAB 5.0 MAT-file".ljust(124) + struct.pack(">H", 0x0100) + b"MI"
    (folder / "big-endian.mat").write_bytes(header + element(14, body) + element(14, tiny))
    # MATLAB's header in front of HDF5, and HDF5 alone.
    (folder / "version-7.3.mat").write_bytes(
        b"MATLAB 7.3 MAT-file".ljust(124) + struct.pack("<H", 0x0200) + b"IM" + bytes(384) + b"\x89HDF\r\n\x1a\n"
    )


def npy_files():
    for name in ["<f2", "<f4", ">f4", "<f8", ">f8", "|i1", "|u1", "<i2", ">u2", "<i4", ">i4", "<i8", "<u8", "|b1"]:
        values = np.arange(24).reshape(2, 3, 4)
        np.save(folder / f"array-{name.strip('<>|')}-{'big' if name[0] == '>' else 'little'}.npy", values.astype(name))
    np.save(folder / "fortran.npy", np.asfortranarray(np.arange(24.0).reshape(2, 3, 4)))
    np.save(folder / "vector.npy", np.arange(5, dtype="f4"))
    np.save(folder / "scalar.npy", np.float64(2.5))
    np.save(folder / "empty.npy", np.zeros((0, 3)))
    np.save(folder / "objects.npy", np.array([1, "a"], dtype=object))
    np.save(folder / "complex.npy", np.array([1j]))
    np.save(folder / "record.npy", np.zeros(2, dtype=[("a", "<f4")]))
    with open(folder / "version-2.npy", "wb") as file:
        np.lib.format.write_array(file, np.arange(3.0), version=(2, 0))


def envi_files():
    """Value 100 r + 10 c + b at row r of 2, column c of 3 and band b of 4, in all interleaves."""
    r, c, b = np.mgrid[0:2, 0:3, 0:4]
    image = 100 * r + 10 * c + b
    axes = {"bsq": (2, 0, 1), "bil": (0, 2, 1), "bip": (0, 1, 2)}
    types = {1: "u1", 2: "i2", 3: "i4", 4: "f4", 5: "f8", 12: "u2", 13: "u4", 14: "i8", 15: "u8"}
    cases = [(interleave, 4, 0, 0) for interleave in axes]
    cases += [("bil", 2, 1, 7), ("bsq", 12, 1, 0)] + [("bip", kind, 0, 0) for kind in types if kind != 4]
    for interleave, kind, order, offset in cases:
        stem = folder / f"{interleave}-type{kind}-order{order}"
        kind_name = (">" if order else "<") + types[kind]
        # Type 1 has room for 0 to 255 only, which the values keep to.
        data = bytes(offset) + np.ascontiguousarray(image.transpose(axes[interleave])).astype(kind_name).tobytes()
        stem.with_suffix("." + interleave).write_bytes(data)
        stem.with_suffix(".hdr").write_text(
            "ENVI\n"
            "; a comment = nothing\n"
            "description = {\n  made = by a script,\n  over lines}\n"
            f"Samples = 3\nLINES = 2\nbands   = 4\nheader offset = {offset}\nfile type = ENVI Standard\n"
            f"data  type = {kind}\ninterleave = {interleave.upper()}\nbyte order = {order}\n"
            "wavelength units = Nanometers\nwavelength = {\n 400.5, 500,\n 600 , 7e2}\n"
            "band names = {a, b b, c,\n d}\ndata ignore value = -9999\n"
        )


def safetensors_file():
    """One tensor of each type, with numbers k - 2, and a scalar."""
    arrays = {
        "half": (np.arange(6).reshape(2, 3) - 2).astype("<f2"),
        "weight": (np.arange(6).reshape(3, 2) - 2).astype("<f4"),
        "double": (np.arange(4) - 2).astype("<f8"),
        "scalar": np.array(0.5, dtype="<f4"),
    }
    header, data = {"__metadata__": {"seed": "1", "quote": 'a "b" \\ c/ü'}}, b""
    for name, array in arrays.items():
        offsets = [len(data), len(data) + array.nbytes]
        dtype = {2: "F16", 4: "F32", 8: "F64"}[array.itemsize]
        header[name] = {"dtype": dtype, "shape": list(array.shape), "data_offsets": offsets}
        data += array.tobytes()
    text = json.dumps(header).encode()
    (folder / "tensors.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + data)


def zip_file():
    """Stored and deflated entries, one of them a megabyte of zeros, one that would climb out of a folder."""
    with zipfile.ZipFile(folder / "archive.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, contents, method in [
            ("RawData0.xml", b"<a>text</a>", zipfile.ZIP_STORED),
            ("folder/deflated.txt", b"abc" * 1000, zipfile.ZIP_DEFLATED),
            ("../outside", b"x", zipfile.ZIP_STORED),
            ("zeros", bytes(1 << 20), zipfile.ZIP_DEFLATED),
        ]:
            archive.writestr(zipfile.ZipInfo(name), contents, compress_type=method)


mat_files()
npy_files()
envi_files()
safetensors_file()
zip_file()
