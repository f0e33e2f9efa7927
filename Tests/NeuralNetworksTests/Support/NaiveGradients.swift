import NeuralNetworks

struct NaiveGradients {
    var input: [Double]
    var parameters: [Double]
}
