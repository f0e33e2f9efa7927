import Foundation
import HyperspectralField
import NumericalMethods
import ScientificFormats
import TestSupport
import Testing
import Unmixing

@Suite("Resynthesized images")
struct ResynthesisTests {
    private static let size = ImageSize(rows: 24, columns: 30)

    /// A truth whose left third is the first class, its middle the second, and its right third half of each.
    private static let truth = GroundTruth(
        classes: ["left", "right"],
        abundances: Matrix(
            rows: size.pixels, columns: 2,
            elements: (0..<size.pixels).flatMap { pixel in
                let share = [1.0, 0, 0.5][pixel % size.columns / 10]
                return [share, 1 - share]
            }),
        endmembers: nil)

    /// Five spectra of the first class and three of the second, in an order that is not that of their lengths.
    private static let library = SpectralLibrary(
        spectra: [[3, 1, 5, 2, 4], [20, 30, 10]].map { lengths in
            Matrix(
                rows: lengths.count, columns: 4,
                elements: lengths.flatMap { length in [0.5, -0.5, 0.5, 0.5].map { length * $0 } })
        })

    private func scene(_ change: (inout Resynthesis) -> Void = { _ in }, seed: UInt64 = 1) -> HyperspectralScene {
        var resynthesis = Resynthesis()
        (resynthesis.brightness, resynthesis.signalToNoise) = (0, 200)
        change(&resynthesis)
        return resynthesis.scene(truth: Self.truth, library: Self.library, size: Self.size, seed: seed)
    }

    /// The length of the spectrum of a pixel, which without noise and brightness says which of the library it is.
    private func length(_ scene: HyperspectralScene, _ row: Int, _ column: Int) -> Double {
        let spectrum = scene.image.spectra.row(Self.size.pixel(row: row, column: column))
        return spectrum.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
    }

    @Test("pure pixels have spectra of the library, all of them, and neighbours like ones")
    func pure() {
        let scene = scene { $0.correlationLength = 3 }
        var seen: Set<Int> = []
        var steps: [Double] = []
        for row in 0..<24 {
            for column in 0..<10 {
                let length = length(scene, row, column)
                #expect(abs(length - length.rounded()) <= 1e-5)
                seen.insert(Int(length.rounded()))
                if column > 0 { steps.append(abs(length - self.length(scene, row, column - 1))) }
            }
        }
        #expect(seen == [1, 2, 3, 4, 5])
        // Drawn anew for every pixel, lengths of 1 to 5 would differ by 1.6 on average.
        #expect(steps.reduce(0, +) / Double(steps.count) <= 0.6)
    }

    @Test("mixed pixels are mixtures of spectra of both classes")
    func mixed() {
        let scene = scene()
        let possible = [1.0, 2, 3, 4, 5].flatMap { left in [10.0, 20, 30].map { (left + $0) / 2 } }
        for row in 0..<24 {
            for column in 20..<30 {
                let length = length(scene, row, column)
                #expect(possible.contains { abs($0 - length) <= 1e-4 }, "\(length)")
            }
        }
    }

    @Test("noise has the declared power, and brightness the declared spread")
    func noise() {
        let clean = scene().image.spectra.elements
        let noisy = scene { $0.signalToNoise = 15 }.image.spectra.elements
        let power = clean.reduce(0) { $0 + Double($1) * Double($1) }
        let noise = zip(clean, noisy).reduce(0) { $0 + Double($1.0 - $1.1) * Double($1.0 - $1.1) }
        #expect(abs(10 * log10(power / noise) - 15) <= 0.3)

        let bright = scene { ($0.brightness, $0.correlationLength) = (0.2, 1) }
        let plain = scene { $0.correlationLength = 1 }
        let factors = (0..<Self.size.pixels).map { pixel in
            Double(bright.image.spectra[pixel, 0] / plain.image.spectra[pixel, 0])
        }
        let mean = factors.reduce(0, +) / Double(factors.count)
        let deviation = (factors.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(factors.count)).squareRoot()
        #expect(abs(mean - 1) <= 0.03 && abs(deviation - 0.2) <= 0.03)
    }

    @Test("the same seed gives the same scene, with the truth as it was")
    func reproducible() {
        let first = scene { $0.signalToNoise = 20 }
        #expect(scene { $0.signalToNoise = 20 }.image.spectra == first.image.spectra)
        #expect(scene({ $0.signalToNoise = 20 }, seed: 2).image.spectra != first.image.spectra)
        #expect(first.truth.abundances == Self.truth.abundances)
    }

    @Test("a library is read with its classes in order, and mistakes are told")
    func reading() throws {
        let folder = try TemporaryFolder()
        let names = MatVariable.texts("material_names", ["Roof", "Dirt"])
        let first = MatVariable.doubles("lib1", shape: [2, 1], [1, 2])
        func read(_ variables: [MatVariable]) throws -> SpectralLibrary {
            try SpectralLibrary.read(
                path: folder.writeMat("library.mat", variables), classes: ["roof tile", "dirt"], bands: 2)
        }
        func problem(_ variables: [MatVariable]) throws -> String {
            try #require(throws: FormatError.self) { _ = try read(variables) }.description
        }
        let library = try read([names, first, .doubles("lib2", shape: [2, 2], [3, 4, 5, 6])])
        #expect(library.spectra.map(\.elements) == [[1, 2], [3, 4, 5, 6]] && library.spectra.map(\.rows) == [1, 2])
        #expect(
            try problem([.texts("material_names", ["Dirt", "Roof"]), first]).contains("the materials are Dirt, Roof"))
        #expect(try problem([first]).contains("no variable 'lib2'"))
        #expect(
            try problem([first, .doubles("lib2", shape: [3, 1], [1, 2, 3])])
                .hasSuffix("an array of 3 x 1, but 2 bands x spectra of 'dirt' were expected"))
        #expect(try problem([first, .doubles("lib2", shape: [2, 0], [])]).contains("2 x 0"))
        #expect(
            try problem([first, .doubles("lib2", shape: [2, 2], [1, 2, .nan, 4])])
                .hasSuffix("nan in band 0 of spectrum 1"))
    }
}
