public import NumericalMethods

/// How often sets hold the true proportions, and how large they are.
public struct SetCoverage: Sendable, Codable, Equatable {
    /// Samples that have something in common.
    public struct Stratum: Sendable, Codable, Equatable {
        /// What they have in common, such as `2 classes present` or `with calcite`.
        public let name: String
        /// Their number.
        public let samples: Int
        /// The share of them whose true proportions are in their sets, all classes at once.
        public let coverage: Double
    }

    /// Strata of fewer samples are left out: chance alone decides there.
    public static let smallestStratum = 10

    /// The number of samples.
    public let samples: Int
    /// The share of samples whose true proportions are in their sets, all classes at once.
    public let joint: Double
    /// The share of samples for which the proportion of a class is in its interval, one a class.
    public let byClass: [Double]
    /// The mean length of the interval of a class, one a class.
    public let widths: [Double]
    /// The strata: by number of classes present, and by class that is present.
    public let strata: [Stratum]

    /// Counts.
    ///
    /// - Parameters:
    ///   - sets: The set of each sample.
    ///   - targets: The true proportions, samples x classes.
    ///   - classes: The names of the classes.
    public init(of sets: [ProportionSet], targets: Matrix<Double>, classes: [String]) {
        self.init(
            held: sets.indices.map { sample in
                zip(sets[sample].members, targets.row(sample)).map { $0.contains($1) }
            }, widths: sets.map { $0.members.map(\.width) }, targets: targets, classes: classes)
    }

    /// Counts what is known already.
    ///
    /// - Parameters:
    ///   - held: Whether the proportion is in the interval, for each sample and class.
    ///   - widths: The lengths of the intervals, for each sample and class.
    ///   - targets: The true proportions, samples x classes.
    ///   - classes: The names of the classes.
    public init(held: [[Bool]], widths: [[Double]], targets: Matrix<Double>, classes: [String]) {
        precondition(
            held.count == targets.rows && widths.count == targets.rows && classes.count == targets.columns,
            "\(held.count) sets for \(targets.rows) samples")
        let isHeld = held.map { $0.allSatisfy(\.self) }
        func share(_ rows: [Int], _ holds: (Int) -> Bool) -> Double {
            Double(rows.count(where: holds)) / Double(rows.count)
        }
        let all = Array(held.indices)
        samples = held.count
        joint = share(all) { isHeld[$0] }
        byClass = classes.indices.map { k in share(all) { held[$0][k] } }
        self.widths = classes.indices.map { k in widths.reduce(0) { $0 + $1[k] } / Double(widths.count) }
        let counts = all.map { row in targets.row(row).count { $0 > 0 } }
        let byCount = (1...max(classes.count, 1)).map { count in
            ("\(count) \(count == 1 ? "class" : "classes") present", all.filter { counts[$0] == count })
        }
        let byName = classes.enumerated().map { k, name in ("with \(name)", all.filter { targets[$0, k] > 0 }) }
        strata = (byCount + byName).filter { $0.1.count >= Self.smallestStratum }.map { name, rows in
            Stratum(name: name, samples: rows.count, coverage: share(rows) { isHeld[$0] })
        }
    }

    /// The stratum with the lowest coverage, the first of equals; nothing where all are too small.
    public var worst: Stratum? { strata.min { $0.coverage < $1.coverage } }

    /// The mean length of an interval over all classes.
    public var meanWidth: Double { widths.reduce(0, +) / Double(max(widths.count, 1)) }
}
