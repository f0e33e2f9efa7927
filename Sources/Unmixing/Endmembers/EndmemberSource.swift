/// Where the endmembers come from that a method unmixes with.
public enum EndmemberSource: String, Sendable, CaseIterable {
    /// They are given, for instance by a ground truth.
    case given
    /// Vertex component analysis finds them in the image: ``VertexComponentAnalysis``.
    case vertexComponentAnalysis = "vca"
    /// Simplex volume maximization finds them in the image: ``SimplexVolumeMaximization``.
    case simplexVolume = "sivm"
}
