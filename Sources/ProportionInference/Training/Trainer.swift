internal import NeuralNetworks
internal import NumericalMethods

/// Trains one network with one loss: minibatches in random order, validation after every epoch, and the parameters of
/// the epoch with the lowest validation MMAE in the end.
final class Trainer {
    /// Counts the changes to training, optimizer, initialization and the order of sums that alter a run's numbers, and leave a
    /// trained network what it was.
    static let revision = 2

    let network: Network
    private let loss: any ProportionLoss
    private let recipe: TrainingRecipe
    private let seed: Seed
    private let optimizer: Adam

    init(network: Network, loss: any ProportionLoss, recipe: TrainingRecipe, seed: Seed) {
        self.network = network
        self.loss = loss
        self.recipe = recipe
        self.seed = seed
        optimizer = Adam(recipe.optimizer, parameterCount: network.parameters.count)
    }

    /// The epoch with the lowest validation MMAE so far.
    private struct Selected {
        let epoch: Int
        let scores: Scores
        let parameters: [Float]
    }

    func train(on input: MethodInput, monitor: RunMonitor) throws -> MethodResult {
        var history: [EpochRecord] = []
        var selected: Selected?
        var divergence: Divergence?
        do {
            for epoch in 1...recipe.epochs {
                let record = try run(epoch: epoch, on: input, monitor: monitor)
                history.append(record)
                if record.validation.mmae < selected?.scores.mmae ?? .infinity {
                    selected = Selected(
                        epoch: epoch, scores: record.validation, parameters: network.parameters.copy())
                }
                monitor.report(
                    RunMonitor.Progress(
                        done: epoch, total: recipe.epochs,
                        measure: .error(
                            name: "validation MMAE", current: record.validation.mmae,
                            best: selected?.scores.mmae ?? .nan)))
            }
        } catch let found as Divergence {
            divergence = found
        }
        if let selected { network.parameters.replace(with: selected.parameters) }
        let predictions = selected == nil ? [] : input.tests.map(predict)
        return MethodResult(
            divergence: divergence, history: history, selectedEpoch: selected?.epoch, validation: selected?.scores,
            predictions: predictions, parameters: selected == nil ? [] : network.namedParameters())
    }

    private func run(epoch: Int, on input: MethodInput, monitor: RunMonitor) throws -> EpochRecord {
        let trainingLoss = try trainOnce(epoch: epoch, on: input.training, monitor: monitor)
        let check = evaluate(input.validation)
        return EpochRecord(
            epoch: epoch, trainingLoss: trainingLoss, validationLoss: check.meanLoss,
            validation: Scores(predictions: check.proportions, targets: input.validation.proportions),
            deadClasses: check.deadClasses)
    }

    /// One pass over the training samples.
    ///
    /// - Returns: The mean loss, each sample's taken before the step that it belongs to.
    private func trainOnce(epoch: Int, on samples: LabelledSamples, monitor: RunMonitor) throws -> Double {
        var order = Array(0..<samples.count)
        var stream = seed.derived("order", epoch).stream()
        stream.shuffle(&order)
        let batches = (samples.count + recipe.batchSize - 1) / recipe.batchSize
        var sum = 0.0
        for batch in 0..<batches {
            try monitor.checkCancellation()
            let rows = order[batch * recipe.batchSize..<min((batch + 1) * recipe.batchSize, order.count)]
            let progress = (Double(epoch - 1) + Double(batch) / Double(batches)) / Double(recipe.epochs)
            let loss = step(samples, rows: rows, rateFactor: recipe.schedule.factor(progress: progress))
            guard loss.isFinite else { throw Divergence(epoch: epoch, step: batch + 1) }
            sum += loss
        }
        return sum / Double(samples.count)
    }

    /// One step of the optimizer.
    ///
    /// - Returns: The sum of the losses of the batch before the step; where it is not finite no step is made.
    func step(_ samples: LabelledSamples, rows: ArraySlice<Int>, rateFactor: Double) -> Double {
        network.loadInput(samples.inputs, rows: rows)
        network.forward(samples: rows.count)
        let loss = backpropagate(targets: samples.proportions, rows: rows, gradientScale: 1 / Double(rows.count))
        guard loss.isFinite else { return loss }
        network.backward(samples: rows.count)
        optimizer.step(parameters: network.parameters, gradients: network.gradients, rateFactor: rateFactor)
        return loss
    }

