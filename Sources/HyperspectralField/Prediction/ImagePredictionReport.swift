internal import Commands
internal import DeclarativeFiles
internal import Experiments
internal import Foundation
internal import NumericalMethods
internal import ProportionInference
internal import Reports
internal import ScientificFormats
internal import Unmixing

/// What networks say of an image, as files and as text.
struct ImagePredictionReport {
    let file: ImageFile
    /// The path of the image.
    let path: String
    let model: Model
    let predicted: PredictedImage
    /// Nothing where the model cannot tell.
    let sets: AbundanceSets?
    /// What the image's values were divided by.
    let divisor: Double
    /// What is to be said of how the image was read.
    let remarks: [String]

    private var classes: [String] { model.description.classes }

    // MARK: Files

    /// The file that is there if all of them are.
    static let mark = "prediction.json"

    /// The names of all files; not each is written every time.
    static let files =
        [
            "abundances.hdr", "abundances.img", "abundances.npy", "abundances.tif", "maps.png", "maps.pdf",
            "spread.hdr", "spread.img", "low.hdr", "low.img", "high.hdr", "high.img", "presence.hdr", "presence.img",
            "verdicts.hdr", "verdicts.img", table, mark,
        ]
    private static let setFiles = ["low.", "high.", "presence."]
    private static let table = "predictions.csv"

    /// So many pixels have rows in a table; those of larger images are in the arrays only.
    static let largestTable = 20_000

    /// The names of the files that this report has.
    func names(asGeoTIFF: Bool) -> [String] {
        Self.files.filter { name in
            if name.hasPrefix("spread") { return model.networks.count > 1 }
            if Self.setFiles.contains(where: name.hasPrefix) { return sets != nil }
            if name.hasPrefix("verdicts") { return predicted.check != nil }
            if name == Self.table { return predicted.proportions.count <= Self.largestTable }
            return name != "abundances.tif" || asGeoTIFF
        }
    }

    /// Writes the files into a folder.
    func write(into folder: String, asGeoTIFF: Bool) throws {
        let abundances = maps(predicted.proportions.mean, names: classes)
        try abundances.write("abundances", into: folder, asGeoTIFF: asGeoTIFF)
        try abundances.writeArray("abundances", into: folder)
        if model.networks.count > 1 {
            try maps(predicted.proportions.spread, names: classes).write("spread", into: folder)
        }
        for (name, value) in sets?.maps ?? [] {
            guard let values = sets?.matrix(value) else { continue }
            try maps(values, names: classes).write(name, into: folder)
        }
        if let check = predicted.check {
            try maps(
                Matrix(rows: check.grades.count, columns: 1, elements: check.grades.map { Double($0.number) }),
                names: ["verdict: 0 in range - 1 doubtful - 2 out of range"]
            ).write("verdicts", into: folder)
        }
        if predicted.proportions.count <= Self.largestTable {
            try FileBytes.write(Array(rows().utf8), path: folder + "/" + Self.table)
        }
        try figure(abundances).write(name: "maps", into: URL(fileURLWithPath: folder))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try FileBytes.write(Array(encoder.encode(contents())) + [0x0a], path: folder + "/" + Self.mark)
    }

    private func maps(_ values: Matrix<Double>, names: [String]) -> AbundanceMaps {
        AbundanceMaps(file: file, names: names, values: file.image.placed(values))
    }

    private func figure(_ maps: AbundanceMaps) throws -> Figure {
        try .maps(
            titles: classes, maps: classes.indices.map { maps.map($0) },
            identity: FigureIdentity(
                title: "Abundances in \(path)",
                footer: [URL(fileURLWithPath: path).lastPathComponent, model.words] + remarks))
    }

