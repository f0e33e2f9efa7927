internal import DeclarativeFiles
internal import ProportionInference

/// Which measured patterns are added to training, and how: the section `added` of a spec's `split`.
///
/// ```yaml
/// split:
///   kind: simulated
///   …
///   added:
///     counts: [0, 1, 2, 4, 8]  # test parts xrd-measured-added-0, …, whose networks learn from so many patterns
///     folds: 3                 # mixtures are dealt out to so many; a network infers one and learns from the others
///     steps: 200               # of batches, after the training
///     learning-rate: 0.0003
///     share: 0.25              # of measured patterns in a batch
///     shift: 1                 # points of the grid
/// ```
struct MeasuredAddition: Sendable, Hashable {
    let counts: [Int]
    let folds: Int
    let recipe: AddedSamples.Recipe

    /// Reads the section, and reports what is wrong with it.
    ///
    /// - Parameters:
    ///   - split: The section `split`.
    ///   - patterns: How many measured patterns the dataset has.
    ///   - dataset: The dataset's name.
    /// - Returns: The addition, or nothing where there is no such section or a problem was reported.
    static func read(in split: Section, patterns: Int, of dataset: String) -> MeasuredAddition? {
        split.explain([
            "added": "Measured patterns that networks learn from after training, by leaving out what is scored."
        ])
        guard let section = split.optionalSection("added") else { return nil }
        section.explain([
            "counts":
                "From how many patterns networks learn, ascending; each is a test part NAME-measured-added-COUNT.",
            "folds": "To how many folds mixtures are dealt out; a network infers one and learns from the others.",
            "steps": "How many batches each network learns from.",
            "learning-rate": "How far a step goes, at the start; it falls to zero along half a cosine.",
            "share": "The share of measured patterns in a batch; the others are simulated.",
            "shift": "By how many points of the grid a measured pattern is moved at random, at most.",
        ])
        let counts = section.integers("counts", in: 0...1000)
        let folds = section.integer("folds", in: 2...1000)
        let steps = section.integer("steps", in: 1...1_000_000)
        let learningRate = section.number("learning-rate", above: 0, upTo: 10)
        let share = section.number("share", above: 0, upTo: 1)
        let shift = section.integer("shift", in: 0...1000, default: 0)
        section.finish()
        guard let counts, let folds, let steps, let learningRate, let share, let shift else { return nil }
        guard patterns > 0 else {
            split.report("the dataset '\(dataset)' has no measured patterns that could be added", at: "added")
            return nil
        }
        guard !counts.isEmpty, zip(counts, counts.dropFirst()).allSatisfy(<) else {
            section.report("'counts' must be ascending numbers", at: "counts")
            return nil
        }
        let rest = patterns - (patterns + folds - 1) / folds
        guard folds <= patterns, counts.allSatisfy({ $0 <= rest }) else {
            section.report(
                "of \(patterns) measured patterns, \(max(rest, 0)) are left without one of \(folds) folds", at: "counts"
            )
            return nil
        }
        return MeasuredAddition(
            counts: counts, folds: folds,
            recipe: AddedSamples.Recipe(steps: steps, learningRate: learningRate, share: share, shift: shift))
    }

    /// The test parts that come of it.
    func parts(of measured: String) -> [AddedSamples.Part] {
        counts.map { AddedSamples.Part(name: "\(measured)-added-\($0)", count: $0) }
    }

    var canonical: StructuredValue {
        ["counts": .array(counts.map { .integer($0) }), "folds": .integer(folds), "recipe": recipe.canonical]
    }
}
