internal import ArgumentParser
internal import Commands
internal import Experiments
internal import Foundation
internal import NumericalMethods
internal import Unmixing

/// An image, and how it is unmixed.
struct UnmixingJob: ImageJob {
    let file: ImageFile
    /// The path of the image.
    let path: String
    let recipe: UnmixingRecipe
    /// The number of endmembers.
    let classes: Int
    /// How many maps are drawn, those of the most abundant endmembers.
    let shown: Int
    private static let mostMaps = 48
    /// The spectra that are given, at the bands of the image.
    let given: (path: String, spectra: NamedSpectra)?
    /// What is to be said of the image and of the spectra that are given, as they were read.
    let remarks: [String]
    let seed: UInt64

    /// Checks that endmembers and image fit each other.
    ///
    /// - Throws: A `ValidationError` where the numbers of classes do not agree, and a `FormatError` where the spectra that
    ///   are given cannot be brought to the bands of the image.
    init(
        file: ImageFile, path: String, recipe: UnmixingRecipe, classes: Int?,
        given: (path: String, spectra: NamedSpectra)?, isLibrary: Bool, seed: UInt64
    ) throws {
        self.file = file
        self.path = path
        self.recipe = recipe
        self.seed = seed
        let matching = try given.map { try BandMatching($0.spectra, path: $0.path, to: file) }
        self.given = given.flatMap { given in matching.map { (given.path, $0.spectra) } }
        remarks = file.remarks + [matching?.remark].compactMap(\.self)
        guard let given else {
            (self.classes, shown) = (classes ?? 1, min(classes ?? 1, Self.mostMaps))
            return
        }
        let count = given.spectra.names.count
        guard isLibrary || classes == nil || classes == count else {
            throw ValidationError("\(given.path) has \(count) endmembers, and --classes says \(classes ?? 0)")
        }
        (self.classes, shown) = (count, min(classes ?? count, count, Self.mostMaps))
    }

    /// What was taken from the image's file, and what looks wrong, though it may be meant.
    ///
    /// - Throws: What keeps the image from being read.
    func warnings() throws -> [String] { file.remarks + (try scaleWarnings()) }

    private func scaleWarnings() throws -> [String] {
        // Where abundances sum to one, the scale itself is found.
        guard let given, recipe.normalization != .unitLength, !recipe.method.sumsToOne else { return [] }
        let fitted = try recipe.normalization.fitted(toAllOf: file.spectra)
        let largest = Double(try file.spectra.normalized(by: fitted).largestValue())
        let expected = given.spectra.spectra.elements.max() ?? 0
        guard largest > 0, expected > 0, !(0.1...10).contains(largest / expected) else { return [] }
        let remedy =
            recipe.normalization == .unscaled ? "--normalization brings" : "another --normalization may bring"
        return [
            "values of the image go up to \(PlainText.number(largest)), those of \(given.path) to "
                + "\(PlainText.number(expected)); \(remedy) them together"
        ]
    }

    /// Unmixes the image.
    ///
    /// - Parameters:
    ///   - folder: Where the abundances are written, a temporary folder.
    ///   - workers: The number of threads.
    ///   - interruption: Says when to stop.
    /// - Returns: What is to be reported.
    /// - Throws: `CancellationError` where a stop was asked for, an exit code where the method failed, and what keeps it from a
    ///   result.
    func carryOut(into folder: String, workers: Int, interruption: Interruption) throws -> UnmixingReport {
        let progress = ProgressLine()
        let store = try PixelStore(
            path: folder + "/" + UnmixingReport.store, of: file, width: classes)
        lazy var passing = ProgressLine()
        var done = 0
        let unmixed = try recipe.unmix(
            file.spectra, at: file.raster, classes: classes,
            given: given.map {
                GivenEndmembers(
                    spectra: $0.spectra.spectra, origin: URL(fileURLWithPath: $0.path).lastPathComponent,
                    names: $0.spectra.names)
            },
            seed: Seed(experiment: "unmix", base: seed),
            monitor: RunMonitor(
                threads: workers,
                report: { progress.advanced($0.done, of: $0.total, "\($0.unit)s, \($0.measure.text)") },
                isCancelled: { interruption.isRequested }),
            wereScaled: file.wereScaled,
            deliver: { abundances in
                try store.append(abundances)
                done += abundances.rows
                passing.advanced(done, of: file.raster.presentCount, "pixels")
            })
        guard unmixed.isComplete else {
            Console.complain("failed: the loss ceased to be finite; nothing was written")
            throw ExitCode.failure
        }
        return UnmixingReport(job: self, unmixed: unmixed, store: store)
    }
}
