extension HDF5ImageContents {
    /// The reflectance or radiance of EMIT (netCDF-4, levels 2A and 1B): rows x columns x bands.
    ///
    /// Wavelengths, and which are good, stand in `sensor_band_parameters`. The image has the geometry of the sensor; the
    /// place of each pixel stands in `location`, and is no grid. Source: NASA JPL, *EMIT L2A Algorithm Theoretical Basis
    /// Document*, and the files' own descriptions.
    static func emit(_ root: HDF5Object) throws -> HDF5ImageContents? {
        guard let parameters = try root.object("sensor_band_parameters"),
            let wavelengths = try parameters.object("wavelengths"),
            let image = try root.object("reflectance") ?? root.object("radiance")
        else { return nil }
        let missing = try image.numbers("_FillValue")?.first ?? -9999
        let cube = try HDF5Cube(
            image.dataset(), axes: (row: 0, column: 1, band: 2), missing: Float(missing))
        let bands = cube.bands.count
        let good = try parameters.object("good_wavelengths")?.dataset().numbers(as: Double.self)
        guard good?.count ?? bands == bands else {
            throw parameters.fail("good_wavelengths has \(good?.count ?? 0) numbers for \(bands) bands")
        }
        return HDF5ImageContents(
            layout: "EMIT", cubes: [(cube, Array(0..<bands))], wavelengths: try nanometres(wavelengths, bands: bands),
            goodBands: good.map { $0.map { $0 != 0 } }, missingValue: missing,
            remarks: ["the image has the geometry of the sensor; the group location says where its pixels lie"])
    }
}
