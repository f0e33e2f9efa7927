/// Some patterns with known proportions, on one abscissa, and where the classes have their lines, for figures.
public struct PatternPicture: Sendable, Equatable {
    /// Where a class has its lines.
    public struct Marks: Sendable, Codable, Equatable {
        /// The class's name.
        public let name: String
        /// The places of its lines on the abscissa: the strong ones, as many as are to be shown.
        public let positions: [Double]

        /// Names a class, and says where it has its lines.
        public init(name: String, positions: [Double]) {
            self.name = name
            self.positions = positions
        }
    }

    /// One pattern.
    public struct Pattern: Sendable, Equatable {
        /// What it is called, such as `measured 05`.
        public let title: String
        /// The name of the part that it belongs to.
        public let part: String
        /// Its values as the network sees them, of which the largest is 1: one for each position.
        public let values: [Double]
        /// Its true proportions, in the order of the marks.
        public let proportions: [Double]

        /// Makes a pattern of its values and its proportions.
        public init(title: String, part: String, values: [Double], proportions: [Double]) {
            self.title = title
            self.part = part
            self.values = values
            self.proportions = proportions
        }
    }

    /// The abscissa: finite numbers, each above the one before, two or more.
    public let positions: [Double]
    /// What the abscissa is, with its unit, such as `2θ (degrees)`.
    public let axisLabel: String
    /// The classes, and where they have their lines.
    public let marks: [Marks]
    /// The patterns, in the order in which they are shown.
    public let patterns: [Pattern]

    /// Makes a picture; values must be given for every position, and proportions for every class.
    public init(positions: [Double], axisLabel: String, marks: [Marks], patterns: [Pattern]) {
        precondition(Self.isAbscissa(positions), "\(positions.count) positions that do not rise")
        for pattern in patterns {
            precondition(
                pattern.values.count == positions.count && pattern.proportions.count == marks.count,
                "\(pattern.values.count) values at \(positions.count) positions, and \(pattern.proportions.count) "
                    + "proportions of \(marks.count) classes")
        }
        self.positions = positions
        self.axisLabel = axisLabel
        self.marks = marks
        self.patterns = patterns
    }

    /// Whether numbers are finite and rise, and are two or more.
    package static func isAbscissa(_ positions: [Double]) -> Bool {
        positions.count >= 2 && positions.allSatisfy(\.isFinite) && zip(positions, positions.dropFirst()).allSatisfy(<)
    }
}
