internal import ArgumentParser
internal import Commands
internal import Foundation
internal import ScientificFormats
internal import Unmixing

/// `proportions new image`: begins an experiment that learns from the part of an image whose abundances are known.
struct NewImageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "image",
        abstract: "Begin an experiment on an image of your own, of whose pixels the abundances are known.",
        discussion: """
            The truth is a MATLAB file with A (classes x pixels), and where wanted the names of the classes as cood or labels; \
            it may be the image's own file. Its pixels run down the first column of the image, then down the second, and so on \
            (column-major, as MATLAB's reshape has them). Where the file says the size of the image as H and W, or with \
            --pixel-order row-major, they run along the first row, then along the second (as NumPy's reshape has them).

            The upper half of the rows trains, a sixth validates, and the rest tests; the spec says where that is changed. Files \
            are linked, not copied.

            Example:
              proportions new image field IMAGE.hdr --truth truth.mat --classes wheat,soil,road
            """)

    @Argument(help: "The name of the experiment, and of its folder.")
    var name: String

    @Argument(
        help: "The image: a MATLAB file with Y or V (bands x pixels), or the header of an ENVI image.",
        completion: .file(extensions: ["hdr", "mat"]))
    var image: String

    @Option(
        help: ArgumentHelp("The file of the true abundances.", valueName: "file"),
        completion: .file(extensions: ["mat"]))
    var truth: String

    @Option(
        help: ArgumentHelp(
            "The names of the classes, in the order of the truth, separated by commas; where the truth does not say them.",
            valueName: "names"))
    var classes: String?

    @Option(
        name: .customLong("pixel-order"),
        help: ArgumentHelp(
            "How the pixels of MATLAB files run: column-major (column by column) or row-major (row by row). (default: as the "
                + "truth has them)",
            valueName: "order"))
    var pixelOrder: PixelOrderArgument?

    @Option(name: .customLong("output"), help: ArgumentHelp("The folder. (default: the name)", valueName: "folder"))
    var outputFolder: String?

    @OptionGroup var console: ConsoleOptions

    func run() throws {
        try Console.run(isQuiet: console.isQuiet) {
            let folder = outputFolder ?? name
            try NewExperiment.check(name: name, folder: folder)
            let isENVI = image.lowercased().hasSuffix(".hdr")
            guard isENVI || image.lowercased().hasSuffix(".mat") else {
                throw FormatError(file: image, reason: "is neither a MATLAB file nor the header of an ENVI image")
            }
            guard truth.lowercased().hasSuffix(".mat") else {
                throw FormatError(
                    file: truth,
                    reason:
                        "is no MATLAB file; write the truth as variable A (classes x pixels) with MATLAB's save, or with "
                        + "savemat of SciPy")
            }
            let file = try ImageFile(path: image)
            let names =
                try classes.map { $0.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } }
                ?? SceneFiles.classes(ofTruth: truth)
            guard let names else {
                throw FormatError(file: truth, reason: "does not name its classes; --classes does")
            }
            let order = try pixelOrder?.order ?? SceneFiles.usualOrder(of: truth)
            let spec = ImageSpecText(
                name: name, classes: names, rows: file.raster.size.rows, columns: file.raster.size.columns,
                bands: file.bands, files: try files(isENVI: isENVI).map { ($0.role, $0.path) }, order: order,
                isOrderGiven: pixelOrder != nil)
            guard file.raster.size.rows >= 6 else {
                throw FormatError(file: image, reason: "fewer than 6 rows, which make no three regions")
            }
            let experiment = NewExperiment(
                name: name, folder: folder, spec: spec.text(), catalogue: spec.catalogue(),
                data: try files(isENVI: isENVI).map { .link(path: $0.path, to: $0.target) })
            try experiment.write()
            Console.inform("note: the pixels of the truth run \(order.words); --pixel-order says another order")
            Console.print(experiment.advice(URL(fileURLWithPath: image).standardizedFileURL.path))
        }
    }

    /// The files with their roles, their places below `data`, and where they are.
    private func files(isENVI: Bool) throws -> [(role: String, path: String, target: String)] {
        func file(_ role: String, _ path: String) -> (role: String, path: String, target: String) {
            (role, "\(name)/\(URL(fileURLWithPath: path).lastPathComponent)", path)
        }
        let isApart =
            URL(fileURLWithPath: image).standardizedFileURL.path != URL(fileURLWithPath: truth).standardizedFileURL.path
        return [file("image", image)] + (isENVI ? [file("image-data", try ENVIFile(headerPath: image).dataPath)] : [])
            + (isApart ? [file("truth", truth)] : [])
    }
}
