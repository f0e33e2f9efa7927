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
struct ImagePredictionReport: ImageReport {
    let job: ImagePredictionJob
    let predicted: PredictedImage

    private var classes: [String] { job.classes }

    // MARK: Files

    /// The file that is there if all of them are.
    static let mark = "prediction.json"

    /// The names of all files; not each is written every time.
    static let files =
        ["abundances.npy"] + Figure.files(name: "maps") + PredictedMaps.allCases.flatMap(\.files) + [
            geoTIFF, table, mark,
        ]
    private static let geoTIFF = "abundances.tif"
    private static let table = "predictions.csv"

    /// The names of the files that a job leaves.
    static func names(of job: ImagePredictionJob, asGeoTIFF: Bool) -> [String] {
        let missing = Set(
            PredictedMaps.allCases.filter { !job.kinds.contains($0) }.flatMap(\.files)
                + (job.hasTable ? [] : [table]) + (asGeoTIFF ? [] : [geoTIFF]))
        return files.filter { !missing.contains($0) }
    }

    /// Writes the files into a folder that has the abundances already.
    func write(into folder: String, asGeoTIFF: Bool) throws {
        for (kind, maps) in predicted.maps {
            try maps.write(kind.rawValue, into: folder, asGeoTIFF: asGeoTIFF && kind == .abundances)
        }
        if let table = predicted.table {
            try FileBytes.write(Array(table.text.utf8), path: folder + "/" + Self.table)
        }
        try figure().write(name: "maps", into: URL(fileURLWithPath: folder))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try FileBytes.write(Array(encoder.encode(contents())) + [0x0a], path: folder + "/" + Self.mark)
    }

    private func figure() throws -> Figure {
        try .maps(
            titles: classes,
            maps: predicted.maps.first { $0.kind == .abundances }?.maps.reduced(Array(classes.indices)) ?? [],
            identity: FigureIdentity(
                title: "Abundances in \(job.path)",
                footer: [URL(fileURLWithPath: job.path).lastPathComponent, job.predictor.model.words] + job.remarks))
    }

    /// What was done, and how much of it is to be believed.
    private func contents() -> StructuredValue {
        let means = predicted.means()
        let (file, model, size) = (job.file, job.predictor.model, job.file.raster.size)
        return [
            "format": 1, "program": "proportions", "image": .string(job.path), "model": .string(model.place),
            "experiment": .string(model.description.experiment), "loss": .string(model.description.loss.name),
            "networks": .array(model.description.members.map { .string($0.identity) }),
            "size": .array([size.rows, size.columns, file.bands].map { .integer($0) }),
            "window": file.window.map { window in
                .array([window.row, window.column, window.rows, window.columns].map { .integer($0) })
            } ?? .null,
            "missing_pixels": .integer(size.pixels - file.raster.presentCount),
            "divided_by": .number(job.predictor.divisor),
            "sets": job.calibration.map {
                ["level": .number($0.level), "guarantee": .string($0.guarantee)]
            } ?? .null,
            "remarks": .array(job.remarks.map { .string($0) }),
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
        let means = predicted.means()
        let header =
            ["class", "mean (%)"]
            + (job.calibration.map { ["mean width of \(PlainText.number(100 * $0.level)) % sets (%)"] } ?? []) + [""]
        var lines = PlainText.table(
            [header]
                + classes.indices.map { index in
                    [classes[index], PlainText.percent(means[index])]
                        + (job.calibration == nil ? [] : [PlainText.percent(predicted.meanWidths[index])]) + [""]
                },
            indent: "  ")
        lines += [""] + job.remarks.map { "  " + $0 }
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
        guard let brightness = predicted.check?.brightness(), !(0.05...20).contains(brightness) else { return nil }
        guard brightness > 0 else { return "half of the pixels are zero in every band" }
        let power = Foundation.pow(10, Foundation.log10(brightness).rounded())
        return
            "the image is \(PlainText.number(brightness)) times as bright as the pixels of the training; if its values "
            + "stand on another scale, such as reflectance times 10000, --divide-by \(PlainText.number(job.predictor.divisor * power)) "
            + "brings them together"
    }
}
