public import NumericalMethods

/// SUnSAL: abundances by constrained sparse regression on known endmembers, with the alternating direction method of
/// multipliers (ADMM).
///
/// For every spectrum y it minimizes over the abundances x
///
///     ½‖Mx - y‖² + λ‖x‖₁,   where wanted subject to x ≥ 0 and to Σx = 1,
///
/// with the endmembers M, bands x classes, and λ ≥ 0. With both constraints the problem is that of fully constrained least
/// squares (FCLS), and λ has no effect, as ‖x‖₁ is one.
///
/// Splitting x from its copy z, which obeys the constraints of sign, gives steps that each have a closed form:
///
///     x = argmin ½‖Mx - y‖² + μ/2 ‖x - z - d‖², with Σx = 1 where wanted
///     z = argmin λ‖z‖₁ + μ/2 ‖z - x + d‖², with z ≥ 0 where wanted: shrinking x - d by λ/μ
///     d = d - (x - z)
///
/// The penalty μ is doubled or halved every ten steps where ‖x - z‖ and μ‖z - z'‖ drift apart. How this is done in
/// digits that hold for nearly dependent endmembers, and what is added to the paper's method, is told in <doc:SolvingForAbundances>.
///
/// Source: J. M. Bioucas-Dias and M. A. T. Figueiredo, *Alternating Direction Algorithms for Constrained Sparse Regression:
/// Application to Hyperspectral Unmixing*, WHISPERS 2010.
public struct SUnSAL: Sendable {
    /// What abundances must obey.
    public struct Constraints: OptionSet, Sendable, Hashable {
        /// The bits of the constraints.
        public let rawValue: UInt8

        /// Makes a set of constraints from its bits.
        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// No abundance is negative.
        public static let positivity = Constraints(rawValue: 1)
        /// The abundances of a pixel sum to one.
        public static let sumToOne = Constraints(rawValue: 2)
    }

    /// Which problem is solved, and how well.
    public struct Recipe: Sendable, Hashable {
        /// What abundances must obey; at first both constraints.
        public var constraints: Constraints = [.positivity, .sumToOne]
        /// The weight λ of the sum of the absolute abundances, zero or more, in the squared unit of the spectra.
        public var sparsity = 0.0
        /// The residual of the optimality conditions, as in ``Solution/dualResidual``, up to which a pixel that could not be
        /// polished counts as solved; a positive number.
        public var tolerance = 1e-10
        /// The largest number of steps for a pixel, at least one.
        public var iterationLimit = 1000
        /// Whether a pixel's solution is computed exactly as soon as it is known which abundances are zero.
        ///
        /// Otherwise steps are made until ``tolerance`` is reached, as they are with more than 32 classes.
        public var isPolished = true

        /// Asks for fully constrained least squares.
        public init() {}
    }

    /// Which problem is solved, and how well.
    public let recipe: Recipe
    let problem: ReducedProblem

    /// Prepares the unmixing of spectra with given endmembers.
    ///
    /// - Parameters:
    ///   - endmembers: The endmembers, classes x bands, at least one of each, in the unit of the spectra.
    ///   - recipe: Which problem to solve.
    /// - Throws: ``UnsuitableSpectra`` where an endmember has a value that is not finite, or where all are zero. One of them may
    ///   be zero, as a shadow is, and they may be linearly dependent, which leaves the abundances undetermined.
    public init(endmembers: Matrix<Double>, recipe: Recipe = Recipe()) throws(UnsuitableSpectra) {
        precondition(
            recipe.sparsity >= 0 && recipe.sparsity.isFinite && recipe.tolerance > 0 && recipe.iterationLimit > 0,
            "a sparsity of \(recipe.sparsity), a tolerance of \(recipe.tolerance), \(recipe.iterationLimit) steps")
        self.recipe = recipe
        problem = try ReducedProblem(endmembers: endmembers, recipe: recipe)
    }

    /// What comes out.
    public struct Solution: Sendable, Equatable {
        /// The abundances, pixels x classes.
        ///
        /// Where they must not be negative, many are exactly zero.
        public let abundances: Matrix<Double>
        /// The number of ADMM steps of the pixel that took most; zero where all were solved at the start.
        public let iterations: Int
        /// The largest violation of the constraints by any pixel: a negative abundance, or a sum that is not one.
        public let primalResidual: Double
        /// The largest violation of the conditions of optimality by any pixel.
        ///
        /// With the negative gradient g = Mᵀ(y - Mx), and ν the multiplier of the sum or zero, these are gₖ - ν = λ sign(xₖ)
        /// where xₖ is not zero, and |gₖ - ν| ≤ λ where it is, or only gₖ - ν ≤ λ where abundances must not be negative.
        /// The violation is divided by σ‖y‖, with σ the largest singular value of M. Where abundances sum to one, y
        /// and M are measured from the mean endmember, and σ is added to ‖y‖.
        public let dualResidual: Double
        /// The pixels that were not solved within the limit of steps, in rising order.
        ///
        /// Their abundances are what the last step gave. They have a part in the residuals, unless they are not numbers.
        public let unsolvedPixels: [Int]

        /// Whether all pixels were solved.
        public var isConverged: Bool { unsolvedPixels.isEmpty }
    }
}
