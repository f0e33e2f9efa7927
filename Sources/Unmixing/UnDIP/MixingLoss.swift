package import NeuralNetworks
package import NumericalMethods

/// The loss of UnDIP: the mean over pixels and bands of (Y - A E)², for abundances A, pixels x classes, and endmembers E,
/// classes x bands.
///
/// Nothing of the image is needed but its products with the endmembers: with G = E Eᵀ and F = Y Eᵀ, a pixel's
/// ‖y - aE‖² is ‖y‖² - 2 a·f + a·G a, and its gradient 2 (G a - f). So a step costs K² a pixel, whatever the number of bands.
/// The mean goes over the pixels that have a spectrum.
package struct MixingLoss {
    private let gram: Matrix<Double>
    private let products: Matrix<Double>
    private let squares: [Double]
    private let scale: Double
    /// The pixel of each spectrum; nothing where every pixel has one.
    private let pixels: [Int]?

    /// Takes an image as it is, or only the part of it that lies in its own subspace of as many dimensions as there are
    /// classes.
    ///
    /// - Parameters:
    ///   - spectra: Y, pixels x bands.
    ///   - pixels: The pixel of the abundances that each spectrum is of; nothing where every pixel has one.
    ///   - endmembers: E, classes x bands.
    ///   - isDenoised: Whether Y is replaced by its nearest matrix of as low a rank.
    /// - Throws: ``UnsuitableSpectra`` where the subspace cannot be computed.
    package init(
        spectra: Matrix<Float>, pixels: [Int]? = nil, endmembers: Matrix<Double>, isDenoised: Bool
    ) throws {
        precondition(pixels.map { $0.count == spectra.rows } ?? true, "\(spectra.rows) spectra with other pixels")
        self.pixels = pixels
        precondition(
            spectra.columns == endmembers.columns,
            "endmembers of \(endmembers.columns) bands for spectra of \(spectra.columns)")
        gram = endmembers.timesTransposed(endmembers)
        scale = 1 / (Double(spectra.rows) * Double(spectra.columns))
        if isDenoised {
            // Y V Vᵀ: its products with E are those of the coordinates Y V and E V.
            let subspace = try PrincipalSubspace(
                of: spectra, dimensions: min(endmembers.rows, spectra.columns))
            let coordinates = subspace.coordinates(of: spectra)
            products = coordinates.timesTransposed(endmembers.timesTransposed(subspace.basis))
            squares = (0..<spectra.rows).map { coordinates.row($0).reduce(0) { $0 + $1 * $1 } }
        } else {
            var products = Matrix(rows: spectra.rows, columns: endmembers.rows, repeating: 0.0)
            for pixel in 0..<spectra.rows {
                for index in 0..<endmembers.rows {
                    products[pixel, index] = zip(spectra.row(pixel), endmembers.row(index)).reduce(0) {
                        $0 + Double($1.0) * $1.1
                    }
                }
            }
            self.products = products
            squares = (0..<spectra.rows).map { pixel in
                spectra.row(pixel).reduce(0) { $0 + Double($1) * Double($1) }
            }
        }
    }

    /// Computes the loss of abundances, and its gradient with respect to them.
    ///
    /// - Parameters:
    ///   - abundances: A, an image of as many channels as there are classes.
    ///   - gradient: Where the gradient is written.
    /// - Returns: The loss.
    package func evaluate(_ abundances: FeatureView, gradient: FeatureView) -> Double {
        precondition(
            (pixels?.last.map { $0 < abundances.pixels } ?? (abundances.pixels == products.rows))
                && abundances.channels == gram.rows,
            "\(abundances.pixels) x \(abundances.channels) abundances for \(products.rows) x \(gram.rows)")
        let classes = gram.rows
        var sum = 0.0
        // A pixel without a spectrum has no part in the loss.
        if pixels != nil {
            for pixel in 0..<abundances.pixels {
                for k in 0..<classes { gradient.scalars[pixel &* gradient.pixelStride &+ k] = 0 }
            }
        }
        withUnsafeTemporaryAllocation(of: Double.self, capacity: classes) { a in
            for index in 0..<products.rows {
                let pixel = pixels?[index] ?? index
                let values = abundances.scalars + pixel &* abundances.pixelStride
                let gradients = gradient.scalars + pixel &* gradient.pixelStride
                for k in 0..<classes { a[k] = Double(values[k]) }
                sum += squares[index]
                for k in 0..<classes {
                    var mixed = 0.0
                    for j in 0..<classes { mixed += gram.elements[k &* classes &+ j] * a[j] }
                    let product = products.elements[index &* classes &+ k]
                    sum += a[k] * (mixed - 2 * product)
                    gradients[k] = Float(2 * scale * (mixed - product))
                }
            }
        }
        return sum * scale
    }
}

extension Matrix<Double> {
    /// The product with the transpose of another matrix of as many columns.
    fileprivate func timesTransposed(_ other: Matrix) -> Matrix {
        precondition(
            columns == other.columns, "\(rows) x \(columns) times the transpose of \(other.rows) x \(other.columns)")
        var result = Matrix(rows: rows, columns: other.rows, repeating: 0.0)
        for row in 0..<rows {
            for column in 0..<other.rows {
                result[row, column] = zip(self.row(row), other.row(column)).reduce(0) { $0 + $1.0 * $1.1 }
            }
        }
        return result
    }
}
