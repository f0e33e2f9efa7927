/// The training losses that a spec can name: the paper's five in the order of its tables, and five more.
///
/// With the outputs `a`, the targets `y`, the concentrations α = ReLU(a) + 1, their sum S and ŷ = α/S:
///
/// - `mse-dirichlet`: ‖y − ŷ‖² + Σ ŷₖ(1 − ŷₖ)/(S + 1), the expected squared error of draws from Dir(α); proportions ŷ
/// - `ce-dirichlet`: Σ yₖ (ψ(S) − ψ(αₖ)), the expected cross-entropy of draws from Dir(α); proportions ŷ
/// - `ce-softmax`: −Σ yₖ ln softmax(a)ₖ; proportions softmax(a)
/// - `mse`: ‖y − ReLU(a)‖²; proportions ReLU(a), not divided by their sum
/// - `mse-proportion`: ‖y − ŷ‖²; proportions ŷ
/// - `nll-dirichlet`: −ln of the density of Dir(α) at y, with α = ln(1 + exp(a)) and zeros replaced; proportions α/S
/// - `evidential`: `mse-dirichlet` and a divergence from the uniform distribution; proportions ŷ
/// - `ce-proportion`: −Σ yₖ ln ŷₖ; proportions ŷ
/// - `aitchison`: the squared Aitchison distance of y, zeros replaced, and softmax(a); proportions softmax(a)
/// - `hellinger`: Σ (√yₖ − √ŷₖ)²; proportions ŷ
public enum LossCatalog {
    /// All of them; a new loss is added here.
    public static let all = Catalog<any ProportionLoss>(
        kind: "loss",
        entries: [
            DirichletSquaredError(), DirichletCrossEntropy(), SoftmaxCrossEntropy(), RectifiedSquaredError(),
            ProportionSquaredError(), DirichletLikelihood(), EvidentialSquaredError(), ProportionCrossEntropy(),
            AitchisonDistance(), HellingerDistance(),
        ],
        card: { $0.card })
}
