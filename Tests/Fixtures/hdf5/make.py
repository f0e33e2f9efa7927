"""Makes the HDF5 fixtures of ScientificFormatsTests and UnmixingTests, in the folder of this script.

Made with Python 3.11, h5py 3.16.0 (HDF5 2.0), netCDF4 1.7.5 and numpy 2.4.6. The layouts are those of MATLAB 7.3, EMIT L2A,
AVIRIS-3 L2A, PRISMA L2D and NeXus; all numbers follow formulas that the tests know, and nothing is from anybody's data.
"""

import pathlib

import h5py
import netCDF4
import numpy as np

folder = pathlib.Path(__file__).parent


def pixel(r, c, b):
    """The value of a band in a pixel of every image."""
    return 0.1 + 0.05 * r + 0.01 * c + 0.002 * b


def cube(rows, columns, bands):
    """rows x columns x bands."""
    return np.fromfunction(pixel, (rows, columns, bands)).astype("f4")


# MATLAB 7.3


def matlab(name, variables):
    """A MATLAB file of version 7.3: HDF5 behind 512 bytes, arrays with their dimensions in reverse."""
    path = folder / name
    with h5py.File(path, "w", userblock_size=512, libver="earliest") as file:
        for key, value in variables.items():
            write_matlab(file, file, key, value)
    header = b"MATLAB 7.3 MAT-file, Platform: GLNXA64".ljust(116) + bytes(8) + b"\x00\x02IM"
    with open(path, "r+b") as raw:
        raw.write(header.ljust(512, b"\0"))


def write_matlab(file, group, key, value, **options):
    classes = {"f8": "double", "f4": "single"} | {
        f"{k}{n}": f"{'u' * (k == 'u')}int{8 * n}" for k in "iu" for n in (1, 2, 4, 8)
    }
    if isinstance(value, dict):
        made = group.create_group(key)
        made.attrs["MATLAB_class"] = np.bytes_("struct")
        for field, content in value.items():
            write_matlab(file, made, field, content)
        return made
    if isinstance(value, list):
        references = np.empty((1, len(value)), dtype=h5py.ref_dtype)
        for index, content in enumerate(value):
            store = file.require_group("#refs#")
            references[0, index] = write_matlab(file, store, f"{key}{index}", content).ref
        made = group.create_dataset(key, data=references, dtype=h5py.ref_dtype)
        made.attrs["MATLAB_class"] = np.bytes_("cell")
        return made
    if isinstance(value, str):
        units = np.frombuffer(value.encode("utf-16-le"), dtype="<u2").reshape(-1, 1)
        if units.size == 0:
            made = group.create_dataset(key, data=np.zeros(2, dtype="u8"))
            made.attrs["MATLAB_empty"] = np.uint8(1)
        else:
            made = group.create_dataset(key, data=units)
        made.attrs["MATLAB_class"] = np.bytes_("char")
        made.attrs["MATLAB_int_decode"] = np.int32(2)
        return made
    array = np.atleast_2d(value)
    if array.size == 0:
        made = group.create_dataset(key, data=np.array(array.shape, dtype="u8"))
        made.attrs["MATLAB_empty"] = np.uint8(1)
        made.attrs["MATLAB_class"] = np.bytes_("double")
        return made
    if array.dtype == bool:
        made = group.create_dataset(key, data=array.T.astype("u1"))
        made.attrs["MATLAB_class"] = np.bytes_("logical")
        made.attrs["MATLAB_int_decode"] = np.int32(1)
        return made
    if array.dtype.kind == "c":
        parts = np.empty(array.T.shape, dtype=[("real", "f8"), ("imag", "f8")])
        parts["real"], parts["imag"] = array.T.real, array.T.imag
        made = group.create_dataset(key, data=parts)
        made.attrs["MATLAB_class"] = np.bytes_("double")
        return made
    packed = dict(chunks=array.T.shape, compression="gzip", compression_opts=3) if array.size > 10 else {}
    made = group.create_dataset(key, data=array.T, **packed)
    made.attrs["MATLAB_class"] = np.bytes_(classes[array.dtype.str[1:]])
    return made


