internal import NeuralNetworks

/// Convolutions along a pattern, one after the other, whose windows do not overlap; each with a rectifier.
struct StridedConvolutions {
    /// The convolutions.
    let layers: [any Layer]
    /// How many positions the last one leaves.
    let length: Int
    /// How many channels it has.
    let channels: Int

    /// Puts the convolutions together, with same padding.
    ///
    /// - Parameters:
    ///   - points: The points of a pattern.
    ///   - sizes: The filters of each convolution, and its window, which is its stride, too.
    init(points: Int, _ sizes: [(filters: Int, window: Int)]) {
        var convolutions: [Convolution1D] = []
        var (length, channels) = (points, 1)
        for (filters, window) in sizes {
            let convolution = Convolution1D(
                inputLength: length, inputChannels: channels, outputChannels: filters, window: window, stride: window,
                padding: .same, activation: .rectifier)
            convolutions.append(convolution)
            (length, channels) = (convolution.outputLength, filters)
        }
        layers = convolutions
        (self.length, self.channels) = (length, channels)
    }
}
