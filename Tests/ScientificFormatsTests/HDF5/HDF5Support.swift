import Foundation
import ScientificFormats

/// The path of an HDF5 fixture, made by `Fixtures/hdf5/make.py`.
func hdf5Fixture(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Fixtures/hdf5/\(name)").standardized
        .path
}

/// Small ones of every layout.
let hdf5Fixtures = [
    "variables.mat", "scene.mat", "emit.nc", "aviris3.nc", "prisma.he5",
    "list.nxs", "map.nxs",
]

/// The value of a band in a pixel of every image of the fixtures.
func imageValue(_ row: Int, _ column: Int, _ band: Int) -> Float {
    Float(0.1 + 0.05 * Double(row) + 0.01 * Double(column) + 0.002 * Double(band))
}
