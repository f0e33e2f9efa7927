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
        precondition(
            abundances.rows == spectra.rows && abundances.columns == endmembers.rows
                && endmembers.columns == spectra.columns,
            "\(abundances.rows) x \(abundances.columns) abundances of \(endmembers.rows) x \(endmembers.columns) "
                + "endmembers for \(spectra.rows) x \(spectra.columns) spectra")
        var (squares, total) = (0.0, 0.0)
        var (angles, angleCount) = (0.0, 0)
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
        relativeResidual = total > 0 ? (squares / total).squareRoot() : 0
        meanAngle = angleCount > 0 ? angles / Double(angleCount) : nil
    }
}
