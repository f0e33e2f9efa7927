import ArgumentParser
import Measurement
import NumericalMethods
import Unmixing

@main
struct UnmixingNetworks: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Time the training of the networks that unmix images, and print one line of JSON.",
        discussion: """
            The image is random, with four classes. HyperAE is the deep encoder in batches of 20, on one thread: pixels are \
            counted. Of UnDIP with 256 channels steps are counted. Neither the first epoch nor the first two steps count.
            """)

    enum Method: String, ExpressibleByArgument, CaseIterable {
        case hyperae, undip
    }

    @Argument(help: "The method.")
    var method: Method
    @Option(help: "The rows of the image, and its columns.")
    var size = 100
    @Option(help: "The bands of a spectrum.")
    var bands = 198
    @Option(help: "The threads of UnDIP.")
    var threads = 1
    @Option(help: "How many seconds of processor time a thread shall take.")
    var seconds = 1.0

    func validate() throws {
        guard (UnDIP.leastExtent...1000).contains(size), (1...1000).contains(bands), (1...256).contains(threads) else {
            throw ValidationError(
                "--size is from \(UnDIP.leastExtent) to 1000, --bands up to 1000, --threads up to 256")
        }
        guard method == .undip || threads == 1 else { throw ValidationError("HyperAE has one thread") }
    }

    func run() throws {
        let (image, endmembers) = randomScene()
        let seed = Seed(experiment: "unmixing networks", base: 1)
        let laps = Laps(skipping: method == .undip ? 2 : 1, seconds: seconds * Double(threads))
        let monitor = RunMonitor(
            threads: threads, report: { _ in laps.add() }, isCancelled: { laps.areEnough })
        do {
            switch method {
            case .hyperae:
                var recipe = HyperAE.Recipe()
                recipe.epochs = 1_000_000
                _ = try HyperAE(recipe).unmix(image, classes: endmembers.rows, seed: seed, monitor: monitor)
            case .undip:
                var recipe = UnDIP.Recipe()
                recipe.steps = 1_000_000
                _ = try UnDIP(recipe).abundances(of: image, endmembers: endmembers, seed: seed, monitor: monitor)
            }
        } catch is CancellationError {}
        try Report(
            method.rawValue, items: method == .undip ? "steps" : "pixels",
            laps.span(items: method == .undip ? 1 : image.size.pixels),
            settings: ["rows": size, "columns": size, "bands": bands, "classes": endmembers.rows, "threads": threads]
        ).print()
    }

    /// The image, and endmembers for it, classes x bands.
    private func randomScene() -> (image: HyperspectralImage, endmembers: Matrix<Double>) {
        let (size, classes) = (ImageSize(rows: size, columns: size), 4)
        var stream = Seed(experiment: "unmixing networks", base: 0).stream()
        let spectra = (0..<size.pixels * bands).map { _ in stream.uniformFloat() }
        let endmembers = (0..<classes * bands).map { _ in stream.uniform() }
        return (
            HyperspectralImage(size: size, spectra: Matrix(rows: size.pixels, columns: bands, elements: spectra)),
            Matrix(rows: classes, columns: bands, elements: endmembers)
        )
    }
}
