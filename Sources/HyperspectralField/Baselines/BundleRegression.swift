internal import NeuralNetworks
internal import NumericalMethods
internal import ProportionInference
internal import Unmixing

/// SUnSAL with bundles: the proportions of classes are the sums over the spectra of each.
struct BundleRegression {
    /// What the abundances of spectra must fulfil beside not being negative.
    enum Constraint: Hashable {
        /// They sum to one.
        case sumToOne
        /// Nothing, and proportions are their shares; the weight of their sum keeps them few.
        case shares(sparsity: Double)
    }

    let bundles: EndmemberBundles
    let constraint: Constraint

    /// The proportions of spectra on the scale of the bundles.
    ///
    /// A spectrum with nothing of any class has equal shares.
    func proportions(of spectra: Matrix<Float>, monitor: RunMonitor) throws -> Matrix<Double> {
        var recipe = SUnSAL.Recipe()
        // Where bundles are too many to be polished, digits that abundances are looked at with do.
        (recipe.tolerance, recipe.iterationLimit) = (1e-7, 5000)
        if case .shares(let sparsity) = constraint { (recipe.constraints, recipe.sparsity) = (.positivity, sparsity) }
        let solution = try SUnSAL(endmembers: bundles.spectra, recipe: recipe)
            .abundances(of: spectra, workers: monitor.threads, isCancelled: monitor.isCancelled)
        var proportions = bundles.summed(solution.abundances)
        guard constraint != .sumToOne else { return proportions }
        for row in 0..<proportions.rows {
            let sum = proportions.row(row).reduce(0, +)
            for index in 0..<proportions.columns {
                proportions[row, index] = sum > 0 ? proportions[row, index] / sum : 1 / Double(proportions.columns)
            }
        }
        return proportions
    }
}

extension NamedParameters {
    /// The spectra of bundles, spectra x bands.
    init(_ bundles: EndmemberBundles) {
        self.init(
            name: "endmembers", shape: [bundles.spectra.rows, bundles.spectra.columns],
            values: bundles.spectra.elements.map(Float.init))
    }
}