    /// How long steps and evaluations take, in seconds a sample: the means of a few, after some to warm up.
    func secondsPerSample(of input: MethodInput) -> (step: Double, check: Double) {
        let rows = Array(0..<min(recipe.batchSize, input.training.count))[...]
        func mean(samples: Int, _ body: () -> Void) -> Double {
            for _ in 0..<2 { body() }
            var (seconds, count) = (0.0, 0)
            while count < 3 || seconds < 0.06 {
                seconds += ProcessorTime.seconds(body)
                count += 1
            }
            return seconds / Double(count * samples)
        }
        let some = 0..<min(recipe.batchSize, input.validation.count)
        let checked = LabelledSamples(
            inputs: input.validation.inputs.selectingRows(some),
            proportions: input.validation.proportions.selectingRows(some))
        // A rate of zero leaves the parameters as they are, so that no number grows.
        return (
            mean(samples: rows.count) { _ = step(input.training, rows: rows, rateFactor: 0) },
            mean(samples: checked.count) { _ = evaluate(checked) }
        )
    }

    /// The sum of the losses of the batch whose outputs the network holds; their gradient goes to the network.
    private func backpropagate(targets: Matrix<Double>, rows: ArraySlice<Int>, gradientScale: Double) -> Double {
        loss.evaluateBatch(
            outputs: network.output.scalars, leadingDimension: network.output.leadingDimension, targets: targets,
            rows: rows.span, gradient: network.outputGradient.scalars, gradientScale: gradientScale)
    }

    /// What the network makes of samples whose proportions are known.
    private struct Evaluation {
        var meanLoss = 0.0
        var proportions: Matrix<Double>
        var deadClasses: [Int] = []
    }

    private func evaluate(_ samples: LabelledSamples) -> Evaluation {
        let classes = samples.proportions.columns
        var evaluation = Evaluation(proportions: Matrix(rows: samples.count, columns: classes, repeating: 0))
        var watch = GradientWatch(classes: classes)
        forEachBatch(of: samples.inputs) { rows in
            evaluation.meanLoss += backpropagate(targets: samples.proportions, rows: rows, gradientScale: 1)
            writeProportions(of: rows, into: &evaluation.proportions)
            watch.observe(
                gradient: network.outputGradient.scalars,
                leadingDimension: network.outputGradient.leadingDimension, samples: rows.count)
        }
        evaluation.meanLoss /= Double(samples.count)
        evaluation.deadClasses = Set(watch.deadClasses + constantOutputs(in: evaluation.proportions)).sorted()
        return evaluation
    }

    func predict(_ part: MethodInput.TestPart) -> MethodResult.Prediction {
        var proportions = Matrix(rows: part.inputs.rows, columns: network.output.features, repeating: 0.0)
        forEachBatch(of: part.inputs) { rows in writeProportions(of: rows, into: &proportions) }
        return MethodResult.Prediction(part: part.name, proportions: proportions)
    }

    /// Writes the proportions of the batch whose outputs the network holds.
    private func writeProportions(of rows: ArraySlice<Int>, into proportions: inout Matrix<Double>) {
        loss.writeProportions(
            outputs: network.output.scalars, leadingDimension: network.output.leadingDimension, into: &proportions,
            rows: rows.startIndex..<rows.endIndex)
    }

    /// Puts samples through the network, batch by batch in their order.
    private func forEachBatch(of inputs: Matrix<Float>, _ body: (ArraySlice<Int>) -> Void) {
        let all = Array(0..<inputs.rows)
        for start in stride(from: 0, to: inputs.rows, by: network.batchCapacity) {
            let rows = all[start..<min(start + network.batchCapacity, inputs.rows)]
            network.loadInput(inputs, rows: rows)
            network.forward(samples: rows.count)
            body(rows)
        }
    }
}
