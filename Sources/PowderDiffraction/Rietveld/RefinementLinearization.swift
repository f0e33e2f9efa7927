/// The second derivatives of C/2 in Gauss and Newton's approximation, and the negative first ones, for all unknowns:
/// phases, background, parameters.
struct RefinementLinearization: Sendable {
    /// The second derivatives, row by row.
    let normal: [Double]
    /// The negative first ones.
    let descent: [Double]
    /// The number of unknowns.
    let count: Int
}
