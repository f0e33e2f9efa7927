internal import Experiments
internal import ProportionInference

extension DiffractionRecipe {
    /// The measured patterns that are added to training, by the spec's protocol.
    ///
    /// - Parameters:
    ///   - samples: The measured patterns, or nothing where they are not there.
    ///   - names: Their names.
    ///   - options: Of what effort it is; steps become fewer as training samples do.
    /// - Returns: The patterns and the protocol, or nothing where none are added.
    /// - Throws: `TooFewToAdd` where there are too few mixtures for it.
    func added(
        _ samples: LabelledSamples?, names: [String], _ options: PreparationOptions
    ) throws -> AddedSamples? {
        guard let addition, let samples else { return nil }
        var recipe = addition.recipe
        recipe.steps = max(1, Int((Double(recipe.steps) * options.trainingShare).rounded()))
        return try AddedSamples(
            samples: samples, names: names, groups: samples.mixtures(), folds: addition.folds, parts: addedParts,
            recipe: recipe)
    }
}

extension LabelledSamples {
    /// The number of the mixture of each sample, from 0 in the order in which they come.
    ///
    /// Samples whose proportions agree within 0.01, directly or through others, are of one mixture: weighing is much more exact,
    /// and mixtures that are meant to differ differ by more.
    func mixtures() -> [Int] {
        var numbers = Array(0..<count)
        for later in 0..<count {
            for earlier in 0..<later
            where zip(proportions.row(earlier), proportions.row(later)).allSatisfy({ abs($0 - $1) <= 0.01 }) {
                let (kept, replaced) = (numbers[earlier], numbers[later])
                for index in 0...later where numbers[index] == replaced { numbers[index] = kept }
            }
        }
        var order: [Int] = []
        return numbers.map { number in
            if let place = order.firstIndex(of: number) { return place }
            order.append(number)
            return order.count - 1
        }
    }
}
