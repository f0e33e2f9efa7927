internal import NeuralNetworks
public import ProportionInference

extension Architecture {
    /// The all convolutional network ("a-CNN") of Oviedo and others.
    ///
    /// Three convolutions (32@8 stride 8, 32@5 stride 5, 32@3 stride 3, same padding), each with a rectifier, are followed
    /// by the mean of every channel over the positions and a dense layer of K.
    ///
    /// The paper's last layer normalizes; here the loss maps the outputs to proportions, so it is left off. A pattern must
    /// fill the first window.
    ///
    /// Source: F. Oviedo et al., "Fast and interpretable classification of small X-ray diffraction datasets using data
    /// augmentation and deep neural networks", npj Computational Materials 5 (2019) 60.
    public static let oviedoCNN = Architecture(
        card: CatalogCard(
            name: "oviedo-acnn", title: "Oviedo et al., a-CNN",
            summary: "Three strided convolutions along the pattern, the mean over its positions, then one dense layer.",
            reference: "Oviedo et al., npj Comput. Mater. 5 (2019) 60")
    ) { points, classes in
        guard points >= 8 else { return nil }
        let convolutions = StridedConvolutions(points: points, [(32, 8), (32, 5), (32, 3)])
        return convolutions.layers + [
            GlobalAveragePool1D(inputLength: convolutions.length, channels: convolutions.channels),
            Dense(inputs: convolutions.channels, outputs: classes, activation: .identity),
        ] as [any Layer]
    }
}
