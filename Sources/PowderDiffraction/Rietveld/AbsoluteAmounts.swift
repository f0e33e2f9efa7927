/// The amounts of all phases and of the rest, by an ``InternalStandard``.
public struct AbsoluteAmounts: Sendable {
    /// The standard.
    public let standard: InternalStandard
    /// The place of its phase among all.
    public let standardIndex: Int
    /// The amount of each phase in the whole sample, in the order of the phases.
    public let phases: [InternalStandard.Amount]
    /// What no phase accounts for, in the whole sample: below zero where phases account for more than there is.
    public let rest: InternalStandard.Amount

    /// An amount of the sample before the standard was added.
    ///
    /// - Parameter amount: The amount in the whole sample, of something other than the standard.
    /// - Returns: The amount over that of all but the standard.
    public func original(_ amount: InternalStandard.Amount) -> InternalStandard.Amount {
        amount.scaled(by: 1 / (1 - standard.fraction))
    }
}
