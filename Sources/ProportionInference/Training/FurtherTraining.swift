internal import NeuralNetworks
internal import NumericalMethods

/// Lets copies of a trained network learn on from added samples, and infer those that were left out.
struct FurtherTraining {
    let network: Network
    let loss: any ProportionLoss
    /// The recipe of the training so far, of which the size of batches stays.
    let recipe: TrainingRecipe
    let added: AddedSamples
    let seed: Seed

    /// The predictions of every part of the added samples, and which samples each copy learned from.
    ///
    /// - Parameters:
    ///   - training: The samples that the network has learned from.
    ///   - monitor: Says when to stop.
    /// - Returns: The predictions, and a table `added.csv`.
    /// - Throws: ``Divergence`` where a copy's loss is not finite, and a `CancellationError`.
    func run(
        training: LabelledSamples, monitor: RunMonitor
    ) throws -> (predictions: [MethodResult.Prediction], table: MethodResult.Table) {
        let parameters = network.parameters.copy()
        let classes = added.samples.proportions.columns
        var proportions = Dictionary(
            added.parts.map { ($0.name, Matrix(rows: added.samples.count, columns: classes, repeating: 0.0)) }
        ) { first, _ in first }
        var text = "part,learned,inferred\n"
        for (index, draw) in added.draws(seed: seed).enumerated() {
            network.parameters.replace(with: parameters)
            let trainer = try learn(from: draw.learned, training, seed: seed.derived("learning on", index), monitor)
            let inferred = trainer.predict(
                MethodInput.TestPart(
                    name: draw.part, inputs: added.samples.inputs.selectingRows(draw.inferred)))
            for (row, sample) in draw.inferred.enumerated() {
                for column in 0..<classes {
                    proportions[draw.part]?[sample, column] = inferred.proportions[row, column]
                }
            }
            func names(_ samples: [Int]) -> String { samples.map { added.names[$0] }.joined(separator: " ") }
            text += "\(draw.part),\(names(draw.learned)),\(names(draw.inferred))\n"
        }
        let predictions = added.parts.compactMap { part in
            proportions[part.name].map { MethodResult.Prediction(part: part.name, proportions: $0) }
        }
        return (predictions, MethodResult.Table(file: "added.csv", text: text))
    }

    /// Steps with added and training samples in each batch.
    private func learn(
        from learned: [Int], _ training: LabelledSamples, seed: Seed, _ monitor: RunMonitor
    ) throws -> Trainer {
        var recipe = recipe
        recipe.optimizer.learningRate = added.recipe.learningRate
        let trainer = Trainer(network: network, loss: loss, recipe: recipe, seed: seed)
        var stream = seed.stream()
        for step in 0..<added.recipe.steps {
            try monitor.checkCancellation()
            let batch = batch(learned, training, from: &stream)
            let rate = LearningRateSchedule.cosine.factor(progress: Double(step) / Double(added.recipe.steps))
            guard trainer.step(batch, rows: Array(0..<batch.count)[...], rateFactor: rate).isFinite else {
                throw Divergence(epoch: recipe.epochs + 1, step: step + 1)
            }
        }
        return trainer
    }

    /// A batch: its share of added samples, moved a little, and training samples, all drawn with replacement.
    private func batch(
        _ learned: [Int], _ training: LabelledSamples, from stream: inout RandomStream
    ) -> LabelledSamples {
        let size = recipe.batchSize
        let share = learned.isEmpty ? 0 : max(1, Int((added.recipe.share * Double(size)).rounded()))
        var inputs: [Float] = []
        var proportions: [Double] = []
        for place in 0..<size {
            let isAdded = place < share
            let source = isAdded ? added.samples : training
            let row = isAdded ? learned[stream.integer(below: learned.count)] : stream.integer(below: training.count)
            let shift = isAdded ? stream.integer(below: 2 * added.recipe.shift + 1) - added.recipe.shift : 0
            inputs += source.inputs.row(row).moved(by: shift)
            proportions += source.proportions.row(row)
        }
        return LabelledSamples(
            inputs: Matrix(rows: size, columns: training.inputs.columns, elements: inputs),
            proportions: Matrix(rows: size, columns: training.proportions.columns, elements: proportions))
    }
}

extension ArraySlice<Float> {
    /// The values moved up by some places; what leaves at one end is lost, and the value at the other end is repeated.
    fileprivate func moved(by places: Int) -> [Float] {
        guard places != 0 else { return Array(self) }
        return indices.map { self[Swift.min(Swift.max($0 - places, startIndex), endIndex - 1)] }
    }
}
