public import NumericalMethods

/// Endmembers that were found in an image itself, among its own pixels.
public struct EndmemberEstimate: Sendable, Equatable {
    /// The pixels that are taken for pure ones, in the order in which they were found.
    public let pixels: [Int]
    /// Their spectra, endmembers x bands, in the unit of the image.
    public let spectra: Matrix<Double>
}
