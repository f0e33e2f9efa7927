public import NumericalMethods

/// Endmembers that are given, and by whom.
public struct GivenEndmembers: Sendable, Equatable {
    /// The spectra, endmembers x bands.
    public let spectra: Matrix<Double>
    /// Whose they are, as in "endmembers of the ground truth".
    public let origin: String

    /// Their names, where they have any.
    public let names: [String]?

    /// Makes endmembers that come from somewhere; there must be a name for each, or none.
    public init(spectra: Matrix<Double>, origin: String, names: [String]? = nil) {
        precondition(
            names.map { $0.count == spectra.rows } ?? true, "\(names?.count ?? 0) names of \(spectra.rows) endmembers")
        self.spectra = spectra
        self.names = names
        self.origin = origin
    }
}
