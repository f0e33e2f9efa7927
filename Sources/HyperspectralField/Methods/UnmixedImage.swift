public import Unmixing

/// What unmixing an image gives, and what is to be known of it.
public struct UnmixedImage: Sendable {
    /// How it ended, the abundances, the endmembers, and the losses where there are some.
    public let result: UnmixingResult
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
}
