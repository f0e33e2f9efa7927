/// How a loss turns outputs into proportions, as far as other programs know such a map.
public enum OutputHead: Sendable, Hashable {
    /// ŷ = α/S with α = ReLU(a) + 1 and S = Σ α.
    case meanOfDirichlet
    /// ŷ = softmax(a).
    case softmax
    /// ŷ = ReLU(a).
    case rectifier
}
