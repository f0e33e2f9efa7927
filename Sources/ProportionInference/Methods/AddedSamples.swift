public import DeclarativeFiles
public import NumericalMethods

/// Samples of a test that trained networks learn from after all, by a protocol that leaves out what is scored.
///
/// The groups of samples, such as all of one mixture, are dealt out to folds. For each fold and each number k a network that has
/// learned from the training samples learns on, with k samples of the other folds beside these, and infers the samples of the
/// fold. So every sample is inferred, and never by a network that saw one of its group.
public struct AddedSamples: Sendable {
    /// How networks learn on.
    public struct Recipe: Sendable, Hashable {
        /// The number of steps, each of a batch.
        public var steps: Int
        /// How far a step goes, at the start; it falls to zero along half a cosine.
        public var learningRate: Double
        /// The share of added samples in a batch, above 0 and at most 1; the others are training samples.
        public var share: Double
        /// How far an added sample is moved along the features, at random, by so many of them at most.
        public var shift: Int

        /// Makes a recipe.
        public init(steps: Int, learningRate: Double, share: Double, shift: Int) {
            self.steps = steps
            self.learningRate = learningRate
            self.share = share
            self.shift = shift
        }

        /// The recipe in the form that enters a run's identity, with a number that a change of how networks learn on raises.
        public var canonical: StructuredValue {
            [
                "steps": .integer(steps), "learning-rate": .number(learningRate), "share": .number(share),
                "shift": .integer(shift), "revision": 1,
            ]
        }
    }

    /// A test part of the samples, inferred by networks that learned from so many others of them.
    public struct Part: Sendable, Hashable {
        /// The part's name.
        public let name: String
        /// How many samples its networks learn from; none, and they learn on from training samples alone.
        public let count: Int

        /// Names a part.
        public init(name: String, count: Int) {
            self.name = name
            self.count = count
        }
    }

    /// What one network learns from and infers, by the numbers of samples.
    public struct Draw: Sendable, Equatable {
        /// The part that it infers a piece of.
        public let part: String
        /// The added samples that it learns from.
        public let learned: [Int]
        /// The samples that it infers, none of which is of a group of those.
        public let inferred: [Int]
    }

    /// The samples, which are those of every part.
    public let samples: LabelledSamples
    /// Their names.
    public let names: [String]
    /// The number of the group of each sample.
    public let groups: [Int]
    /// The number of folds.
    public let folds: Int
    /// The parts.
    public let parts: [Part]
    /// How networks learn on.
    public let recipe: Recipe

    /// Puts samples and protocol together.
    ///
    /// - Parameters:
    ///   - samples: The samples.
    ///   - names: Their names.
    ///   - groups: The number of the group of each sample, from 0 without a gap.
    ///   - folds: The number of folds, two or more.
    ///   - parts: The parts that are inferred.
    ///   - recipe: How networks learn on.
    /// - Throws: ``TooFewToAdd`` where the other folds may have fewer samples than a part asks for.
    public init(
        samples: LabelledSamples, names: [String], groups: [Int], folds: Int, parts: [Part], recipe: Recipe
    ) throws(TooFewToAdd) {
        precondition(
            names.count == samples.count && groups.count == samples.count && folds >= 2,
            "\(names.count) names and \(groups.count) groups for \(samples.count) samples in \(folds) folds")
        self.samples = samples
        self.names = names
        self.groups = groups
        self.folds = folds
        self.parts = parts
        self.recipe = recipe
        // At worst a fold has the largest of the groups.
        let sizes = Dictionary(grouping: groups) { $0 }.values.map(\.count).sorted(by: >)
        let rest = sizes.dropFirst((sizes.count + folds - 1) / folds).reduce(0, +)
        if let wanted = parts.map(\.count).max(), wanted > rest || sizes.count < folds {
            throw TooFewToAdd(wanted: wanted, available: rest, groups: sizes.count, folds: folds)
        }
    }

    /// Deals out the groups and draws the samples.
    ///
    /// - Parameter seed: The source of the draws.
    /// - Returns: What each network learns from and infers. Of one fold, a smaller number of samples is part of a larger one. Where
    ///   none are added one network infers all.
    public func draws(seed: Seed) -> [Draw] {
        var order = Array(0..<(groups.max() ?? -1) + 1)
        var stream = seed.derived("folds", 0).stream()
        stream.shuffle(&order)
        var foldOfGroup = order
        for (place, group) in order.enumerated() { foldOfGroup[group] = place % folds }
        let all = Array(0..<samples.count)
        let plans = (0..<folds).map { fold in
            var others = all.filter { foldOfGroup[groups[$0]] != fold }
            var stream = seed.derived("added samples", fold).stream()
            stream.shuffle(&others)
            return (others: others, own: all.filter { foldOfGroup[groups[$0]] == fold })
        }
        return parts.flatMap { part in
            part.count == 0
                ? [Draw(part: part.name, learned: [], inferred: all)]
                : plans.map {
                    Draw(part: part.name, learned: $0.others.prefix(part.count).sorted(), inferred: $0.own)
                }
        }
    }
}

/// There are fewer samples that could be added to training than are asked for.
public struct TooFewToAdd: Error, Equatable, CustomStringConvertible {
    /// How many a part asks for.
    public let wanted: Int
    /// How many there are for sure in all folds but one.
    public let available: Int
    /// The number of groups.
    public let groups: Int
    /// The number of folds.
    public let folds: Int

    /// Says what is asked for, and what there is.
    public init(wanted: Int, available: Int, groups: Int, folds: Int) {
        self.wanted = wanted
        self.available = available
        self.groups = groups
        self.folds = folds
    }

    /// What is asked for and what there is.
    public var description: String {
        "\(wanted) samples are to be added to training, and without one of \(folds) folds \(available) are left, of "
            + "\(groups) groups in all; ask for fewer, or for other folds"
    }
}
