import Hyperspectral
import SimplexMath
import Testing

@Suite struct PrincipalSubspaceTests {
    @Test(arguments: [1, 2, 7, 30]) func `eigenvectors are orthonormal and diagonalize`(count: Int) {
        var matrix = Matrix(rows: count, columns: count, repeating: 0.0)
        for i in 0..<count {
            for j in 0...i {
                matrix[i, j] = HashedNumbers(stream: 1).real(i * count + j)
                matrix[j, i] = matrix[i, j]
            }
        }
        let (values, vectors) = symmetricEigenvectors(matrix)
        for a in 0..<count {
            for b in 0..<count {
                let product = zip(vectors.row(a), vectors.row(b)).reduce(0) { $0 + $1.0 * $1.1 }
                #expect(abs(product - (a == b ? 1 : 0)) <= 1e-13)
            }
            for i in 0..<count {
                let image = zip(matrix.row(i), vectors.row(a)).reduce(0) { $0 + $1.0 * $1.1 }
                #expect(abs(image - values[a] * vectors[a, i]) <= 1e-12)
            }
        }
    }

    /// The matrix (2 1; 1 2) has eigenvalues 1 and 3 by hand.
    @Test func `eigenvalues of a hand-worked matrix`() {
        let values = symmetricEigenvectors(Matrix(rows: 2, columns: 2, elements: [2, 1, 1, 2])).values.sorted()
        #expect(abs(values[0] - 1) <= 1e-15 && abs(values[1] - 3) <= 1e-15)
    }

    @Test func `an image of low rank lies in its own subspace, whatever noise beside it is weaker`() {
        let (pixels, bands) = (40, 9)
        var spectra = Matrix<Float>(rows: pixels, columns: bands, repeating: 0)
        // Two directions and, a hundred times weaker, a third that is at right angles to both.
        for pixel in 0..<pixels {
            for band in 0..<2 { spectra[pixel, band] = Float(HashedNumbers(stream: 2).real(pixel * 2 + band)) }
            spectra[pixel, 5] = pixel % 2 == 0 ? 0.01 : -0.01
        }
        let subspace = PrincipalSubspace(of: spectra, dimensions: 2)
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
