public import NumericalMethods

/// What a method makes of an image.
public struct UnmixingResult: Sendable {
    /// The step, counted from one, in which the loss ceased to be finite; nothing where it did not.
    ///
    /// What was there before that step was kept.
    public let divergedStep: Int?
    /// The share of each class in each pixel, pixels x classes; nothing where there are none that are finite.
    public let abundances: Matrix<Double>?
    /// The spectrum of each class, classes x bands: those that were given, or those that were found.
    public let endmembers: Matrix<Double>
    /// The loss of every step, or the mean loss of every epoch where the method has some.
    public let losses: [Double]
    /// The pixels for which the method found nothing of any class, so that it gives them equal abundances or has others for
    /// them: counted row by row, in rising order.
    public let silentPixels: [Int]
    /// Whatever else is to be said, in words.
    public let remarks: [String]

    /// Makes a result.
    public init(
        divergedStep: Int? = nil, abundances: Matrix<Double>?, endmembers: Matrix<Double>, losses: [Double] = [],
        silentPixels: [Int] = [], remarks: [String] = []
    ) {
        self.divergedStep = divergedStep
        self.abundances = abundances
        self.endmembers = endmembers
        self.losses = losses
        self.silentPixels = silentPixels
        self.remarks = remarks
    }

    /// The same result with something more to be said.
    public func remarking(_ remark: String) -> UnmixingResult {
        UnmixingResult(
            divergedStep: divergedStep, abundances: abundances, endmembers: endmembers, losses: losses,
            silentPixels: silentPixels, remarks: remarks + [remark])
    }
}
