internal import NumericalMethods

/// The proportion of one class as the Dirichlet distribution of a network's outputs has it: Pₖ ~ Beta(αₖ, S − αₖ).
///
/// The concentrations α come from losses that read outputs so: see ``RectifiedConcentrations``. Nothing is calibrated.
public enum DirichletMarginals {
    /// The central interval of a class that holds it with a probability, for concentrations α.
    public static func interval(of k: Int, concentrations: some Collection<Double>, level: Double) -> ClosedRange<
        Double
    > {
        let (own, rest) = parameters(of: k, concentrations)
        let tail = (1 - level) / 2
        let lower = betaQuantile(tail, own, rest)
        return lower...max(lower, betaQuantile(1 - tail, own, rest))
    }

    /// The largest level whose central interval does not hold a proportion: |2 P(Pₖ < y) − 1|.
    ///
    /// A proportion of zero is in no interval.
    public static func levelReaching(_ proportion: Double, of k: Int, concentrations: some Collection<Double>) -> Double
    {
        let (own, rest) = parameters(of: k, concentrations)
        return abs(2 * regularizedIncompleteBeta(proportion, own, rest) - 1)
    }

    private static func parameters(of k: Int, _ concentrations: some Collection<Double>) -> (own: Double, rest: Double)
    {
        let own = concentrations[concentrations.index(concentrations.startIndex, offsetBy: k)]
        return (own, concentrations.reduce(0, +) - own)
    }
}