def matlab_files():
    r, c = np.mgrid[0:3, 0:4]
    matlab(
        "variables.mat",
        {
            "Y": (100 * r + c).astype("u2"),
            "A": (r + c / 8).astype("f8"),
            "single": (r - c / 4).astype("f4"),
            "int8": np.array([[-128, 127]], dtype="i1"),
            "int64": np.array([[-(2**40), 2**40]], dtype="i8"),
            "uint64": np.array([[0, 2**40]], dtype="u8"),
            "logical": np.array([[True, False, True]]),
            "cube": np.arange(24.0).reshape((2, 3, 4), order="F"),
            "nRow": np.uint8(200),
            "nCol": np.uint16(307),
            "empty": np.zeros((0, 3)),
            "cood": ["1-tree", "2-water", "3-Straße µ"],
            "mixed": ["text", 1.0],
            "name": "hello",
            "noText": "",
            "complex": np.array([[1 + 2j]]),
            "structure": {"a": 1.0, "b": "text", "inner": {"cube": np.arange(24.0).reshape((2, 3, 4), order="F")}},
        },
    )
    with h5py.File(folder / "variables.mat", "r+") as file:
        # Rows of text, and a sparse matrix: a group of values, rows and columns.
        text = np.array([list("one  "), list("three")])
        rows = file.create_dataset("rows", data=np.vectorize(ord)(text).T.astype("u2"))
        rows.attrs["MATLAB_class"] = np.bytes_("char")
        sparse = file.create_group("sparse")
        sparse.attrs["MATLAB_class"] = np.bytes_("double")
        sparse.attrs["MATLAB_sparse"] = np.uint64(3)
        sparse["data"] = np.ones(3)
        sparse["ir"] = np.arange(3, dtype="u8")
        sparse["jc"] = np.arange(4, dtype="u8")

    # A scene as it is first published: bands x pixels, the pixels down the columns.
    rows, columns, bands = 4, 3, 5
    image = cube(rows, columns, bands)
    matlab(
        "scene.mat",
        {
            "Y": image.transpose(2, 1, 0).reshape(bands, -1),
            "nRow": float(rows),
            "nCol": float(columns),
        },
    )


# Images in netCDF-4


def emit(name, is_whole):
    """EMIT L2A: rows x columns x bands, beside groups of bands and of places."""
    rows, columns, bands = 6, 5, 8
    values = cube(rows, columns, bands)
    if not is_whole:
        values[1, 2] = -9999
        values[5, 4, 3] = -9999
    with netCDF4.Dataset(folder / name, "w") as file:
        file.title = "EMIT L2A Estimated Surface Reflectance 60 m V001"
        file.spatial_ref = 'GEOGCS["WGS 84"]'
        file.geotransform = [-115.9, 0.00054, 0.0, 33.3, 0.0, -0.00054]
        for name, size in [("downtrack", rows), ("crosstrack", columns), ("bands", bands)]:
            file.createDimension(name, size)
        reflectance = file.createVariable(
            "reflectance", "f4", ("downtrack", "crosstrack", "bands"), zlib=True, fill_value=-9999,
            chunksizes=(4, 5, 8)
        )
        reflectance.units = "unitless"
        reflectance[:] = values
        parameters = file.createGroup("sensor_band_parameters")
        wavelengths = parameters.createVariable("wavelengths", "f4", ("bands",), fill_value=-9999)
        wavelengths.units = "nm"
        # The water bands stand in the middle, as they do.
        wavelengths[:] = [400, 500, 600, 700, 1400, 1800, 2000, 2200]
        fwhm = parameters.createVariable("fwhm", "f4", ("bands",), fill_value=-9999)
        fwhm[:] = 8.5
        good = parameters.createVariable("good_wavelengths", "u1", ("bands",))
        good[:] = [1, 1, 1, 1, 0, 0, 1, 1]
        location = file.createGroup("location")
        for name in ("lon", "lat"):
            location.createVariable(name, "f8", ("downtrack", "crosstrack"))[:] = 0.5


def aviris3():
    """AVIRIS-3 L2A: a group with bands x rows x columns, and the map projection beside it."""
    rows, columns, bands = 4, 6, 5
    values = cube(rows, columns, bands).transpose(2, 0, 1)
    values[:, 0, 0] = -9999
    with netCDF4.Dataset(folder / "aviris3.nc", "w") as file:
        file.title = "AVIRIS-3 L2A Surface Reflectance"
        file.createDimension("northing", rows)
        file.createDimension("easting", columns)
        file.createVariable("northing", "f8", ("northing",))[:] = 4000000 - 5.0 * np.arange(rows)
        file.createVariable("easting", "f8", ("easting",))[:] = 300000 + 5.0 * np.arange(columns)
        mapping = file.createVariable("transverse_mercator", "S1", ())
        mapping.grid_mapping_name = "transverse_mercator"
        mapping.spatial_ref = 'PROJCS["WGS 84 / UTM zone 11N"]'
        mapping.GeoTransform = "299997.5 5.0 0.0 4000002.5 0.0 -5.0 "
        group = file.createGroup("reflectance")
        group.createDimension("wavelength", bands)
        wavelength = group.createVariable("wavelength", "f4", ("wavelength",))
        wavelength.units = "nanometers"
        wavelength[:] = [450, 550, 650, 850, 1600]
        group.createVariable("fwhm", "f4", ("wavelength",))[:] = 7.4
        reflectance = group.createVariable(
            "reflectance", "f4", ("wavelength", "northing", "easting"), zlib=True, fill_value=-9999,
            chunksizes=(5, 2, 6)
        )
        reflectance.grid_mapping = "transverse_mercator"
        reflectance[:] = values


