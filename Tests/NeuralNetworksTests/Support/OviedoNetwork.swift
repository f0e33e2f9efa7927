import NeuralNetworks

/// The a-CNN of Oviedo et al., "Fast and interpretable classification of small X-ray diffraction datasets using data
/// augmentation and deep neural networks", npj Computational Materials 5 (2019) 60.
func oviedoLayers(points: Int, classes: Int) -> [any Layer] {
    var layers: [any Layer] = []
    var (length, channels) = (points, 1)
    for window in [8, 5, 3] {
        layers.append(
            Convolution1D(
                inputLength: length, inputChannels: channels, outputChannels: 32, window: window, stride: window,
                padding: .same, activation: .rectifier))
        (length, channels) = ((length + window - 1) / window, 32)
    }
    return layers + [
        GlobalAveragePool1D(inputLength: length, channels: channels),
        Dense(inputs: channels, outputs: classes, activation: .identity),
    ]
}
