import TestSupport
import Foundation
import NeuralNetworks
import NumericalMethods
import Unmixing

/// Reads a file of `Tests/Fixtures/unmixing`.
func unmixingFixture<Content: Decodable>(_ name: String, as type: Content.Type) throws -> Content {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "..")
    let file = tests.appending(path: "Fixtures/unmixing/\(name)")
    return try JSONDecoder().decode(type, from: Data(contentsOf: file))
}

/// The image that `Tests/Fixtures/unmixing/make_networks.py` unmixes, with its endmembers, classes x bands.
func fixtureMixtures(
    size: ImageSize, bands: Int, classes: Int
) -> (image: HyperspectralImage, endmembers: Matrix<Double>) {
    let endmembers = (0..<classes * bands).map { (HashedNumbers(stream: 2).real($0) + 1) / 2 }
    var spectra: [Float] = []
    for pixel in 0..<size.pixels {
        let parts = (0..<classes).map { k in
            let number = HashedNumbers(stream: 3).real(pixel * classes + k)
            return number * number + 0.0078125
        }
        let total = parts.reduce(0, +)
        for band in 0..<bands {
            var sum = 0.03125 * HashedNumbers(stream: 4).real(pixel * bands + band)
            for k in 0..<classes { sum += parts[k] / total * endmembers[k * bands + band] }
            spectra.append(Float(sum))
        }
    }
    return (
        HyperspectralImage(size: size, spectra: Matrix(rows: size.pixels, columns: bands, elements: spectra)),
        Matrix(rows: classes, columns: bands, elements: endmembers)
    )
}

extension FloatBuffer {
    /// Writes the parameters that the fixtures start from, weights within √(gain/fan-in).
    func start(_ blocks: [(block: ParameterBlock, range: Range<Int>)], gain: Double = 1) {
        let numbers = HashedNumbers(stream: 1)
        for (block, range) in blocks {
            for index in range {
                let number = Float(numbers.real(index))
                switch block.role {
                case .weight(let fanIn, _): start[index] = number * Float((gain / Double(fanIn)).squareRoot())
                case .bias: start[index] = number * 0.125
                case .constant(let value): start[index] = number * 0.125 + value
                }
            }
        }
    }
}
