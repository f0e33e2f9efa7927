import NeuralNetworks

/// The pixel-based network of Zhang et al., "Hyperspectral unmixing via deep convolutional neural networks", IEEE
/// Geoscience and Remote Sensing Letters 15 (2018) 1755-1759.
func zhangLayers(bands: Int, classes: Int) -> [any Layer] {
    var layers: [any Layer] = []
    var (length, channels) = (bands, 1)
    for (outputs, window) in [(3, 5), (6, 4), (12, 5), (24, 4)] {
        let convolution = Convolution1D(
            inputLength: length, inputChannels: channels, outputChannels: outputs, window: window,
            activation: .rectifier)
        let pool = MaxPool1D(inputLength: convolution.outputLength, channels: outputs, window: 2)
        layers += [convolution, pool]
        (length, channels) = (pool.outputLength, outputs)
    }
    return layers + [
        Dense(inputs: length * channels, outputs: 192, activation: .rectifier),
        Dense(inputs: 192, outputs: 150, activation: .rectifier),
        Dense(inputs: 150, outputs: classes, activation: .identity),
    ]
}
