internal import Commands
internal import DeclarativeFiles
internal import Foundation
internal import NumericalMethods
internal import Reports
internal import ScientificFormats
internal import Unmixing

/// What came of an image, as files and as text.
struct UnmixingReport {
    let job: UnmixingJob
    let unmixed: UnmixedImage
    /// Pixels x endmembers.
    let abundances: Matrix<Double>

    private var size: ImageSize { job.file.image.size }

    /// The names of the endmembers: those that were given, or numbers.
    func names() -> [String] { job.given?.spectra.names ?? (1...job.classes).map { "endmember-\($0)" } }

    /// The mean abundance of each endmember.
    private func means() -> [Double] {
        (0..<abundances.columns).map { index in
            (0..<abundances.rows).reduce(0) { $0 + abundances[$1, index] } / Double(abundances.rows)
        }
    }

    /// The endmembers that maps show and the text tells of: all, or the most abundant ones of a library, in its order.
    private func shown() -> [Int] {
        let means = means()
        return Array(means.indices.sorted { (-means[$0], $0) < (-means[$1], $1) }.prefix(job.shown)).sorted()
    }

    // MARK: Files

    /// The file that is there if all of them are.
    static let mark = "unmixing.json"

    /// The names of all files.
    static let files = [
        "abundances.hdr", "abundances.img", "abundances.npy", "endmembers.csv", "maps.png", "maps.pdf", mark,
    ]

    /// Writes all files into a folder.
    func write(into folder: String) throws {
        let names = names()
        let envi = ENVIImage(
            rows: size.rows, columns: size.columns, bands: abundances.columns,
            values: abundances.elements.map(Float.init), bandNames: names.map(Self.harmless))
        try envi.write(headerPath: folder + "/abundances.hdr")
        try FileBytes.write(
            NPYFile.encode(abundances.elements, shape: [size.rows, size.columns, abundances.columns]),
            path: folder + "/abundances.npy")
        let endmembers = NamedSpectra(names: names, spectra: unmixed.result.endmembers)
        try FileBytes.write(
            Array(endmembers.csv(wavelengths: job.file.wavelengths).utf8), path: folder + "/endmembers.csv")
        try figure().write(name: "maps", into: URL(fileURLWithPath: folder))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try FileBytes.write(Array(encoder.encode(contents())) + [0x0a], path: folder + "/" + Self.mark)
    }

    /// A name without what ENVI gives a meaning of its own.
    private static func harmless(_ name: String) -> String {
        String(name.map { $0.isNewline || "{},".contains($0) ? "_" : $0 })
    }

    private func figure() throws -> Figure {
        let (names, shown) = (names(), shown())
        let maps = shown.map { index in
            Matrix(
                rows: size.rows, columns: size.columns, elements: (0..<size.pixels).map { abundances[$0, index] })
        }
        return try .maps(
            titles: shown.map { names[$0] }, maps: maps,
            identity: FigureIdentity(
                title: "Abundances in \(job.path)",
                footer: [URL(fileURLWithPath: job.path).lastPathComponent, job.recipe.method.card.title]
                    + unmixed.remarks))
    }

    /// What was done, and how well the image is reconstructed.
    private func contents() -> StructuredValue {
        let names = names()
        let means = means()
        return [
            "format": 1, "program": "proportions", "image": .string(job.path),
            "size": .array([size.rows, size.columns, job.file.image.bands].map { .integer($0) }),
            "method": .string(job.recipe.method.card.title), "recipe": job.recipe.canonical,
            "seed": .string("\(job.seed)"), "remarks": .array(unmixed.remarks.map { .string($0) }),
            "relative_residual": unmixed.relativeResidual.map { .number($0) } ?? .null,
            "mean_angle_degrees": unmixed.meanAngle.map { .number($0 * 180 / .pi) } ?? .null,
            "endmember_scale": unmixed.scale.map {
                ["overall": .number($0.overall), "each": .array($0.each.map { .number($0) })]
            } ?? .null,
            "silent_pixels": .integer(unmixed.result.silentPixels.count),
            "last_loss": unmixed.result.losses.last.map { .number($0) } ?? .null,
            "wavelength_units": job.file.wavelengthUnits.map { .string($0) } ?? .null,
            "endmembers": .array(
                names.indices.map { index in
                    let pixel = unmixed.pixels?[index]
                    return [
                        "name": .string(names[index]), "mean_abundance": .number(means[index]),
                        "row": pixel.map { .integer($0 / size.columns) } ?? .null,
                        "column": pixel.map { .integer($0 % size.columns) } ?? .null,
                    ]
                }),
        ]
    }

    // MARK: Text

    /// How well the image is reconstructed, in words.
    private var fit: String? {
        if let residual = unmixed.relativeResidual {
            return "\(PlainText.percent(residual)) % of the image is left unexplained (root of the sum of squares)"
        }
        return unmixed.meanAngle.map { angle in
            "spectra are \(PlainText.number(angle * 180 / .pi))° from the reconstructed ones on average"
        }
    }

    /// The endmembers with their mean abundances, and what is to be known of them.
    func text() -> String {
        let (names, shown) = (names(), shown())
        let means = means()
        let rows = shown.map { index in
            let pixel = unmixed.pixels?[index]
            return [
                names[index], PlainText.percent(means[index]),
                pixel.map { "the spectrum of row \($0 / size.columns), column \($0 % size.columns)" } ?? "",
            ]
        }
        var lines = PlainText.table([["endmember", "mean (%)", ""]] + rows, indent: "  ")
        if shown.count < names.count { lines.append("  and \(names.count - shown.count) others, which have less") }
        lines += [""] + (unmixed.remarks + [fit].compactMap(\.self)).map { "  " + $0 }
        return lines.joined(separator: "\n")
    }
}
