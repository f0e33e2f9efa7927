import Foundation
import NumericalMethods
import Testing
import Unmixing

@Suite("Vertex component analysis")
struct VertexComponentAnalysisTests {
    private func run(_ count: Int, _ spectra: Matrix<Float>, seed: UInt64 = 0) throws -> VertexComponentAnalysis.Result
    {
        var stream = Seed(experiment: "vertex components", base: seed).stream()
        return try VertexComponentAnalysis(count: count).endmembers(in: spectra, stream: &stream)
    }

    @Test("without noise it finds the pure pixels, shaded or not, whatever the seed", arguments: 1...8, [false, true])
    func pure(classes: Int, shading: Bool) throws {
        let scene = PureScene(classes: classes, shading: shading, seed: UInt64(classes))
        for seed in 0..<5 {
            let result = try run(classes, scene.spectra, seed: UInt64(seed))
            #expect(result.isProjective && result.signalToNoise > 80)
            // Of one class every pixel is pure.
            if classes > 1 { #expect(Set(result.estimate.pixels) == Set(scene.pure)) }
            for (row, pixel) in result.estimate.pixels.enumerated() {
                for band in 0..<50 {
                    #expect(abs(result.estimate.spectra[row, band] - Double(scene.spectra[pixel, band])) <= 1e-5)
                }
            }
        }
    }

    @Test("the signal-to-noise ratio is the one of the noise that was added", arguments: [0.003, 0.03, 0.1, 0.3])
    func signalToNoise(noise: Double) throws {
        let clean = PureScene(classes: 4, bands: 60, pixels: 4000, seed: 5)
        let noisy = PureScene(classes: 4, bands: 60, pixels: 4000, noise: noise, seed: 5)
        let result = try run(4, noisy.spectra)
        let expected = 10 * log10(clean.power / (60 * noise * noise))
        #expect(abs(result.signalToNoise - expected) <= 0.3, "\(result.signalToNoise), not \(expected)")
        // The threshold for four endmembers is 15 + 10 log₁₀ 4 = 21.02 dB.
        #expect(result.isProjective == (expected > 21.02))
    }

    @Test("noise is taken out of the spectra, in both projections", arguments: [0.02, 0.12])
    func denoised(noise: Double) throws {
        let scene = PureScene(classes: 3, bands: 100, pixels: 3000, noise: noise, seed: 6)
        let result = try run(3, scene.spectra)
        #expect(result.isProjective == (noise < 0.1))
        let matching = try EndmemberMatching(estimated: result.estimate.spectra, classes: scene.endmembers)
        let raw = try EndmemberMatching(
            estimated: Matrix(
                rows: 3, columns: 100,
                elements: scene.spectra.selectingRows(result.estimate.pixels).elements.map(Double.init)),
            classes: scene.endmembers)
        #expect(matching.cost < 0.7 * raw.cost, "\(matching.cost) against \(raw.cost)")
    }

    @Test("the same seed gives the same pixels, and others give others")
    func seeds() throws {
        let scene = PureScene(classes: 6, noise: 0.2, seed: 7)
        let first = try run(5, scene.spectra, seed: 1)
        #expect(try run(5, scene.spectra, seed: 1) == first)
        let others = try (2..<8).map { try run(5, scene.spectra, seed: $0).estimate.pixels }
        #expect(others.contains { Set($0) != Set(first.estimate.pixels) })
        #expect(Set(first.estimate.pixels).count == 5)
    }

    @Test("black pixels are never chosen")
    func black() throws {
        let scene = PureScene(classes: 4, seed: 8)
        var spectra = scene.spectra
        for pixel in (0..<20).filter({ !scene.pure.contains($0) }) {
            for band in 0..<spectra.columns { spectra[pixel, band] = 0 }
        }
        #expect(Set(try run(4, spectra).estimate.pixels) == Set(scene.pure))
    }

    @Test("what spans no simplex is refused")
    func refused() throws {
        let scene = PureScene(classes: 3, seed: 9)
        #expect(throws: UnsuitableSpectra.self) { try run(5, scene.spectra) }
        #expect(throws: UnsuitableSpectra.self) { try run(2, Matrix(rows: 9, columns: 4, repeating: 3)) }
        #expect(throws: UnsuitableSpectra.self) { try run(1, Matrix(rows: 9, columns: 4, repeating: 0)) }
        #expect(throws: UnsuitableSpectra.self) { try run(0, scene.spectra) }
        var broken = scene.spectra
        broken[2, 1] = .infinity
        #expect(throws: UnsuitableSpectra(reason: "the spectrum of pixel 2 holds inf in band 1")) {
            try run(2, broken)
        }
    }
}
