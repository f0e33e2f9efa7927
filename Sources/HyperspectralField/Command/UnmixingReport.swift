internal import Commands
internal import DeclarativeFiles
internal import Foundation
internal import NumericalMethods
internal import Reports
internal import ScientificFormats
internal import Unmixing

/// What came of an image, as files and as text.
struct UnmixingReport: ImageReport {
    let job: UnmixingJob
    let unmixed: UnmixedImage
    let store: PixelStore

    private var size: ImageSize { job.file.raster.size }

    /// The names of the endmembers: those that were given, or numbers.
    func names() -> [String] { job.given?.spectra.names ?? (1...job.classes).map { "endmember-\($0)" } }

    /// Whatever is to be said of image, endmembers and method.
    private var remarks: [String] { job.remarks + unmixed.remarks }

    /// The row and the column of a pixel in the whole image.
    private func place(_ pixel: Int) -> (row: Int, column: Int) {
        let window = job.file.window
        return (pixel / size.columns + (window?.row ?? 0), pixel % size.columns + (window?.column ?? 0))
    }

    /// The endmembers that maps show and the text tells of: all, or the most abundant ones of a library, in its order.
    private func shown() -> [Int] {
        let means = store.means()
        return Array(means.indices.sorted { (-means[$0], $0) < (-means[$1], $1) }.prefix(job.shown)).sorted()
    }

    // MARK: Files

    /// The file that is there if all of them are.
    static let mark = "unmixing.json"

    /// The file of the maps with their place on Earth, where it is wanted.
    static let geoTIFF = "abundances.tif"

    /// The file of the abundances that is there when everything else is written.
    static let store = "abundances.npy"

    /// The names of all other files.
    static let files =
        ["abundances.hdr", "abundances.img", store, "endmembers.csv"] + Figure.files(name: "maps") + [mark]

    /// Writes all files into a folder that has the abundances already.
    func write(into folder: String, asGeoTIFF: Bool) throws {
        let names = names()
        try maps().write("abundances", into: folder, asGeoTIFF: asGeoTIFF)
        let endmembers = NamedSpectra(names: names, spectra: unmixed.result.endmembers)
        try FileBytes.write(
            Array(endmembers.csv(wavelengths: job.file.wavelengths).utf8), path: folder + "/endmembers.csv")
        try figure().write(name: "maps", into: URL(fileURLWithPath: folder))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try FileBytes.write(Array(encoder.encode(contents())) + [0x0a], path: folder + "/" + Self.mark)
    }

    private func maps() -> PixelMaps { PixelMaps(names: names(), store: store, place: job.file.place) }

    private func figure() throws -> Figure {
        let (names, shown) = (names(), shown())
        return try .maps(
            titles: shown.map { names[$0] }, maps: maps().reduced(shown),
            identity: FigureIdentity(
                title: "Abundances in \(job.path)",
                footer: [URL(fileURLWithPath: job.path).lastPathComponent, job.recipe.method.card.title]
                    + remarks))
    }

    /// What was done, and how well the image is reconstructed.
    private func contents() -> StructuredValue {
        let names = names()
        let means = store.means()
        return [
            "format": 1, "program": "proportions", "image": .string(job.path),
            "size": .array([size.rows, size.columns, job.file.bands].map { .integer($0) }),
            "window": job.file.window.map { window in
                .array([window.row, window.column, window.rows, window.columns].map { .integer($0) })
            } ?? .null,
            "missing_pixels": .integer(size.pixels - job.file.raster.presentCount),
            "method": .string(job.recipe.method.card.title), "recipe": job.recipe.canonical,
            "seed": .string("\(job.seed)"), "remarks": .array(remarks.map { .string($0) }),
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
                    let pixel = unmixed.pixels.map { place($0[index]) }
                    return [
                        "name": .string(names[index]), "mean_abundance": .number(means[index]),
                        "row": pixel.map { .integer($0.row) } ?? .null,
                        "column": pixel.map { .integer($0.column) } ?? .null,
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
        let means = store.means()
        let rows = shown.map { index in
            let pixel = unmixed.pixels.map { place($0[index]) }
            return [
                names[index], PlainText.percent(means[index]),
                pixel.map { "the spectrum of row \($0.row), column \($0.column)" } ?? "",
            ]
        }
        var lines = PlainText.table([["endmember", "mean (%)", ""]] + rows, indent: "  ")
        if shown.count < names.count { lines.append("  and \(names.count - shown.count) others, which have less") }
        lines += [""] + (remarks + [fit].compactMap(\.self)).map { "  " + $0 }
        return lines.joined(separator: "\n")
    }
}
