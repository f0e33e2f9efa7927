/// What an ENVI header says of the numbers, beside their type and order.
public struct ENVIDescription: Sendable, Equatable {
    /// The wavelength of each band in ``wavelengthUnits``, where the header gives them.
    public var wavelengths: [Double]?
    /// The unit of the wavelengths as the header words it, such as `Nanometers` or `Micrometers`.
    public var wavelengthUnits: String?
    /// The name of each band, where the header gives them and they can be told apart.
    public var bandNames: [String]?
    /// The name of each row of a spectral library.
    public var spectraNames: [String]?
    /// Whether each band is good (`bbl`); nothing where the header does not say so, and all are.
    public var goodBands: [Bool]?
    /// The value that marks missing numbers (`data ignore value`).
    public var ignoredValue: Double?
    /// What numbers are divided by to give reflectances (`reflectance scale factor`).
    public var reflectanceScale: Double?
    /// What the numbers of each band are multiplied by (`data gain values`); nothing where all are 1.
    public var gains: [Double]?
    /// What is then added to those of each band (`data offset values`); nothing where all are 0.
    public var offsets: [Double]?
    /// Whether the rows are spectra of a library, and the columns their bands.
    public var isLibrary = false
    /// Where the image lies on Earth, as far as the header says so.
    public var place = MapPlace()

    /// Says nothing.
    public init() {}

    init(header: ENVIHeader, layout: ENVILayout) throws {
        isLibrary = header.string("file type")?.lowercased().contains("spectral library") ?? false
        // A library has a spectrum in each line, whose numbers stand where an image has columns.
        let bands = isLibrary ? layout.columns : layout.bands
        wavelengths = try header.numbers("wavelength", count: bands)
        wavelengthUnits = header.string("wavelength units")
        bandNames = isLibrary ? nil : try header.names("band names", count: bands)
        spectraNames = isLibrary ? try header.names("spectra names", count: layout.rows) : nil
        goodBands = try header.flags("bbl", count: bands)
        guard goodBands?.contains(true) ?? true else { throw header.error("bbl", "not one band is good") }
        ignoredValue = try header.number("data ignore value")
        reflectanceScale = try header.number("reflectance scale factor")
        if let scale = reflectanceScale, !(scale > 0 && scale.isFinite) {
            throw header.error("reflectance scale factor", "'\(scale)' is not a positive number")
        }
        gains = try header.numbers("data gain values", count: bands).flatMap { $0.allSatisfy { $0 == 1 } ? nil : $0 }
        offsets = try header.numbers("data offset values", count: bands).flatMap {
            $0.allSatisfy { $0 == 0 } ? nil : $0
        }
        if gains != nil || offsets != nil, reflectanceScale ?? 1 != 1 {
            let key = gains == nil ? "data offset values" : "data gain values"
            throw header.error(
                key, "the header has a 'reflectance scale factor', too, which says something else; remove one of them")
        }
        place = MapPlace(header: header)
    }

    /// The value that a number of the file means: offset + gain x number, or the number divided by the scale of reflectances.
    ///
    /// - Parameters:
    ///   - number: The number as it stands in the file.
    ///   - band: Its band, as the file counts them.
    /// - Returns: The value.
    package func value(of number: Double, band: Int) -> Double {
        ((offsets?[band] ?? 0) + (gains?[band] ?? 1) * number) / (reflectanceScale ?? 1)
    }

    /// The same of a part of the image.
    func within(_ window: ImageWindow) -> ENVIDescription {
        var part = self
        part.place = place.within(window)
        if let spectraNames { part.spectraNames = Array(spectraNames[window.row..<window.row + window.rows]) }
        return part
    }
}
