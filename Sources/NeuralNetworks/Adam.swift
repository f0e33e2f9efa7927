internal import CRowKernels

/// Adam: Kingma & Ba, "Adam: a method for stochastic optimization" (2015), Algorithm 1.
///
/// m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², θ ← θ − η · m/(1−β₁ᵗ) / (√(v/(1−β₂ᵗ)) + ε).
///
/// Where gradients cease, as behind a rectifier that is off for all samples, both means would fall into the subnormal
/// numbers, with which processors are slow, and stay there. So an m below 2⁻¹⁰⁰ and a v below 2⁻¹²⁰ become zero. Such an m
/// moves θ by less than 10⁻²²η at the published ε, and such a v is lost beside it: 10⁻⁸ + 32 · 2⁻⁶⁰ rounds to 10⁻⁸.
public final class Adam {
    /// What Adam is told.
    public struct Recipe: Sendable, Equatable {
        /// η, the step size.
        public var learningRate: Double
        /// β₁, the decay of the mean of the gradients.
        public var meanDecay: Double
        /// β₂, the decay of the mean of their squares.
        public var squareDecay: Double
        /// ε, which keeps the division finite.
        public var epsilon: Double

        /// Makes a recipe; the defaults are those of the paper.
        ///
        /// - Parameters:
        ///   - learningRate: η, above zero.
        ///   - meanDecay: β₁, from zero to below one.
        ///   - squareDecay: β₂, from zero to below one.
        ///   - epsilon: ε, above zero.
        public init(
            learningRate: Double = 0.001, meanDecay: Double = 0.9, squareDecay: Double = 0.999, epsilon: Double = 1e-8
        ) {
            self.learningRate = learningRate
            self.meanDecay = meanDecay
            self.squareDecay = squareDecay
            self.epsilon = epsilon
        }
    }

    /// The instructions that it computes with; the bits of its results do not depend on them.
    package var instructions = InstructionSet.chosen
    /// What this optimizer was told.
    public let recipe: Recipe
    private let means: FloatBuffer
    private let squares: FloatBuffer
    private var steps = 0

    /// Makes an optimizer with both means at zero.
    ///
    /// - Parameters:
    ///   - recipe: What it is told.
    ///   - parameterCount: The number of parameters.
    public init(_ recipe: Recipe, parameterCount: Int) {
        self.recipe = recipe
        means = FloatBuffer(count: parameterCount)
        squares = FloatBuffer(count: parameterCount)
    }

    /// Moves the parameters one step against their gradients.
    ///
    /// - Parameters:
    ///   - parameters: The parameters θ.
    ///   - gradients: Their gradients g.
    ///   - rateFactor: What the learning rate is multiplied with in this step, for a schedule.
    public func step(parameters: FloatBuffer, gradients: FloatBuffer, rateFactor: Double = 1) {
        precondition(
            parameters.count == means.count && gradients.count == means.count,
            "\(parameters.count) parameters and \(gradients.count) gradients for an optimizer of \(means.count)")
        steps += 1
        let meanCorrection = 1 - power(recipe.meanDecay, steps)
        let squareCorrection = 1 - power(recipe.squareDecay, steps)
        // What stands behind the last parameter is zero and may be computed with.
        var operands = row_adam(
            count: (parameters.count + 15) / 16 * 16, parameters: parameters.start, gradients: gradients.start,
            means: means.start, squares: squares.start, mean_decay: Float(recipe.meanDecay),
            mean_gain: Float(1 - recipe.meanDecay), square_decay: Float(recipe.squareDecay),
            square_gain: Float(1 - recipe.squareDecay), rate: Float(recipe.learningRate * rateFactor / meanCorrection),
            inverse_root: Float(1 / squareCorrection.squareRoot()), epsilon: Float(recipe.epsilon),
            least_mean: Float(sign: .plus, exponent: -100, significand: 1),
            least_square: Float(sign: .plus, exponent: -120, significand: 1))
        instructions.kernels().adam(&operands)
    }
}

/// A power by repeated squaring, which gives the same bits on every machine.
private func power(_ base: Double, _ exponent: Int) -> Double {
    var result = 1.0
    var square = base
    var remaining = exponent
    while remaining > 0 {
        if remaining & 1 == 1 { result *= square }
        square *= square
        remaining >>= 1
    }
    return result
}
