/// What the layouts of images have in common once they are understood.
struct HDF5ImageContents {
    var layout: String
    /// The arrays, and where in the image the bands of each come.
    var cubes: [(cube: HDF5Cube, places: [Int])]
    var wavelengths: [Double]?
    var goodBands: [Bool]?
    var missingValue: Double?
    var place: ImagePlace?
    var isEmptyWhereZero = false
    var remarks: [String] = []

    /// An array of rows x columns x bands that the user names.
    static func named(_ object: HDF5Object) throws -> HDF5ImageContents {
        let dataset = try object.dataset()
        let missing = try object.numbers("_FillValue")?.first
        let cube = try HDF5Cube(
            dataset, axes: (row: 0, column: 1, band: 2), missing: missing.map { Float($0) })
        return HDF5ImageContents(
            layout: "HDF5", cubes: [(cube, Array(cube.bands.indices))], missingValue: missing,
            remarks: ["\(object.path) was taken to be rows x columns x bands"])
    }

    /// The wavelengths of bands in nanometres, by the units that the file gives.
    ///
    /// - Throws: ``FormatError`` where they are in other units, or are not as many as there are bands.
    static func nanometres(_ object: HDF5Object, bands: Int) throws -> [Double] {
        let stored = try object.dataset().numbers(as: Double.self)
        guard stored.count == bands, stored.allSatisfy(\.isFinite) else {
            throw object.fail("\(stored.count) wavelengths for \(bands) bands")
        }
        switch try object.text("units")?.lowercased() {
        case "nm", "nanometer", "nanometers", "nanometre", "nanometres", nil: return stored
        case "um", "µm", "μm", "micron", "microns", "micrometer", "micrometers": return stored.map { $0 * 1000 }
        case let unit?: throw object.fail("wavelengths in '\(unit)', neither in nanometres nor in micrometres")
        }
    }

    /// Numbers between blanks or commas.
    static func numbers(in text: String) -> [Double]? {
        let fields = text.split { $0.isWhitespace || $0 == "," }
        let numbers = fields.compactMap { Double($0) }.filter(\.isFinite)
        return numbers.count == fields.count ? numbers : nil
    }
}