# PRISMA


def prisma():
    """PRISMA L2D: rows x bands x columns of two detectors, bands from long wavelengths to short, unused ones zero."""
    rows, columns = 4, 3
    cubes = {
        # The longest of the one lies behind the shortest of the other; band 0 of SWIR and band 3 of VNIR are not used.
        "Vnir": ([960.0, 700.0, 500.0, 0.0], (0.0, 1.31070)),
        "Swir": ([0.0, 2400.0, 1600.0, 940.0], (-0.1, 0.55535)),
    }
    wavelengths = sorted(w for c in cubes.values() for w in c[0] if w)
    with h5py.File(folder / "prisma.he5", "w") as file:
        file.attrs["Product_ID"] = np.bytes_("PRS_L2D_STD")
        file.attrs["Processing_Level"] = np.bytes_("2D")
        file.attrs["Epsg_Code"] = np.uint32(32633)
        file.attrs["Projection_Name"] = np.bytes_("UTM")
        # The middles of the pixels in the corners.
        file.attrs["Product_ULcorner_easting"] = np.float64(300015)
        file.attrs["Product_ULcorner_northing"] = np.float64(5000085)
        file.attrs["Product_LRcorner_easting"] = np.float64(300015 + 30 * (columns - 1))
        file.attrs["Product_LRcorner_northing"] = np.float64(5000085 - 30 * (rows - 1))
        fields = file.create_group("HDFEOS/SWATHS/PRS_L2D_HCO/Data Fields")
        for name, (centres, (low, high)) in cubes.items():
            file.attrs[f"List_Cw_{name}"] = np.array(centres, dtype="f4")
            file.attrs[f"List_Cw_{name}_Flags"] = np.array([int(w > 0) for w in centres], dtype="u4")
            file.attrs[f"L2Scale{name}Min"] = np.float32(low)
            file.attrs[f"L2Scale{name}Max"] = np.float32(high)
            stored = np.zeros((rows, len(centres), columns), dtype="u2")
            for band, wavelength in enumerate(centres):
                if wavelength:
                    r, c = np.mgrid[0:rows, 0:columns]
                    value = pixel(r, c, wavelengths.index(wavelength))
                    stored[:, band] = np.round((value - low) / (high - low) * 65535)
            # A pixel outside of the scene.
            stored[3, :, 2] = 0
            fields.create_dataset(f"{name.upper()}_Cube", data=stored, chunks=(1, len(centres), columns))
            fields.create_dataset(
                f"{name.upper()}_PIXEL_L2_ERR_MATRIX", data=np.where(stored == 0, 1, 0).astype("u1"))
        places = file.create_group("HDFEOS/SWATHS/PRS_L2D_HCO/Geolocation Fields")
        places["Latitude"] = np.full((rows, columns), 45.0, dtype="f4")
        places["Longitude"] = np.full((rows, columns), 12.0, dtype="f4")


# NeXus


