import ArgumentParser
import Measurement
import NumericalMethods
import Unmixing

@main
struct UnmixingSpeed: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Time SUnSAL with both constraints on random mixtures, and print one line of JSON.",
        discussion: """
            The endmembers are uniform on [0, 1), the abundances uniform on the simplex, the noise normal with deviation 0.01. \
            Everything from the endmembers' decomposition on is timed, on one thread.
            """)

    enum Method: String, ExpressibleByArgument, CaseIterable {
        case sunsal
    }

    @Argument(help: "The method.")
    var method: Method
    @Option(help: "The pixels of the image.")
    var pixels = 10_000
    @Option(help: "The bands of a spectrum.")
    var bands = 198
    @Option(help: "The endmembers.")
    var classes = 4
    @Option(help: "How many seconds of processor time it shall take.")
    var seconds = 1.0

    func validate() throws {
        guard (1...1_000_000).contains(pixels), (1...1000).contains(bands), (1...32).contains(classes) else {
            throw ValidationError(
                "there are at most 1000000 pixels, 1000 bands and 32 classes, and one of each at least")
        }
    }

    func run() throws {
        let (endmembers, spectra) = draw()
        var solution = try SUnSAL(endmembers: endmembers).abundances(of: spectra)
        let span = try Span.repeating(seconds: seconds, warmUp: 1, items: pixels) { _ in
            solution = try SUnSAL(endmembers: endmembers).abundances(of: spectra)
        }
        try Report(
            method.rawValue, items: "pixels", span,
            settings: [
                "pixels": pixels, "bands": bands, "classes": classes, "threads": 1, "iterations": solution.iterations,
            ],
            notes: ["converged": "\(solution.isConverged)", "dual residual": "\(solution.dualResidual)"]
        ).print()
    }

    /// Draws endmembers, and spectra of their mixtures.
    private func draw() -> (endmembers: Matrix<Double>, spectra: Matrix<Float>) {
        var stream = Seed(experiment: "unmixing speed", base: 0).stream()
        let endmembers = Matrix(
            rows: classes, columns: bands, elements: (0..<classes * bands).map { _ in stream.uniform() })
        var spectra = Matrix<Float>(rows: pixels, columns: bands, repeating: 0)
        for pixel in 0..<pixels {
            let abundances = stream.dirichlet(Array(repeating: 1, count: classes))
            for band in 0..<bands {
                var value = 0.01 * stream.normal()
                for (index, abundance) in abundances.enumerated() { value += abundance * endmembers[index, band] }
                spectra[pixel, band] = Float(value)
            }
        }
        return (endmembers, spectra)
    }
}
