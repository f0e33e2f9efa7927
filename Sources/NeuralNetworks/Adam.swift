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
        typealias Vector = SIMD8<Float>
        let meanCorrection = 1 - power(recipe.meanDecay, steps)
        let squareCorrection = 1 - power(recipe.squareDecay, steps)
        let rate = Vector(repeating: Float(recipe.learningRate * rateFactor / meanCorrection))
        let inverseRoot = Vector(repeating: Float(1 / squareCorrection.squareRoot()))
        let meanDecay = Vector(repeating: Float(recipe.meanDecay))
        let meanGain = Vector(repeating: Float(1 - recipe.meanDecay))
        let squareDecay = Vector(repeating: Float(recipe.squareDecay))
        let squareGain = Vector(repeating: Float(1 - recipe.squareDecay))
        let epsilon = Vector(repeating: Float(recipe.epsilon))
        let leastMean = Vector(repeating: Float(sign: .plus, exponent: -100, significand: 1))
        let leastSquare = Vector(repeating: Float(sign: .plus, exponent: -120, significand: 1))
        let theta = parameters.vectors
        let g = gradients.vectors
        let m = means.vectors
        let v = squares.vectors
        for index in 0..<parameters.vectorCount {
            let gradient = g[index]
            var mean = (meanGain * gradient).addingProduct(meanDecay, m[index])
            var square = (squareGain * gradient * gradient).addingProduct(squareDecay, v[index])
            mean.replace(with: 0, where: mean .< leastMean .& mean .> -leastMean)
            square.replace(with: 0, where: square .< leastSquare)
            m[index] = mean
            v[index] = square
            theta[index] -= rate * mean / (square.squareRoot() * inverseRoot + epsilon)
        }
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

extension FloatBuffer {
    /// The floats as vectors of eight; those behind the last float are zero and may be computed with.
    fileprivate var vectors: UnsafeMutablePointer<SIMD8<Float>> {
        UnsafeMutableRawPointer(start).assumingMemoryBound(to: SIMD8<Float>.self)
    }

    /// The number of vectors that hold all floats.
    fileprivate var vectorCount: Int { (count + 7) / 8 }
}
