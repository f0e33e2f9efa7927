// Times the training of the networks that unmix images, on a random square image of 198 bands and four classes: pixels a
// second of HyperAE in batches of 20, with one thread, or steps a second of UnDIP. Prints one line of JSON, with elapsed time and
// processor time.
//
//     swift run -c release UnmixingNetworks hyperae | undip [--threads N] [--steps N] [--size N]
//
// Threads, steps and the size, 100 unless said, are of UnDIP only. The first two steps are not counted, nor is the first epoch of
// HyperAE.

import Foundation
import NumericalMethods
import Synchronization
import Unmixing

/// What the command line asks for.
struct Work {
    var name: String
    var threads = 1
    var steps = 10
    /// The number of rows, and of columns.
    var size = 100

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
            case "--size" where name == "undip" && value >= UnDIP.leastExtent: size = value
            default: return nil
            }
        }
    }
}

/// When a method said that it had done something, by the clock and by the processor time of all threads.
final class Times: Sendable {
    private let list = Mutex<[(elapsed: Double, processor: Double)]>([])

    func add() {
        func seconds(_ clock: clockid_t) -> Double {
            var time = timespec()
            clock_gettime(clock, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        }
        list.withLock { $0.append((seconds(CLOCK_MONOTONIC), seconds(CLOCK_PROCESS_CPUTIME_ID))) }
    }

    /// The mean time from one to the next in seconds, of which some are not counted.
    func mean(after skipped: Int) -> (elapsed: Double, processor: Double) {
        let counted = list.withLock { $0.dropFirst(skipped - 1) }
        guard let first = counted.first, let last = counted.last else { return (.nan, .nan) }
        let count = Double(counted.count - 1)
        return ((last.elapsed - first.elapsed) / count, (last.processor - first.processor) / count)
    }
}

/// The image, and endmembers for it, classes x bands.
func randomScene(_ extent: Int) -> (image: HyperspectralImage, endmembers: Matrix<Double>) {
    let (size, bands, classes) = (ImageSize(rows: extent, columns: extent), 198, 4)
    var stream = Seed(experiment: "unmixing networks", base: 0).stream()
    let spectra = (0..<size.pixels * bands).map { _ in stream.uniformFloat() }
    let endmembers = (0..<classes * bands).map { _ in stream.uniform() }
    return (
        HyperspectralImage(size: size, spectra: Matrix(rows: size.pixels, columns: bands, elements: spectra)),
        Matrix(rows: classes, columns: bands, elements: endmembers)
    )
}

guard let work = Work(arguments: Array(CommandLine.arguments.dropFirst())) else {
    print("usage: UnmixingNetworks hyperae | undip [--threads N] [--steps N] [--size N]")
    exit(64)
}
let (image, endmembers) = randomScene(work.size)
let seed = Seed(experiment: "unmixing networks", base: 1)
let times = Times()
let monitor = RunMonitor(threads: work.threads, report: { _ in times.add() })
if work.name == "hyperae" {
    var recipe = HyperAE.Recipe()
    recipe.epochs = 6
    _ = try HyperAE(recipe).unmix(image, classes: endmembers.rows, seed: seed, monitor: monitor)
    report(times.mean(after: 1), batch: recipe.batchSize, samples: image.size.pixels)
} else {
    var recipe = UnDIP.Recipe()
    recipe.steps = work.steps + 2
    _ = try UnDIP(recipe).abundances(of: image, endmembers: endmembers, seed: seed, monitor: monitor)
    report(times.mean(after: 2), batch: 1, samples: 1)
}

/// Prints the time of so many samples as that of a step.
func report(_ time: (elapsed: Double, processor: Double), batch: Int, samples: Int) {
    let share = Double(batch) / Double(samples)
    print(
        "{\"work\": \"\(work.name)\", \"size\": \(work.size), \"threads\": \(work.threads), \"batch\": \(batch), "
            + "\"seconds_per_step\": \(time.elapsed * share), "
            + "\"processor_seconds_per_step\": \(time.processor * share), "
            + "\"samples_per_s\": \(Double(batch) / (time.elapsed * share))}")
}
