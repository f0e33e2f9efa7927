public import NumericalMethods

/// Where the endmembers come from that a method unmixes with.
public enum EndmemberSource: String, Sendable, CaseIterable {
    /// They are given, for instance by a ground truth.
    case given
    /// Vertex component analysis finds them in the image: ``VertexComponentAnalysis``.
    case vertexComponentAnalysis = "vca"
    /// Simplex volume maximization finds them in the image: ``SimplexVolumeMaximization``.
    case simplexVolume = "sivm"
}

/// Endmembers that are given, and by whom.
public struct GivenEndmembers: Sendable, Equatable {
    /// The spectra, endmembers x bands.
    public let spectra: Matrix<Double>
    /// Whose they are, as in "endmembers of the ground truth".
    public let origin: String

    /// Joins endmembers with their origin.
    public init(spectra: Matrix<Double>, origin: String) {
        self.spectra = spectra
        self.origin = origin
    }
}
