extension HDF5ImageContents {
    /// The reflectance or radiance of AVIRIS-3 (netCDF-4): bands x rows x columns in a group of the same name, with the
    /// wavelengths beside it, and at the root a variable with the map projection.
    ///
    /// Source: NASA JPL, *AVIRIS-3 L2A Orthocorrected Surface Reflectance*, user guide.
    static func aviris3(_ root: HDF5Object) throws -> HDF5ImageContents? {
        for name in ["reflectance", "radiance"] {
            guard let group = try root.object(name), group.isGroup, let image = try group.object(name),
                let wavelength = try group.object("wavelength")
            else { continue }
            let missing = try image.numbers("_FillValue")?.first ?? -9999
            let cube = try HDF5Cube(
                image.dataset(), axes: (row: 1, column: 2, band: 0), missing: Float(missing))
            let bands = cube.bands.count
            return HDF5ImageContents(
                layout: "AVIRIS-3", cubes: [(cube, Array(0..<bands))],
                wavelengths: try nanometres(wavelength, bands: bands), missingValue: missing,
                place: try place(image.text("grid_mapping") ?? "transverse_mercator", root))
        }
        return nil
    }

    /// The place that a variable of a map projection gives: its attributes `spatial_ref` and `GeoTransform`.
    private static func place(_ mapping: String, _ root: HDF5Object) throws -> ImagePlace? {
        guard let object = try root.object(mapping), let text = try object.text("GeoTransform") else { return nil }
        guard let transform = numbers(in: text), transform.count == 6 else {
            throw object.fail("a GeoTransform of '\(text)', which is not six numbers")
        }
        return ImagePlace(
            coordinateSystem: try object.text("spatial_ref") ?? object.text("crs_wkt"), transform: transform)
    }
}
