import SimplexMath

/// What unmixing an image gives, and what is to be known of it.
public struct UnmixedImage: Sendable {
    /// How it ended, the abundances, the endmembers, and the losses where there are some.
    public let result: UnmixingResult
    /// The pixel that each endmember is of, counted row by row; nothing where endmembers are not of pixels.
    public let pixels: [Int]?
    /// √ of the mean of (Y - A E)² over all pixels and bands, over √ of the mean of Y²; nothing where there are no
    /// abundances. Y is the image as it was scaled.
    ///
    /// A method that does not see brightness, as HyperAE with the spectral angle, leaves much of it.
    public let relativeResidual: Double?
    /// Where the endmembers come from, how spectra were scaled, and whatever else is to be said.
    public let remarks: [String]

    init(_ result: UnmixingResult, pixels: [Int]?, image: HyperspectralImage, remarks: [String]) {
        self.result = result
        self.pixels = pixels
        self.remarks = remarks
        relativeResidual = result.abundances.map {
            Self.relativeResidual(of: image.spectra, abundances: $0, endmembers: result.endmembers)
        }
    }

    private static func relativeResidual(
        of spectra: Matrix<Float>, abundances: Matrix<Double>, endmembers: Matrix<Double>
    ) -> Double {
        var (squares, total) = (0.0, 0.0)
        var mixed = [Double](repeating: 0, count: spectra.columns)
        for pixel in 0..<spectra.rows {
            for band in mixed.indices { mixed[band] = 0 }
            for index in 0..<endmembers.rows {
                let abundance = abundances[pixel, index]
                for band in mixed.indices { mixed[band] += abundance * endmembers[index, band] }
            }
            for band in mixed.indices {
                let value = Double(spectra[pixel, band])
                squares += (value - mixed[band]) * (value - mixed[band])
                total += value * value
            }
        }
        return total > 0 ? (squares / total).squareRoot() : 0
    }
}
