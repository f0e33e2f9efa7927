import Measurement
import NeuralNetworks
import NumericalMethods
import ProportionInference

/// Epochs of the trainer that experiments have.
func epochs(
    _ architecture: Architecture, loss: any ProportionLoss, _ data: RandomSamples, batch: Int, seconds: Double
) throws -> Span {
    let samples = data.labelled
    let checked = 0..<samples.count / 5
    let validation = LabelledSamples(
        inputs: samples.inputs.selectingRows(checked), proportions: samples.proportions.selectingRows(checked))
    let recipe = TrainingRecipe(
        epochs: 1_000_000, batchSize: batch, optimizer: Adam.Recipe(), schedule: .constant,
        initialization: .heUniform, outputBias: .askedByLoss)
    let laps = Laps(skipping: 1, seconds: seconds)
    let monitor = RunMonitor(report: { _ in laps.add() }, isCancelled: { laps.areEnough })
    let input = MethodInput(
        classes: (0..<samples.proportions.columns).map { "class \($0)" }, training: samples, validation: validation,
        tests: [])
    let method = TrainedLoss(loss: loss, architecture: architecture, training: recipe)
    do {
        _ = try method.run(on: input, seed: Seed(experiment: "training speed", base: 0), monitor: monitor)
    } catch is CancellationError {}
    return laps.span(items: samples.count)
}
