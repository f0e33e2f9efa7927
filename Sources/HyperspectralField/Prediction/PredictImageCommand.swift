internal import ArgumentParser
internal import Commands
internal import Experiments
internal import Foundation
internal import ProportionInference
internal import Unmixing

/// `proportions predict MODEL IMAGE`: abundances of an image's pixels by trained networks, checked pixel by pixel.
struct PredictImageCommand: PredictionCommand {
    static let sampleKind = SpectrumSamples.kind

    static let configuration = CommandConfiguration(
        commandName: "predict",
        abstract: "Infer abundances in an image by a trained network, and say which pixels to believe.",
        usage: "proportions predict MODEL IMAGE [options]",
        discussion: """
            Leaves in the output folder: abundances.hdr and .img (an ENVI image with a band for each class), abundances.npy \
            (rows x columns x classes), maps.png, .pdf and .svg, verdicts.hdr and .img (0 in range, 1 doubtful, 2 out of \
            range), \
            spread.hdr and .img where there are several networks, low, high and presence.hdr and .img (0 absent, 1 possible, \
            2 present), prediction.json, and for images of at most \(ImagePredictionTable.largest) pixels \
            predictions.csv with a row for each. Rows and columns are counted from 0, in the whole image.

            The image is read as 'unmix' reads it. Its bands must be those of the model: they are sorted or interpolated by \
            wavelength where both are known, and otherwise must agree in number.

            Each pixel is compared with those of the training: the shape of its spectrum, how bright it is, and what the \
            inferred mixture leaves of it. It is 'in range' where nothing is beyond what nearly all pixels of the validation \
            region show. The status is 1 where more than half of the pixels are out of range.

            Beside the abundances stands a set that holds the true ones, of all classes at once, as often as --level says: for \
            each class whether it is there, and an interval. The validation pixels of the training fix how large sets are, \
            and what they promise holds for pixels such as these; --calibrate takes pixels of this image instead: a table \
            with columns 'row' and 'column', and one for each class with its abundance.
            """)

    @OptionGroup var input: ImageOptions

    @Option(
        name: .customLong("divide-by"),
        help: ArgumentHelp(
            "What the image's values are divided by, to bring them to the scale of the images that the model was trained on.",
            valueName: "number"))
    var divisor = 1.0

    @OptionGroup var sets: SetOptions

    @Flag(name: .customLong("no-check"), help: "Check nothing: predictions without verdicts, faster.")
    var isUnchecked = false

    @Option(name: .customLong("output"), help: ArgumentHelp("The folder of the results.", valueName: "folder"))
    var outputFolder = "predicted"

    @Option(name: .customLong("workers"), help: "How many threads work. (default: one for every core)")
    var wantedWorkers: Int?

    @OptionGroup var results: ResultOptions
    @OptionGroup var console: ConsoleOptions

    func validate() throws {
        try OptionRange.check(wantedWorkers, in: OptionRange.workers, "--workers")
        try OptionRange.check(divisor, in: 1e-12...1e12, "--divide-by")
    }

    func run() throws { throw ValidationError("a model comes first") }

    func predict(with model: Model) throws {
        try Console.run(isQuiet: console.isQuiet) {
            let samples = try SpectrumSamples(model.description.samples, place: model.place)
            let folder = try ResultFolder(
                path: outputFolder, results: ImagePredictionReport.files,
                mark: ResultFolder.Mark(ImagePredictionReport.mark), others: .refused(command: "predict MODEL IMAGE"),
                inputs: input.inputs + [sets.calibrate].compactMap(\.self))
            try folder.check()
            let file = try input.read()
            let predictor = PixelPredictor(
                model: model, samples: samples, bands: try ModelBands(file, path: input.image, samples: samples),
                divisor: divisor)
            let calibration = try sets.calibration(of: model) { table in
                try KnownPixels(path: table, classes: samples.classes, of: file).samples(by: predictor, of: file)
            }
            let range = isUnchecked ? nil : predictor.range()
            let unchecked =
                !isUnchecked && range == nil ? "the model does not say what good pixels look like" : nil
            let job = ImagePredictionJob(
                file: file, path: input.image, predictor: predictor, range: range, calibration: calibration,
                remarks: file.remarks + [predictor.bands.remark, unchecked].compactMap(\.self))
            Console.inform(model.words)
            let names = ImagePredictionReport.names(of: job, asGeoTIFF: input.writesGeoTIFF)
            let report = try job.leaveResults(
                names, in: folder, workers: wantedWorkers, asGeoTIFF: input.writesGeoTIFF)
            for name in ImagePredictionReport.files where !names.contains(name) { folder.remove(name) }
            Console.print(report.text())
            if let calibration { Console.inform("note: \(calibration.guarantee)") }
            if let note = report.scaleNote() { Console.inform("note: \(note)") }
            Console.inform("wrote '\(outputFolder)'\(folder.isReplaced ? ", in place of earlier results" : "")")
            if let check = report.predicted.check, check.share(.outOfRange) > 0.5 {
                Console.complain("failed: most pixels are out of range: they are not what the model was trained on")
                throw ExitCode.failure
            }
        }
    }
}
