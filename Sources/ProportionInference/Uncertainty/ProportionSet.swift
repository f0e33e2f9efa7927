/// The proportions that a sample may have: for each class whether it is there, and an interval.
public struct ProportionSet: Sendable, Codable, Equatable {
    /// What is said of one class.
    public struct Member: Sendable, Codable, Equatable {
        /// Whether it is there.
        public let presence: Presence
        /// The lower end of its interval, 0 to 1; zero for a class that is absent.
        public let lower: Double
        /// The upper end of its interval, 0 to 1; zero for a class that is absent.
        public let upper: Double

        /// Makes a member.
        public init(presence: Presence, lower: Double, upper: Double) {
            self.presence = presence
            (self.lower, self.upper) = presence == .absent ? (0, 0) : (lower, upper)
        }

        /// Whether a proportion is among those that are said to be possible.
        public func contains(_ proportion: Double) -> Bool {
            switch presence {
            case .absent: proportion == 0
            case .possible: proportion == 0 || (lower...upper).contains(proportion)
            case .present: proportion > 0 && (lower...upper).contains(proportion)
            }
        }

        /// The length of the interval; zero for a class that is absent.
        public var width: Double { upper - lower }
    }

    /// What is said of each class, in their order.
    public let members: [Member]

    /// Makes a set.
    public init(members: [Member]) { self.members = members }

    /// Whether all proportions of a sample are in it.
    public func contains(_ proportions: some Collection<Double>) -> Bool {
        zip(members, proportions).allSatisfy { $0.contains($1) }
    }
}
