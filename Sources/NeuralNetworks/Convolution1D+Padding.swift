extension Convolution1D {
    /// How far the windows of a convolution reach beyond the signal, where they meet zeros.
    public enum Padding: Sendable, Equatable {
        /// Nowhere: only windows that fit whole count, ⌊(L - w)/s⌋ + 1 of them.
        case valid
        /// As far as ⌈L/s⌉ windows need, max((⌈L/s⌉ - 1)·s + w - L, 0) positions, the smaller half of them on the left:
        /// what Keras and TensorFlow call by this name.
        case same

        /// The number of windows.
        func outputLength(inputLength: Int, window: Int, stride: Int) -> Int {
            switch self {
            case .valid: (inputLength - window) / stride + 1
            case .same: (inputLength - 1) / stride + 1
            }
        }
    }

    /// The number p of positions that the first window reaches beyond the signal.
    var leftPadding: Int {
        switch padding {
        case .valid: 0
        case .same: max((outputLength - 1) * stride + window - inputLength, 0) / 2
        }
    }

    /// The part of a window that lies within the signal, as a run of rows of the input.
    struct Run {
        /// The first row.
        let row: Int
        /// The number of rows, which is that of columns of W: at least a position's.
        let terms: Int
        /// The number of columns of W before those that are met.
        let skippedTerms: Int
    }

    /// The run of rows of an output position.
    func run(_ position: Int) -> Run {
        let start = position &* stride &- leftPadding
        let first = max(start, 0)
        let end = min(start &+ window, inputLength)
        return Run(
            row: first &* inputChannels, terms: (end &- first) &* inputChannels,
            skippedTerms: (first &- start) &* inputChannels)
    }

    /// The output positions whose windows are whole.
    var wholePositions: Range<Int> {
        let first = min((leftPadding + stride - 1) / stride, outputLength)
        let reach = inputLength + leftPadding - window
        return first..<(reach < 0 ? first : max(min(reach / stride + 1, outputLength), first))
    }

    /// The number of output positions whose windows lie within so many positions of the input, from the first on, or reach
    /// beyond the end of the signal.
    func outputPositions(within inputPositions: Int) -> Int {
        guard inputPositions < inputLength else { return outputLength }
        let reach = inputPositions + leftPadding - window
        return reach < 0 ? 0 : min(reach / stride + 1, outputLength)
    }
}
