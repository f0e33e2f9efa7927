internal import NeuralNetworks
public import ProportionInference

extension Architecture {
    /// Strided convolutions whose features keep their places.
    ///
    /// Three convolutions (32@8 stride 8, 48@5 stride 5, 64@3 stride 3, same padding), each with a rectifier, are followed by
    /// a dense layer of 128 with a rectifier and one of K. Where the mean over the positions forgets at which angle a line
    /// stands, the dense layer weighs every line by its own reliability, as a fit of a whole pattern does.
    ///
    /// The convolutions are those of ``oviedoCNN``, wider towards the end. A pattern must fill the first window.
    public static let stridedDenseCNN = Architecture(
        card: CatalogCard(
            name: "strided-dense", title: "Strided convolutions, dense",
            summary: "Three strided convolutions along the pattern, then two dense layers over all positions.",
            reference: "after Oviedo et al., npj Comput. Mater. 5 (2019) 60")
    ) { points, classes in
        guard points >= 8 else { return nil }
        let convolutions = StridedConvolutions(points: points, [(32, 8), (48, 5), (64, 3)])
        return convolutions.layers + [
            Dense(
                inputs: convolutions.length * convolutions.channels, outputs: 128, activation: .rectifier),
            Dense(inputs: 128, outputs: classes, activation: .identity),
        ] as [any Layer]
    }
}
