internal import Foundation
public import NumericalMethods

/// How well an image Y is reconstructed from abundances A and endmembers E.
public struct Reconstruction: Sendable, Equatable {
    /// √ of the mean of (Y - A E)² over all pixels and bands, over √ of the mean of Y².
    public let relativeResidual: Double
    /// The mean angle between the spectra of Y and of A E in radians, over the pixels where both have one.
    public let meanAngle: Double?

    /// Mixes the endmembers, and compares.
    ///
    /// - Parameters:
    ///   - spectra: The image Y, pixels x bands.
    ///   - abundances: A, pixels x endmembers.
    ///   - endmembers: E, endmembers x bands.
    public init(of spectra: Matrix<Float>, abundances: Matrix<Double>, endmembers: Matrix<Double>) {
        var sums = Sums(endmembers: endmembers)
        sums.add(spectra, abundances: abundances)
        self = sums.reconstruction()
    }
}

extension Reconstruction {
    /// What is known of the pixels so far, for an image that comes in parts.
    package struct Sums {
        /// E, endmembers x bands.
        private let endmembers: Matrix<Double>
        private var (squares, total) = (0.0, 0.0)
        private var (angles, angleCount) = (0.0, 0)

        /// Knows nothing yet.
        package init(endmembers: Matrix<Double>) { self.endmembers = endmembers }

        /// Mixes the endmembers for some pixels, and compares.
        ///
        /// - Parameters:
        ///   - spectra: Their spectra, pixels x bands.
        ///   - abundances: Their abundances, pixels x endmembers.
        package mutating func add(_ spectra: Matrix<Float>, abundances: Matrix<Double>) {
            precondition(
                abundances.rows == spectra.rows && abundances.columns == endmembers.rows
                    && endmembers.columns == spectra.columns,
                "\(abundances.rows) x \(abundances.columns) abundances of \(endmembers.rows) x \(endmembers.columns) "
                    + "endmembers for \(spectra.rows) x \(spectra.columns) spectra")
            var mixed = [Double](repeating: 0, count: spectra.columns)
            for pixel in 0..<spectra.rows {
                for band in mixed.indices { mixed[band] = 0 }
                for index in 0..<endmembers.rows {
                    let abundance = abundances[pixel, index]
                    for band in mixed.indices { mixed[band] += abundance * endmembers[index, band] }
                }
                var (product, power, mixedPower) = (0.0, 0.0, 0.0)
                for band in mixed.indices {
                    let value = Double(spectra[pixel, band])
                    squares += (value - mixed[band]) * (value - mixed[band])
                    product += value * mixed[band]
                    power += value * value
                    mixedPower += mixed[band] * mixed[band]
                }
                total += power
                if power > 0 && mixedPower > 0 {
                    angles += acos(min(1, product / (power * mixedPower).squareRoot()))
                    angleCount += 1
                }
            }
        }

        /// How well all of these pixels are reconstructed.
        package func reconstruction() -> Reconstruction {
            Reconstruction(
                relativeResidual: total > 0 ? (squares / total).squareRoot() : 0,
                meanAngle: angleCount > 0 ? angles / Double(angleCount) : nil)
        }
    }

    private init(relativeResidual: Double, meanAngle: Double?) {
        (self.relativeResidual, self.meanAngle) = (relativeResidual, meanAngle)
    }
}
