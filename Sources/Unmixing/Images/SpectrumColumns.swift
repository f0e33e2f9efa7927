/// Which columns of a table of spectra are what, by their names.
struct SpectrumColumns {
    /// The column of the wavelengths; nothing where there is none.
    let wavelength: Int?
    /// The column that counts the bands; nothing where there is none.
    let count: Int?
    /// The columns of spectra, in their order.
    let spectra: [Int]
    /// Whether the column that counts has no name of its own, as pandas and R write the numbers of rows.
    let countIsNameless: Bool

    /// Tells columns apart: those of wavelengths and of counts are no spectra, wherever they stand.
    init(header: [String]) {
        let (wavelengths, counts) = (
            header.indices.filter { Self.isWavelength(header[$0]) },
            header.indices.filter {
                Self.countNames.contains(Self.words(header[$0]).name) || $0 == 0 && Self.isNameless(header[0])
            }
        )
        wavelength = wavelengths.first
        count = counts.first
        countIsNameless = count == 0 && Self.isNameless(header[0])
        spectra = header.indices.filter { !wavelengths.contains($0) && !counts.contains($0) }
    }

    /// The unit in the name of a column of wavelengths, as in `nm` or `wavelength (µm)`.
    static func unit(_ name: String) -> WavelengthUnit? {
        let words = words(name)
        return words.unit.flatMap { WavelengthUnit($0) } ?? WavelengthUnit(words.name)
    }

    private static func isNameless(_ name: String) -> Bool { name.isEmpty || name == "Unnamed: 0" }

    private static func isWavelength(_ name: String) -> Bool {
        let words = words(name)
        // One letter may well be the name of a spectrum.
        return wavelengthNames.contains(words.name) || words.name.count > 1 && WavelengthUnit(words.name) != nil
    }

    /// The name in lower case, and the unit that stands behind it: in brackets, or parted by `_` or a blank.
    private static func words(_ name: String) -> (name: String, unit: String?) {
        let parts = name.lowercased().split(whereSeparator: { "()[]_, /".contains($0) }).map(String.init)
        guard parts.count == 2, WavelengthUnit(parts[1]) != nil else {
            return (parts.joined(separator: " "), nil)
        }
        return (parts[0], parts[1])
    }

    private static let wavelengthNames: Set<String> = [
        "wavelength", "wavelengths", "wave length", "wave", "wvl", "wvls", "wl", "wls", "wav", "lambda", "\u{3BB}",
        "center wavelength", "central wavelength", "centre wavelength",
    ]
    private static let countNames: Set<String> = [
        "band", "bands", "band number", "band no", "band id", "channel", "channels", "index", "idx", "no", "nr", "#",
    ]
}