    /// A row for each pixel that has a spectrum; rows and columns are counted from 0 in the whole image.
    private func rows() -> String {
        var text = CSV.line(
            ["row", "column"] + classes.flatMap { [$0, $0 + "_spread"] }
                + (sets == nil ? [] : ProportionSet.columns(classes))
                + (predicted.check == nil ? [] : ["verdict", "reasons"]))
        let pixels = file.image.presentPixels ?? Array(0..<file.image.size.pixels)
        for (index, pixel) in pixels.enumerated() {
            var cells = [
                pixel / file.image.size.columns + (file.window?.row ?? 0),
                pixel % file.image.size.columns + (file.window?.column ?? 0),
            ].map { "\($0)" }
            cells += classes.indices.flatMap {
                ["\(predicted.proportions.mean[index, $0])", "\(predicted.proportions.spread[index, $0])"]
            }
            cells += sets?.sets[index].cells() ?? []
            if let check = predicted.check {
                let verdict = RangeVerdict(check.distances[index], limits: check.limits)
                cells += [verdict.grade.rawValue, verdict.why]
            }
            text += CSV.line(cells)
        }
        return text
    }

    private func means() -> [Double] {
        let abundances = predicted.proportions.mean
        return classes.indices.map { index in
            (0..<abundances.rows).reduce(0) { $0 + abundances[$1, index] } / Double(abundances.rows)
        }
    }

    /// What was done, and how much of it is to be believed.
    private func contents() -> StructuredValue {
        let means = means()
        let image = file.image
        return [
            "format": 1, "program": "proportions", "image": .string(path), "model": .string(model.place),
            "experiment": .string(model.description.experiment), "loss": .string(model.description.loss.name),
            "networks": .array(model.description.members.map { .string($0.identity) }),
            "size": .array([image.size.rows, image.size.columns, image.bands].map { .integer($0) }),
            "window": file.window.map { window in
                .array([window.row, window.column, window.rows, window.columns].map { .integer($0) })
            } ?? .null,
            "missing_pixels": .integer(image.size.pixels - image.presentCount), "divided_by": .number(divisor),
            "sets": sets.map {
                ["level": .number($0.calibration.level), "guarantee": .string($0.calibration.guarantee)]
            } ?? .null,
            "remarks": .array(remarks.map { .string($0) }),
            "verdicts": predicted.check.map { check in
                .object(
                    Dictionary(
                        uniqueKeysWithValues: RangeVerdict.Grade.allCases.map { grade in
                            (grade.rawValue, .number(check.share(grade)))
                        }))
            } ?? .null,
            "classes": .array(
                classes.indices.map {
                    ["name": .string(classes[$0]), "mean_abundance": .number(means[$0])]
                }),
        ]
    }

    // MARK: Text

    /// The classes with their mean abundances, and how much is to be believed.
    func text() -> String {
        let means = means()
        let header =
            ["class", "mean (%)"]
            + (sets.map { ["mean width of \(PlainText.number(100 * $0.calibration.level)) % sets (%)"] } ?? []) + [""]
        var lines = PlainText.table(
            [header]
                + classes.indices.map { index in
                    [classes[index], PlainText.percent(means[index])]
                        + (sets.map { [PlainText.percent($0.meanWidth(of: index))] } ?? []) + [""]
                },
            indent: "  ")
        lines += [""] + remarks.map { "  " + $0 }
        if let check = predicted.check {
            lines.append(
                "  of the pixels "
                    + RangeVerdict.Grade.allCases.map { "\(PlainText.percent(check.share($0))) % are \($0.words)" }
                    .joined(separator: ", "))
        }
        return lines.joined(separator: "\n")
    }

    /// What is to be said where the image stands on another scale than the training's, with the cure.
    func scaleNote() -> String? {
        guard let brightness = predicted.check?.brightness, !(0.05...20).contains(brightness) else { return nil }
        guard brightness > 0 else { return "half of the pixels are zero in every band" }
        let power = Foundation.pow(10, Foundation.log10(brightness).rounded())
        return
            "the image is \(PlainText.number(brightness)) times as bright as the pixels of the training; if its values "
            + "stand on another scale, such as reflectance times 10000, --divide-by \(PlainText.number(divisor * power)) "
            + "brings them together"
    }
}

extension RangeVerdict.Grade {
    /// The number that maps have for it: 0 in range, 1 doubtful, 2 out of range.
    fileprivate var number: Int {
        switch self {
        case .inRange: 0
        case .doubtful: 1
        case .outOfRange: 2
        }
    }
}
