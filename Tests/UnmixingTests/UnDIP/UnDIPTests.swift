import Foundation
import NumericalMethods
import Testing
import Unmixing

@Suite struct UnDIPTests {
    private static let seed = Seed(experiment: "test", base: 1)

    private static func method(steps: Int) -> UnDIP {
        var recipe = UnDIP.Recipe()
        recipe.steps = steps
        recipe.width = 16
        return UnDIP(recipe)
    }

    /// An image whose abundances vary smoothly from one class to the others, pixels x classes.
    private static func smoothScene(
        size: ImageSize
    ) -> (image: HyperspectralImage, endmembers: Matrix<Double>, abundances: [[Double]]) {
        let endmembers = fixtureMixtures(size: size, bands: 20, classes: 3).endmembers
        let abundances = (0..<size.pixels).map { pixel -> [Double] in
            let right = Double(pixel % size.columns) / Double(size.columns - 1)
            let down = Double(pixel / size.columns) / Double(size.rows - 1)
            return [right * (1 - down), (1 - right) * (1 - down), down]
        }
        let spectra = abundances.flatMap { row in
            (0..<20).map { band in Float((0..<3).reduce(0) { $0 + row[$1] * endmembers[$1, band] }) }
        }
        return (
            HyperspectralImage(size: size, spectra: Matrix(rows: size.pixels, columns: 20, elements: spectra)),
            endmembers, abundances
        )
    }

    @Test(
        "abundances of a smooth image are found, and are points of the simplex",
        arguments: [ImageSize(rows: 13, columns: 16), ImageSize(rows: 3, columns: 19)])
    func smoothImage(size: ImageSize) throws {
        let scene = Self.smoothScene(size: size)
        let result = try Self.method(steps: 400).abundances(
            of: scene.image, endmembers: scene.endmembers, seed: Self.seed, monitor: RunMonitor(threads: 2))
        #expect(result.divergedStep == nil)
        #expect(result.losses.count == 400 && result.losses[399] < 0.02 * result.losses[0])
        let abundances = try #require(result.abundances)
        for pixel in 0..<size.pixels {
            #expect(abs(abundances.row(pixel).reduce(0, +) - 1) <= 1e-5)
            #expect(abundances.row(pixel).allSatisfy { $0 >= 0 })
        }
        let squares = zip(abundances.elements, scene.abundances.joined()).reduce(0) {
            $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
        }
        #expect((squares / Double(3 * size.pixels)).squareRoot() <= 0.1)
    }

    @Test("the same seed gives the same bits, whatever the number of threads, and another seed others")
    func reproducible() throws {
        let scene = Self.smoothScene(size: ImageSize(rows: 9, columns: 11))
        func run(_ seed: Seed, threads: Int) throws -> [Double] {
            let result = try Self.method(steps: 5).abundances(
                of: scene.image, endmembers: scene.endmembers, seed: seed, monitor: RunMonitor(threads: threads))
            return (result.abundances?.elements ?? []) + result.losses
        }
        let first = try run(Self.seed, threads: 1)
        #expect(try run(Self.seed, threads: 1) == first)
        #expect(try run(Self.seed, threads: 2) == first)
        #expect(try run(Seed(experiment: "test", base: 2), threads: 1) != first)
    }

    @Test("an image that is not finite diverges in the first step, and cannot be denoised")
    func divergence() throws {
        let scene = Self.smoothScene(size: ImageSize(rows: 4, columns: 4))
        var spectra = scene.image.spectra
        spectra[3, 5] = .nan
        let image = HyperspectralImage(size: scene.image.size, spectra: spectra)
        var recipe = Self.method(steps: 5).recipe
        #expect(throws: UnsuitableSpectra.self) {
            try UnDIP(recipe).abundances(of: image, endmembers: scene.endmembers, seed: Self.seed)
        }
        recipe.isDenoised = false
        let result = try UnDIP(recipe).abundances(of: image, endmembers: scene.endmembers, seed: Self.seed)
        #expect(result.divergedStep == 1)
        #expect(result.abundances == nil && result.losses == [])
        #expect(result.endmembers == scene.endmembers)
    }

    @Test("a rate far too high diverges with finite abundances")
    func highRate() throws {
        let scene = Self.smoothScene(size: ImageSize(rows: 4, columns: 4))
        var recipe = Self.method(steps: 50).recipe
        recipe.optimizer.learningRate = 1e38
        let result = try UnDIP(recipe).abundances(
            of: scene.image, endmembers: scene.endmembers, seed: Self.seed)
        let step = try #require(result.divergedStep)
        #expect(step > 1 && result.losses.count == step - 1)
        #expect(try #require(result.abundances).elements.allSatisfy { $0.isFinite })
    }

    @Test("progress is told, and a stop is heeded between steps")
    func progress() throws {
        let scene = Self.smoothScene(size: ImageSize(rows: 4, columns: 5))
        let log = ProgressLog()
        let monitor = RunMonitor(report: { log.append($0) }, isCancelled: { log.count == 3 })
        #expect(throws: CancellationError.self) {
            try Self.method(steps: 8).abundances(
                of: scene.image, endmembers: scene.endmembers, seed: Self.seed, monitor: monitor)
        }
        #expect(log.all.map(\.done) == [1, 2, 3] && log.all.allSatisfy { $0.total == 8 && $0.measure.value > 0 })
    }
}

/// What a monitor was told.
final class ProgressLog: @unchecked Sendable {
    private let lock = NSLock()
    private var entries: [RunMonitor.Progress] = []

    func append(_ progress: RunMonitor.Progress) { lock.withLock { entries.append(progress) } }
    var all: [RunMonitor.Progress] { lock.withLock { entries } }
    var count: Int { all.count }
}
