import Foundation
import NumericalMethods

/// What unmixing an image gives, and what is to be known of it.
public struct UnmixedImage: Sendable {
    /// How it ended, the abundances, the endmembers, and the losses where there are some.
    public let result: UnmixingResult
    /// The pixel that each endmember is of, counted row by row; nothing where endmembers are not of pixels.
    public let pixels: [Int]?
    /// √ of the mean of (Y - A E)² over all pixels and bands, over √ of the mean of Y², with the image Y as it was scaled.
    ///
    /// It is nothing where there are no abundances, and where brightness has no part in what was minimized, so that
    /// endmembers have a scale of their own.
    public let relativeResidual: Double?
    /// The mean angle between the spectra of Y and of A E in radians, over the pixels where both have one.
    public let meanAngle: Double?
    /// Where the endmembers come from, how spectra were scaled, and whatever else is to be said.
    public let remarks: [String]

    init(
        _ result: UnmixingResult, pixels: [Int]?, image: HyperspectralImage, seesBrightness: Bool = true,
        remarks: [String]
    ) {
        self.result = result
        self.pixels = pixels
        self.remarks = remarks
        let fit = result.abundances.map { Fit(of: image.spectra, abundances: $0, endmembers: result.endmembers) }
        relativeResidual = seesBrightness ? fit?.relativeResidual : nil
        meanAngle = fit?.meanAngle
    }
}

/// How well an image is reconstructed.
private struct Fit {
    let relativeResidual: Double
    let meanAngle: Double?

    init(of spectra: Matrix<Float>, abundances: Matrix<Double>, endmembers: Matrix<Double>) {
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
