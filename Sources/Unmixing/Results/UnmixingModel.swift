public import NumericalMethods

/// What a method has learned of an image: the spectra of its classes, and what the abundances of any of its pixels are.
public protocol UnmixingModel {
    /// The spectrum of each class, classes x bands: those that were given, or those that were found.
    var endmembers: Matrix<Double> { get }

    /// The loss of every step, or the mean loss of every epoch; none where nothing was trained.
    var losses: [Double] { get }

    /// The step, counted from one, in which the loss ceased to be finite; nothing where it did not.
    var divergedStep: Int? { get }

    /// The abundances of some pixels of the image.
    ///
    /// Pixels come in their order, in blocks as ``SpectrumSource`` has them.
    ///
    /// - Parameters:
    ///   - spectra: Their spectra, pixels x bands, normalized as those that were learned from.
    ///   - first: The number of the first of them among all that have a spectrum.
    /// - Returns: The abundances; nothing where there are none that are finite.
    /// - Throws: `CancellationError` where the method was stopped.
    func abundances(of spectra: Matrix<Float>, from first: Int) throws -> BlockAbundances?

    /// Whatever is to be said when all pixels have their abundances.
    func remarks(on counts: UnmixedCounts) -> [String]
}

extension UnmixingModel {
    /// None, as for every method that trains nothing.
    public var losses: [Double] { [] }

    /// Nothing, as for every method that trains nothing.
    public var divergedStep: Int? { nil }

    /// None, as for every method that does not say otherwise.
    public func remarks(on counts: UnmixedCounts) -> [String] { [] }
}

/// The abundances of some pixels.
public struct BlockAbundances: Sendable {
    /// The share of each class in each pixel, pixels x classes.
    public let abundances: Matrix<Double>
    /// The pixels for which the method found nothing of any class, so that it gives them equal abundances or has others for
    /// them: counted from the first pixel of the block, in rising order.
    public let silentPixels: [Int]
    /// How many pixels stopped short of the optimum.
    public let unsolvedCount: Int

    /// Makes abundances of some pixels.
    public init(_ abundances: Matrix<Double>, silentPixels: [Int] = [], unsolvedCount: Int = 0) {
        self.abundances = abundances
        self.silentPixels = silentPixels
        self.unsolvedCount = unsolvedCount
    }
}

/// How many pixels came out how.
public struct UnmixedCounts: Sendable, Equatable {
    /// All that have a spectrum.
    public var pixels = 0
    /// Those for which the method found nothing of any class.
    public var silent = 0
    /// Those that stopped short of the optimum.
    public var unsolved = 0

    /// Counts none.
    public init() {}

    /// Counts those of a block, too.
    package mutating func add(_ block: BlockAbundances) {
        pixels += block.abundances.rows
        silent += block.silentPixels.count
        unsolved += block.unsolvedCount
    }
}
