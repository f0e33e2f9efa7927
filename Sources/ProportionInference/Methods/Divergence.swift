/// Where the numbers of a run ceased to be finite.
public struct Divergence: Error, Sendable, Equatable, CustomStringConvertible {
    /// The epoch, counted from one; one for a method without epochs.
    public let epoch: Int
    /// The step of the epoch, counted from one.
    public let step: Int

    /// Names an epoch and a step.
    public init(epoch: Int, step: Int) {
        self.epoch = epoch
        self.step = step
    }

    /// The place in words.
    public var description: String { "the loss was not finite in epoch \(epoch), step \(step)" }
}
