internal import NeuralNetworks
public import ProportionInference

extension Architecture {
    /// The pixel-based network of Zhang and others.
    ///
    /// Four convolutions (3@5, 6@4, 12@5, 24@4, valid, stride 1), each with a rectifier and max-pooling by two, are
    /// followed by dense layers of 192 and 150 with rectifiers and one of K.
    ///
    /// The paper's last layer normalizes; here the loss maps the outputs to proportions, so it is left off.
    ///
    /// Source: X. Zhang, Y. Sun, J. Zhang, P. Wu, L. Jiao, "Hyperspectral unmixing via deep convolutional neural
    /// networks", IEEE Geoscience and Remote Sensing Letters 15 (2018) 1755–1759.
    public static let zhangPixelCNN = Architecture(
        card: CatalogCard(
            name: "zhang-pixel-cnn", title: "Zhang et al., pixel-based",
            summary: "Four convolutions along the spectrum with max-pooling, then three dense layers.",
            reference: "Zhang et al., IEEE Geosci. Remote Sens. Lett. 15 (2018) 1755")
    ) { bands, classes in
        var layers: [any Layer] = []
        var (length, channels) = (bands, 1)
        for (filters, window) in [(3, 5), (6, 4), (12, 5), (24, 4)] {
            guard length - window + 1 >= 2 else { return nil }
            let convolution = Convolution1D(
                inputLength: length, inputChannels: channels, outputChannels: filters, window: window,
                activation: .rectifier)
            let pooling = MaxPool1D(inputLength: convolution.outputLength, channels: filters, window: 2)
            layers += [convolution, pooling] as [any Layer]
            (length, channels) = (pooling.outputLength, filters)
        }
        var features = length * channels
        for (outputs, activation) in [(192, Activation.rectifier), (150, .rectifier), (classes, .identity)] {
            layers.append(Dense(inputs: features, outputs: outputs, activation: activation))
            features = outputs
        }
        return layers
    }
}
