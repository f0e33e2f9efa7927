/// The numbers that stand for missing ones: those that are not a number, and the ignored value of a file.
///
/// Headers often give the largest numbers in few digits, so beyond 10³⁰ five digits must agree.
struct MissingValue {
    private let ignored: Float
    private let tolerance: Float

    /// Knows the ignored value of a file, if there is one.
    init(ignored: Double?) {
        self.ignored = ignored.map { Float($0) } ?? .nan
        tolerance = abs(self.ignored) >= 1e30 && self.ignored.isFinite ? 1e-5 * abs(self.ignored) : 0
    }

    /// Whether a number stands for a missing one.
    @inline(__always)
    func matches(_ value: Float) -> Bool {
        value.isNaN || value == ignored || abs(value - ignored) <= tolerance
    }
}
