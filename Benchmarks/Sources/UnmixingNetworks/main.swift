// Times the training of the networks that unmix images, on a random image of 100 x 100 pixels, 198 bands and four classes:
// pixels a second of HyperAE in batches of 20, with one thread, or steps a second of UnDIP. Prints one line of JSON.
//
//     swift run -c release UnmixingNetworks hyperae | undip [--threads N] [--steps N]
//
// The number of steps is of UnDIP only. The first two are not counted, nor is the first epoch of HyperAE.

import Foundation
import NumericalMethods
import Synchronization
import Unmixing

/// What the command line asks for.
struct Work {
    var name: String
    var threads = 1
    var steps = 10

    /// Reads the command line; nothing if it is wrong.
    init?(arguments: [String]) {
        guard let name = arguments.first, ["hyperae", "undip"].contains(name) else { return nil }
        self.name = name
        var rest = arguments.dropFirst()
        while let word = rest.popFirst() {
            guard let value = rest.popFirst().flatMap({ Int($0) }), (1...10_000).contains(value) else { return nil }
            switch word {
            case "--threads" where name == "undip": threads = value
            case "--steps" where name == "undip": steps = value
            default: return nil
            }
        }
    }
}

/// When a method said that it had done something.
final class Times: Sendable {
    private let list = Mutex<[ContinuousClock.Instant]>([])

    func add() { list.withLock { $0.append(ContinuousClock().now) } }

    /// The mean time from one to the next in seconds, of which some are not counted.
    func mean(after skipped: Int) -> Double {
        let counted = list.withLock { $0.dropFirst(skipped - 1) }
        guard let first = counted.first, let last = counted.last else { return .nan }
        return first.duration(to: last) / .seconds(1) / Double(counted.count - 1)
    }
}

/// The image, and endmembers for it, classes x bands.
func randomScene() -> (image: HyperspectralImage, endmembers: Matrix<Double>) {
    let (size, bands, classes) = (ImageSize(rows: 100, columns: 100), 198, 4)
    var stream = Seed(experiment: "unmixing networks", base: 0).stream()
    let spectra = (0..<size.pixels * bands).map { _ in stream.uniformFloat() }
    let endmembers = (0..<classes * bands).map { _ in stream.uniform() }
    return (
        HyperspectralImage(size: size, spectra: Matrix(rows: size.pixels, columns: bands, elements: spectra)),
        Matrix(rows: classes, columns: bands, elements: endmembers)
    )
}

guard let work = Work(arguments: Array(CommandLine.arguments.dropFirst())) else {
    print("usage: UnmixingNetworks hyperae | undip [--threads N] [--steps N]")
    exit(64)
}
let (image, endmembers) = randomScene()
let seed = Seed(experiment: "unmixing networks", base: 1)
let times = Times()
let monitor = RunMonitor(threads: work.threads, report: { _ in times.add() })
if work.name == "hyperae" {
    var recipe = HyperAE.Recipe()
    recipe.epochs = 6
    _ = try HyperAE(recipe).unmix(image, classes: endmembers.rows, seed: seed, monitor: monitor)
    let seconds = times.mean(after: 1) / Double(image.size.pixels)
    print(
        "{\"work\": \"hyperae\", \"threads\": 1, \"batch\": \(recipe.batchSize), "
            + "\"seconds_per_step\": \(seconds * Double(recipe.batchSize)), \"samples_per_s\": \(1 / seconds)}")
} else {
    var recipe = UnDIP.Recipe()
    recipe.steps = work.steps + 2
    _ = try UnDIP(recipe).abundances(of: image, endmembers: endmembers, seed: seed, monitor: monitor)
    let seconds = times.mean(after: 2)
    print(
        "{\"work\": \"undip\", \"threads\": \(work.threads), \"batch\": 1, \"seconds_per_step\": \(seconds), "
            + "\"samples_per_s\": \(1 / seconds)}")
}
