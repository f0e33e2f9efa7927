import NeuralNetworks
import NumericalMethods
import TestSupport
import Testing

/// What comes of a trial.
struct ImageResults: Equatable {
    var output: [Float]
    var inputGradient: [Float]
    var parameterGradients: [Float]
}
