import NumericalMethods
import TestSupport
import Testing
import Unmixing

@Suite struct PrincipalSubspaceTests {
    @Test("a basis is orthonormal, and the second moments are diagonal in it", arguments: [1, 2, 7, 30])
    func orthonormalBasis(
        bands: Int
    ) throws {
        var spectra = Matrix<Float>(rows: 50, columns: bands, repeating: 0)
        for pixel in 0..<50 {
            for band in 0..<bands { spectra[pixel, band] = Float(HashedNumbers(stream: 1).real(pixel * bands + band)) }
        }
        let subspace = try PrincipalSubspace(of: spectra, dimensions: bands)
        let coordinates = subspace.coordinates(of: spectra)
        for a in 0..<bands {
            for b in 0..<bands {
                let product = zip(subspace.basis.row(a), subspace.basis.row(b)).reduce(0) { $0 + $1.0 * $1.1 }
                #expect(abs(product - (a == b ? 1 : 0)) <= 1e-13)
                let moment = (0..<50).reduce(0) { $0 + coordinates[$1, a] * coordinates[$1, b] }
                #expect(a == b || abs(moment) <= 1e-11)
            }
        }
    }

    /// Spectra with the second moments (2 1; 1 2): the first direction is (1, 1)/√2 by hand.
    @Test("the first direction of a hand-worked image")
    func firstDirection() throws {
        let spectra = Matrix<Float>(rows: 2, columns: 2, elements: [2, 1, 1, 2])
        let basis = try PrincipalSubspace(of: spectra, dimensions: 1).basis
        #expect(abs(abs(basis[0, 0]) - 0.5.squareRoot()) <= 1e-7 && abs(basis[0, 0] - basis[0, 1]) <= 1e-7)
    }

    @Test("an image of low rank lies in its own subspace, whatever noise beside it is weaker")
    func lowRank() throws {
        let (pixels, bands) = (40, 9)
        var spectra = Matrix<Float>(rows: pixels, columns: bands, repeating: 0)
        // Two directions and, a hundred times weaker, a third that is at right angles to both.
        for pixel in 0..<pixels {
            for band in 0..<2 { spectra[pixel, band] = Float(HashedNumbers(stream: 2).real(pixel * 2 + band)) }
            spectra[pixel, 5] = pixel % 2 == 0 ? 0.01 : -0.01
        }
        let subspace = try PrincipalSubspace(of: spectra, dimensions: 2)
        for dimension in 0..<2 {
            for band in 2..<bands { #expect(abs(subspace.basis[dimension, band]) <= 0.02) }
        }
        let coordinates = subspace.coordinates(of: spectra)
        for pixel in 0..<pixels {
            let squares = coordinates.row(pixel).reduce(0) { $0 + $1 * $1 }
            let expected = spectra.row(pixel).prefix(2).reduce(0) { $0 + Double($1) * Double($1) }
            #expect(abs(squares - expected) <= 1e-3)
        }
    }
}
