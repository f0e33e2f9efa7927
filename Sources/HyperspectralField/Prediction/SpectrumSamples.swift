internal import DeclarativeFiles
internal import Experiments
internal import Unmixing

/// How the samples of a model are made from the pixels of an image, and what good ones look like.
struct SpectrumSamples: Sendable {
    /// The kind of samples, by which a model of theirs is known.
    static let kind = "spectra"

    /// The names of the classes, in the order of the proportions.
    let classes: [String]
    /// The number of bands.
    let bands: Int
    /// The wavelengths of the bands; nothing where they are not known.
    let positions: BandPositions?
    /// What is done to a spectrum before a network sees it.
    let normalization: FittedNormalization
    /// Where the spectra of the training region lie; nothing where that cannot be said, as of spectra that are all alike.
    let range: SpectrumRange?

    /// The description that a model carries.
    func description() -> SampleDescription {
        SampleDescription(
            kind: Self.kind,
            contents: [
                "classes": .array(classes.map { .string($0) }), "bands": .integer(bands),
                "wavelengths": positions.map { .array($0.wavelengths.map { .number($0) }) } ?? .null,
                "wavelength-unit": positions?.unit.map { .string($0.rawValue) } ?? .null,
                "normalization": normalization.declaration, "range": range?.declaration ?? .null,
            ])
    }

    /// Reads the description that a model carries.
    ///
    /// - Parameters:
    ///   - description: The description.
    ///   - place: The model, for messages.
    /// - Throws: `InvalidDeclaration` where it is not what this program writes.
    init(_ description: SampleDescription, place: String) throws {
        // A key without a value is one that is missing.
        var contents = description.contents
        if case .object(let values) = contents {
            contents = .object(values.filter { if case .null = $0.value { false } else { true } })
        }
        self = try DeclarativeFile.parse(
            text: contents.canonicalJSON(), file: place, SpectrumSamples.init(reading:))
    }

    private init?(reading section: Section) {
        let classes = section.strings("classes")
        let bands = section.integer("bands", in: 1...1_000_000)
        let wavelengths =
            section.contains("wavelengths") ? section.numbers("wavelengths", in: 0...(.infinity)) : []
        let unit =
            section.contains("wavelength-unit")
            ? section.choice("wavelength-unit", of: WavelengthUnit.allCases.map(\.rawValue), called: "unit") : nil
        let normalization = bands.flatMap { bands in
            section.section("normalization").flatMap { FittedNormalization.read($0, bands: bands) }
        }
        let rangeSection = section.optionalSection("range")
        let range = rangeSection.flatMap { own in
            bands.flatMap { SpectrumRange.read(own, classes: classes?.count ?? 0, bands: $0) }
        }
        section.finish()
        guard let classes, let bands, let wavelengths, let normalization, rangeSection == nil || range != nil else {
            return nil
        }
        guard wavelengths.isEmpty || wavelengths.count == bands else {
            section.report("\(wavelengths.count) wavelengths for \(bands) bands", at: "wavelengths")
            return nil
        }
        self.init(
            classes: classes, bands: bands,
            positions: wavelengths.isEmpty
                ? nil : BandPositions(wavelengths: wavelengths, unit: unit.flatMap { WavelengthUnit(rawValue: $0) }),
            normalization: normalization, range: range)
    }

    init(
        classes: [String], bands: Int, positions: BandPositions?, normalization: FittedNormalization,
        range: SpectrumRange?
    ) {
        self.classes = classes
        self.bands = bands
        self.positions = positions
        self.normalization = normalization
        self.range = range
    }
}
