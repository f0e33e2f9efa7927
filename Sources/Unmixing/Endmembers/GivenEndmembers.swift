public import NumericalMethods

/// Endmembers that are given, and by whom.
public struct GivenEndmembers: Sendable, Equatable {
    /// The spectra, endmembers x bands.
    public let spectra: Matrix<Double>
    /// Whose they are, as in "endmembers of the ground truth".
    public let origin: String

    /// Makes endmembers that come from somewhere.
    public init(spectra: Matrix<Double>, origin: String) {
        self.spectra = spectra
        self.origin = origin
    }
}
