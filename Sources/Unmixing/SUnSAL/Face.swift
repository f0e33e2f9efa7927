/// The set of abundances that are not zero, with their signs, and the linear map that solves the problem on it.
///
/// With the columns A_S of the m classes of the set, x_S = p + N_m w, p = 1/m and N_m as in ``ReducedProblem`` for m
/// classes, or p = 0 and N_m the identity where sums are free, and with the slopes s, α for a positive abundance and -β
/// for a negative one, the minimum of ½‖A_S x_S - c‖² + sᵀx_S is
///
///     x_S = Tc + t,   T = N_m (A_S N_m)⁺,   t = p - T A_S p - TTᵀs.
struct Face {
    /// The number m of classes; negative for a set that gives no unique solution.
    let count: Int
    /// The signs, one a class; zero off the set, and in the padding.
    let signs: UnsafePointer<SIMD4<Double>>
    /// s; zero off the set.
    let slopes: UnsafePointer<SIMD4<Double>>
    /// t; zero off the set.
    let start: UnsafePointer<SIMD4<Double>>
    /// The columns of T, each in whole vectors of classes.
    let transform: UnsafePointer<SIMD4<Double>>
}