def nexus():
    """Series of powder patterns: a list, and a map with the older way of marking signal and axes."""
    angles = np.linspace(10, 12, 21)
    k, x = np.mgrid[0:3, 0:21]
    with h5py.File(folder / "list.nxs", "w") as file:
        file.attrs["default"] = "entry"
        entry = file.create_group("entry")
        entry.attrs.update({"NX_class": "NXentry", "default": "integrated"})
        data = entry.create_group("integrated")
        data.attrs.update({"NX_class": "NXdata", "signal": "intensity", "axes": [".", "tth"]})
        data.create_dataset("intensity", data=(1000 * k + x).astype("f4"), chunks=(1, 21), compression="gzip")
        data.create_dataset("intensity_errors", data=(1 + k + 0 * x).astype("f4"))
        axis = data.create_dataset("tth", data=angles)
        axis.attrs["units"] = "deg"
        beam = entry.create_group("instrument/beam")
        beam.parent.attrs["NX_class"] = "NXinstrument"
        beam.attrs["NX_class"] = "NXbeam"
        beam["incident_wavelength"] = 0.25
        beam["incident_wavelength"].attrs["units"] = "angstrom"
    # A simulated mixture of minerals, which is stronger at high angles from pattern to pattern.
    angles, counts = np.loadtxt(folder / "mixture.xy").T
    with h5py.File(folder / "mixture.nxs", "w") as file:
        entry = file.create_group("entry")
        entry.attrs["NX_class"] = "NXentry"
        data = entry.create_group("data")
        data.attrs.update({"NX_class": "NXdata", "signal": "data", "axes": ["k", "two_theta"]})
        patterns = [np.round(counts * (1 + k * angles / 90)) for k in range(3)]
        data.create_dataset("data", data=np.array(patterns, dtype="i4"), chunks=(2, len(angles)), compression="gzip")
        data.create_dataset("two_theta", data=angles).attrs["units"] = "degrees"
    with h5py.File(folder / "map.nxs", "w") as file:
        entry = file.create_group("entry_0000")
        entry.attrs["NX_class"] = np.bytes_("NXentry")
        data = entry.create_group("result")
        data.attrs["NX_class"] = np.bytes_("NXdata")
        r, c, x = np.mgrid[0:2, 0:3, 0:21]
        signal = data.create_dataset("I", data=(100 * r + 10 * c + x).astype("i4"))
        signal.attrs["signal"] = 1
        signal.attrs["axes"] = np.bytes_("rows:columns:q")
        axis = data.create_dataset("q", data=np.linspace(1, 2, 21))
        axis.attrs["units"] = np.bytes_("1/angstrom")


# Every way in which HDF5 stores things


def newer(name, version):
    """Chunks found in every way that newer files have, and contents in every way that newer groups have."""
    with h5py.File(folder / name, "w", libver=version) as file:
        square = np.arange(35.0).reshape(5, 7)
        file.create_dataset("single", data=square, chunks=(5, 7))
        file.create_dataset("single packed", data=square, chunks=(5, 7), compression="gzip", shuffle=True)
        file.create_dataset("fixed", data=square, chunks=(2, 3))
        file.create_dataset("fixed packed", data=square, chunks=(2, 3), compression="gzip", fletcher32=True)
        file.create_dataset("fixed pages", data=np.arange(2100, dtype="i2"), chunks=(1,))
        file.create_dataset("extensible", data=np.arange(900, dtype="i2"), chunks=(1,), maxshape=(None,))
        file.create_dataset(
            "extensible packed", data=square, chunks=(2, 3), maxshape=(None, 7), compression="gzip", shuffle=True)
        file.create_dataset("tree", data=square, chunks=(2, 3), maxshape=(None, None))
        file.create_dataset(
            "tree packed", data=np.arange(900.0).reshape(30, 30), chunks=(1, 2), maxshape=(None, None),
            compression="gzip")
        plan = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        plan.set_obj_track_times(False)
        plan.set_chunk((2, 3))
        plan.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
        implicit = h5py.h5d.create(
            file.id, b"implicit", h5py.h5t.IEEE_F64LE, h5py.h5s.create_simple((5, 7)), plan)
        h5py.Dataset(implicit)[...] = square
        sparse = file.create_dataset("holes", shape=(6, 6), dtype="f4", chunks=(2, 2), fillvalue=-9999)
        sparse[2:4, 2:4] = 1
        group = file.create_group("many")
        for index in range(40):
            group.create_dataset(f"number {index}", data=index)
            group.attrs[f"attribute {index}"] = f"text {index}"


