/// A convolution's weights in the order in which the gradient of its input meets them.
///
/// The windows that cover position q of the padded input use the taps k = q mod s, q mod s + s, … For each such phase
/// the weights stand as C x (taps, the last first) x O. Before them all stand the biases of that product: C zeros.
struct BackwardTaps {
    private let convolution: Convolution1D
    private let storage: UnsafeMutablePointer<Float>

    init(_ convolution: Convolution1D, weights: UnsafePointer<Float>, storage: UnsafeMutablePointer<Float>) {
        self.convolution = convolution
        self.storage = storage
        let outputs = convolution.outputChannels
        let inputs = convolution.inputChannels
        storage.update(repeating: 0, count: inputs)
        for phase in 0..<min(convolution.stride, convolution.window) {
            let count = self.count(phase: phase)
            var place = storage + offset(phase: phase)
            for channel in 0..<inputs {
                for index in 0..<count {
                    let tap = phase &+ (count &- 1 &- index) &* convolution.stride
                    for output in 0..<outputs {
                        place.pointee = weights[(output &* convolution.window &+ tap) &* inputs &+ channel]
                        place += 1
                    }
                }
            }
        }
    }

    /// The number of taps of a phase: how many windows cover such a position.
    func count(phase: Int) -> Int {
        phase < convolution.window ? (convolution.window &- phase &- 1) / convolution.stride &+ 1 : 0
    }

    /// The weights of a phase.
    func weights(phase: Int) -> UnsafePointer<Float> {
        UnsafePointer(storage + offset(phase: phase))
    }

    /// A zero a channel of the input.
    var biases: UnsafePointer<Float> { UnsafePointer(storage) }

    private func offset(phase: Int) -> Int {
        let taps = (0..<min(phase, convolution.window)).reduce(0) { $0 &+ count(phase: $1) }
        return convolution.inputChannels &* (1 &+ taps &* convolution.outputChannels)
    }
}
