import NeuralNetworks
import NumericalMethods
import TestSupport
import Testing
import Unmixing

@Suite struct MixingLossTests {
    private let scene = fixtureMixtures(size: ImageSize(rows: 3, columns: 4), bands: 7, classes: 3)

    private func abundances() -> FeatureMap {
        let map = FeatureMap(rows: 3, columns: 4, channels: 3)
        for index in 0..<36 {
            map.scalars[index / 3 * map.pixelStride + index % 3] = Float(HashedNumbers(stream: 7).real(index))
        }
        return map
    }

    /// The mean of (Y - A E)², term by term.
    private func naive(_ map: FeatureMap, _ spectra: [[Double]]) -> Double {
        var sum = 0.0
        for pixel in 0..<12 {
            for band in 0..<7 {
                var difference = spectra[pixel][band]
                for k in 0..<3 {
                    difference -= Double(map.scalars[pixel * map.pixelStride + k]) * scene.endmembers[k, band]
                }
                sum += difference * difference
            }
        }
        return sum / 84
    }

    @Test("value and gradient are those of the definition")
    func definition() throws {
        let loss = try MixingLoss(spectra: scene.image.spectra, endmembers: scene.endmembers, isDenoised: false)
        let spectra = (0..<12).map { scene.image.spectra.row($0).map(Double.init) }
        let (map, gradient) = (abundances(), FeatureMap(rows: 3, columns: 4, channels: 3))
        let value = loss.evaluate(map.view, gradient: gradient.view)
        #expect(abs(value - naive(map, spectra)) <= 1e-12)
        for index in 0..<36 {
            let place = index / 3 * map.pixelStride + index % 3
            let (above, below) = (abundances(), abundances())
            above.scalars[place] += 1e-3
            below.scalars[place] -= 1e-3
            let step = Double(above.scalars[place]) - Double(below.scalars[place])
            let expected = (naive(above, spectra) - naive(below, spectra)) / step
            #expect(abs(Double(gradient.scalars[place]) - expected) <= 1e-7)
        }
    }

    /// The nearest matrix of rank three is Y V Vᵀ.
    @Test("denoising replaces the image by its nearest matrix of low rank")
    func denoising() throws {
        let loss = try MixingLoss(spectra: scene.image.spectra, endmembers: scene.endmembers, isDenoised: true)
        let subspace = try PrincipalSubspace(of: scene.image.spectra, dimensions: 3)
        let coordinates = subspace.coordinates(of: scene.image.spectra)
        let spectra = (0..<12).map { pixel in
            (0..<7).map { band in
                (0..<3).reduce(0) { $0 + coordinates[pixel, $1] * subspace.basis[$1, band] }
            }
        }
        let map = abundances()
        let gradient = FeatureMap(rows: 3, columns: 4, channels: 3)
        #expect(abs(loss.evaluate(map.view, gradient: gradient.view) - naive(map, spectra)) <= 1e-12)
    }
}
