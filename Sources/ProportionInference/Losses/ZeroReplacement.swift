/// What losses that take logarithms of true proportions put in the place of zeros.
///
///     yʹₖ = max(yₖ, δ)/Σⱼ max(yⱼ, δ)   with δ = 0.001
///
/// No proportion is below δ then, their sum is one, and the ratios of all that were above δ stay. Half of the smallest
/// proportion that can be weighed or seen is the usual choice; δ is a tenth of the smallest proportion that counts as
/// present (``Scores/supportThreshold``), so that a zero and a trace stay apart.
///
/// Source: J. A. Martín-Fernández, C. Barceló-Vidal, V. Pawlowsky-Glahn, *Dealing with zeros and missing values in
/// compositional data sets using nonparametric imputation*, Mathematical Geology 35 (2003), 253.
enum ZeroReplacement {
    /// δ, the smallest proportion that remains.
    static let floor = 0.001

    /// Σⱼ max(yⱼ, δ), by which replaced proportions are divided.
    static func total(_ targets: Span<Double>) -> Double {
        var total = 0.0
        for k in targets.indices {
            total += max(targets[k], floor)
        }
        return total
    }
}
