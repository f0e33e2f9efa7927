import Foundation
import NeuralNetworks

func zhang(_ bands: Int, _ classes: Int) -> [any Layer] {
    var layers: [any Layer] = []
    var length = bands
    var channels = 1
    for (outputs, window) in [(3, 5), (6, 4), (12, 5), (24, 4)] {
        let convolution = Convolution1D(
            inputLength: length, inputChannels: channels, outputChannels: outputs, window: window,
            activation: .rectifier)
        layers.append(convolution)
        let pool = MaxPool1D(inputLength: convolution.outputLength, channels: outputs, window: 2)
        layers.append(pool)
        (length, channels) = (pool.outputLength, outputs)
    }
    layers.append(Dense(inputs: length * channels, outputs: 192, activation: .rectifier))
    layers.append(Dense(inputs: 192, outputs: 150, activation: .rectifier))
    layers.append(Dense(inputs: 150, outputs: classes, activation: .identity))
    return layers
}
let batch = 128
let network = Network(layers: zhang(198, 4), batchCapacity: batch)
nonisolated(unsafe) var state: UInt64 = 1
func random() -> Float {
    state = state &* 6_364_136_223_846_793_005 &+ 1
    return Float(state >> 40) / Float(1 << 24) - 0.5
}
for i in 0..<network.parameters.count { network.parameters.start[i] = random() * 0.2 }
for i in 0..<network.input.features * network.input.leadingDimension { network.input.scalars[i] = random() }
for i in 0..<network.outputGradient.features * network.outputGradient.leadingDimension {
    network.outputGradient.scalars[i] = random()
}
let adam = Adam(.init(), parameterCount: network.parameters.count)
func time(_ name: String, _ work: () -> Void) {
    for _ in 0..<20 { work() }
    var best = Double.infinity
    var all: [Double] = []
    for _ in 0..<200 {
        let start = DispatchTime.now().uptimeNanoseconds
        work()
        let t = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e3
        best = min(best, t)
        all.append(t)
    }
    print(name, "best", best, "median", all.sorted()[100], "us")
}
time("forward") { network.forward(samples: batch) }
time("backward") { network.backward(samples: batch) }
time("adam") { adam.step(parameters: network.parameters, gradients: network.gradients) }
time("step") {
    network.forward(samples: batch)
    network.backward(samples: batch)
    adam.step(parameters: network.parameters, gradients: network.gradients)
}
for (index, layer) in network.layers.enumerated() {
    let x = ActivationMatrix(features: layer.inputFeatures, capacity: batch)
    let y = ActivationMatrix(features: layer.outputFeatures, capacity: batch)
    let dx = ActivationMatrix(features: layer.inputFeatures, capacity: batch)
    let dy = ActivationMatrix(features: layer.outputFeatures, capacity: batch)
    let g = FloatBuffer(count: max(layer.parameterCount, 1))
    let s = FloatBuffer(count: max(layer.scratchCount, 1))
    time("\(index) \(type(of: layer)) forward") {
        layer.forward(input: x, output: y, samples: batch, parameters: network.parameters.start)
    }
    time("\(index) backward") {
        layer.backward(
            BackwardPass(input: x, output: y, outputGradient: dy, inputGradient: index > 0 ? dx : nil), samples: batch,
            parameters: network.parameters.start, parameterGradients: g.start, scratch: s.start)
    }
}
