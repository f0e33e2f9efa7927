internal import NumericalMethods
public import Unmixing

/// What unmixing an image gives, and what is to be known of it.
public struct UnmixedImage: Sendable {
    /// How it ended, the abundances, the endmembers, and the losses where there are some.
    public let result: UnmixingResult
    /// Whether every pixel that has a spectrum got abundances: those in ``result``, or those that were delivered.
    public let isComplete: Bool
    /// The pixel that each endmember is of, counted row by row; nothing where endmembers are not of pixels.
    public let pixels: [Int]?
    /// √ of the mean of (Y - A E)² over all pixels and bands, over √ of the mean of Y², with the image Y as it was
    /// normalized.
    ///
    /// It is nothing where there are no abundances, and where brightness has no part in what was minimized, so that
    /// endmembers have a scale of their own.
    public let relativeResidual: Double?
    /// The mean angle between the spectra of Y and of A E in radians, over the pixels where both have one.
    public let meanAngle: Double?
    /// By how much given endmembers must be multiplied to fit the image as it was normalized; nothing where it does not matter,
    /// or cannot be told.
    public let scale: EndmemberScale?
    /// Where the endmembers come from, how spectra were normalized, and whatever else is to be said.
    public let remarks: [String]

    /// The same with the abundances of all pixels.
    func with(abundances: Matrix<Double>) -> UnmixedImage {
        UnmixedImage(
            result: UnmixingResult(
                divergedStep: result.divergedStep, abundances: abundances, endmembers: result.endmembers,
                losses: result.losses, silentPixels: result.silentPixels, remarks: result.remarks),
            isComplete: isComplete, pixels: pixels, relativeResidual: relativeResidual, meanAngle: meanAngle,
            scale: scale, remarks: remarks)
    }
}
