// Times SUnSAL with both constraints on random mixtures of random endmembers. Prints one line of JSON; one thread.
//
//     swift run -c release UnmixingSpeed sunsal [--pixels N] [--bands N] [--classes N]
//
// The endmembers are uniform on [0, 1), the abundances uniform on the simplex, the noise normal with deviation 0.01.

import Foundation
import NumericalMethods
import Unmixing

/// What the command line asks for.
struct Work {
    var pixels = 10_000
    var bands = 198
    var classes = 4

    /// Reads the command line; nothing if it is wrong.
    init?(arguments: [String]) {
        var rest = arguments[...]
        guard rest.popFirst() == "sunsal" else { return nil }
        while let word = rest.popFirst() {
            guard let value = rest.popFirst().flatMap({ Int($0) }) else { return nil }
            switch word {
            case "--pixels" where (1...1_000_000).contains(value): pixels = value
            case "--bands" where (1...1000).contains(value): bands = value
            case "--classes" where (1...32).contains(value): classes = value
            default: return nil
            }
        }
    }
}

/// Draws endmembers, and spectra of their mixtures.
func draw(_ work: Work) -> (endmembers: Matrix<Double>, spectra: Matrix<Float>) {
    var stream = Seed(experiment: "unmixing speed", base: 0).stream()
    let endmembers = Matrix(
        rows: work.classes, columns: work.bands, elements: (0..<work.classes * work.bands).map { _ in stream.uniform() }
    )
    var spectra = Matrix<Float>(rows: work.pixels, columns: work.bands, repeating: 0)
    for pixel in 0..<work.pixels {
        let abundances = stream.dirichlet(Array(repeating: 1, count: work.classes))
        for band in 0..<work.bands {
            var value = 0.01 * stream.normal()
            for (index, abundance) in abundances.enumerated() { value += abundance * endmembers[index, band] }
            spectra[pixel, band] = Float(value)
        }
    }
    return (endmembers, spectra)
}

guard let work = Work(arguments: Array(CommandLine.arguments.dropFirst())) else {
    print("usage: UnmixingSpeed sunsal [--pixels N] [--bands N] [--classes N]")
    exit(64)
}
let (endmembers, spectra) = draw(work)
let clock = ContinuousClock()
func seconds(rounds: Int) throws -> (Double, SUnSAL.Solution) {
    let start = clock.now
    var solution = try SUnSAL(endmembers: endmembers).abundances(of: spectra)
    for _ in 1..<rounds { solution = try SUnSAL(endmembers: endmembers).abundances(of: spectra) }
    return (start.duration(to: clock.now) / .seconds(1) / Double(rounds), solution)
}
_ = try seconds(rounds: 2)
let (time, solution) = try seconds(rounds: max(10, 3_000_000 / work.pixels))
print(
    "{\"work\": \"sunsal\", \"threads\": 1, \"pixels\": \(work.pixels), \"bands\": \(work.bands), "
        + "\"classes\": \(work.classes), \"converged\": \(solution.isConverged), "
        + "\"iterations\": \(solution.iterations), \"dual_residual\": \(solution.dualResidual), "
        + "\"pixels_per_s\": \(Double(work.pixels) / time)}")