def older():
    """What files of the oldest version have, as most programs write it."""
    with h5py.File(folder / "older.h5", "w", libver="earliest") as file:
        square = np.arange(35.0).reshape(5, 7)
        file.create_dataset("contiguous", data=square)
        file.create_dataset("chunks", data=square, chunks=(2, 3))
        file.create_dataset("packed", data=square, chunks=(2, 3), compression="gzip", shuffle=True, fletcher32=True)
        for kind in ["i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8"]:
            for order, name in [("<", "little"), (">", "big")]:
                file.create_dataset(f"types/{kind} {name}", data=np.array([1, 2, 100], dtype=order + kind))
        file.create_dataset("texts/long", data=["one", "two µ", ""], dtype=h5py.string_dtype())
        file.create_dataset("texts/short", data=np.array([b"one", b"three"]))
        file.create_dataset("booleans", data=np.array([True, False, True]))
        plan = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        plan.set_obj_track_times(False)
        plan.set_layout(h5py.h5d.COMPACT)
        compact = h5py.h5d.create(
            file.id, b"compact", h5py.h5t.IEEE_F64LE, h5py.h5s.create_simple((5, 7)), plan)
        h5py.Dataset(compact)[...] = square
        file.create_dataset("scalar", data=42.0)
        file.create_dataset("nothing", data=h5py.Empty("f8"))
        file.create_dataset("unwritten", shape=(3, 4), dtype="f8", fillvalue=7)
        file["soft"] = h5py.SoftLink("/types/f8 big")
        file["loop"] = h5py.SoftLink("/loop")
        file["outside"] = h5py.ExternalLink("other.h5", "/there")
        file.create_dataset("unknown filter", data=square, chunks=(5, 7), compression="lzf")
        for index in range(200):
            file.create_dataset(f"many/number {index}", data=index)
        file["many"].attrs["array"] = np.arange(6).reshape(2, 3)
        file["many"].attrs["text"] = "hello"
        file["many"].attrs["texts"] = ["a", "b"]


# Images to which trained networks are applied


def mixed():
    """The upper rows of the scene of EndToEndTests (MixedScene.swift): mixtures of three spectra with a little noise."""
    rows, columns, bands = 4, 20, 68
    cube = np.empty((rows, columns, bands))
    for r in range(rows):
        for c in range(columns):
            parts = np.array([(7 * r + 3 * c) % 10, (5 * r + 11 * c) % 7, 1 + r * c % 5], dtype=float)
            shares = parts / parts.sum()
            for b in range(bands):
                spectra = [0.1 + 0.01 * abs(b - centre) for centre in (10, 34, 60)]
                noise = (r * 31 + c * 17 + b * 7) * 7919 % 101 / 100 - 0.5
                cube[r, c, b] = np.dot(shares, spectra) + 0.004 * noise
    with h5py.File(folder / "mixed.h5", "w", libver="earliest", track_order=False) as file:
        file.create_dataset("scene/reflectance", data=cube.astype("f4"), track_times=False)


def bounds():
    """The most bands and the longest text that are read, and one more of each; all zeros and blanks, well packed."""
    options = {"compression": "gzip", "compression_opts": 9, "track_times": False}
    matlab("bounds.mat", {})
    with h5py.File(folder / "bounds.mat", "r+") as file:
        for name, length in {"text": 1 << 20, "longerText": (1 << 20) + 1}.items():
            units = np.full((length, 1), ord(" "), dtype="u2")
            units[0] = ord("a")
            made = file.create_dataset(name, data=units, chunks=(1 << 20, 1), **options)
            made.attrs["MATLAB_class"] = np.bytes_("char")
        for name, bands in {"bands": 65535, "moreBands": 65536}.items():
            file.create_dataset(name, data=np.zeros((1, 2, bands), dtype="u1"), chunks=(1, 2, 65535), **options)


def cyclic():
    """Groups that hold themselves under several names, and links that lead to each other."""
    with h5py.File(folder / "cyclic.h5", "w", libver="earliest") as file:
        file["cube"] = np.zeros((1, 2, 3), dtype="f4")
        group = file.create_group("group")
        group["array"] = np.zeros((1, 2, 3), dtype="f4")
        for number in range(8):
            group[f"again{number}"] = group
            group[f"link{number}"] = h5py.SoftLink("/".join(f"/group/link{(number + 1) % 8}" for _ in range(8)))
    with h5py.File(folder / "cyclic.mat", "w", userblock_size=512, libver="earliest") as file:
        scene = file.create_group("scene")
        scene.attrs["MATLAB_class"] = np.bytes_("struct")
        write_matlab(file, scene, "cube", np.zeros((2, 3, 4)))
        for number in range(8):
            scene[f"again{number}"] = scene
    header = b"MATLAB 7.3 MAT-file, Platform: GLNXA64".ljust(116) + bytes(8) + b"\x00\x02IM"
    with open(folder / "cyclic.mat", "r+b") as raw:
        raw.write(header.ljust(512, b"\0"))


matlab_files()
bounds()
cyclic()
mixed()
newer("newer.h5", ("v110", "v110"))
newer("newest.h5", "latest")
older()
emit("emit.nc", is_whole=False)
emit("whole.nc", is_whole=True)
aviris3()
prisma()
nexus()
