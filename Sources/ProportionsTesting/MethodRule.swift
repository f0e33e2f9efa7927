internal import NumericalMethods
public import ProportionInference

/// What every method that infers proportions has to do: baselines and trained losses alike.
///
/// ```swift
/// @Test(arguments: MethodRule.allCases) func conforms(rule: MethodRule) throws {
///     #expect(try rule.violations(by: myMethod, on: input) == [])
/// }
/// ```
public enum MethodRule: String, Sendable, CaseIterable {
    /// Predictions are for test parts that there are, with a row for each sample and a column for each class, all finite.
    case predictionsFitTheTestParts
    /// The same seed gives the same bits, with any number of threads.
    case sameSeedGivesSameBits
    /// Another seed gives another result exactly where the method says that it is random.
    case randomnessIsTold
    /// What determines its results is told the same each time, and is not changed by shortening to a length that it has.
    case recipeIsStable
    /// A stop is obeyed where the method takes steps, or the method is done before it is asked.
    case stopIsObeyed
    /// The time that it expects to take is a finite number, zero or more.
    case expectedTimeIsFinite

    /// Tries a method.
    ///
    /// - Parameters:
    ///   - method: The method, short enough to be run several times.
    ///   - input: What it works on.
    /// - Returns: Where the method breaks the rule, a sentence each; nothing where it keeps it.
    /// - Throws: What keeps the method from having a result.
    public func violations(by method: any ProportionMethod, on input: MethodInput) throws -> [String] {
        func run(_ base: UInt64, threads: Int = 1) throws -> MethodResult {
            try method.run(
                on: input, seed: Seed(experiment: "conformance", base: base), monitor: RunMonitor(threads: threads))
        }
        switch self {
        case .predictionsFitTheTestParts:
            return try run(1).predictions.flatMap { Self.faults(of: $0, in: input) }
        case .sameSeedGivesSameBits:
            let first = try run(1).predictions
            return try [1, 2].compactMap { threads in
                try run(1, threads: threads).predictions == first
                    ? nil : "a second run with the same seed and \(threads) threads gives other proportions"
            }
        case .randomnessIsTold:
            let isRandom = try run(1).predictions != run(2).predictions
            guard isRandom != method.isRandom else { return [] }
            return [
                isRandom
                    ? "another seed gives other proportions, and 'isRandom' is false"
                    : "another seed gives the same proportions, and 'isRandom' is true"
            ]
        case .recipeIsStable:
            return [
                method.canonical == method.canonical ? nil : "'canonical' changes from one call to the next",
                method.shortened { $0 }.canonical == method.canonical
                    ? nil : "'canonical' changes where the length does not",
            ].compactMap(\.self)
        case .stopIsObeyed:
            let monitor = RunMonitor(isCancelled: { true })
            do {
                let result = try method.run(on: input, seed: Seed(experiment: "conformance", base: 1), monitor: monitor)
                return result.history.isEmpty ? [] : ["it trained \(result.history.count) epochs after a stop"]
            } catch is CancellationError {
                return []
            }
        case .expectedTimeIsFinite:
            let seconds = try method.expectedSeconds(on: DatasetSpecimen(of: input), threads: 1)
            return seconds.isFinite && seconds >= 0 ? [] : ["it expects to take \(seconds) seconds"]
        }
    }

    private static func faults(of prediction: MethodResult.Prediction, in input: MethodInput) -> [String] {
        guard let part = input.tests.first(where: { $0.name == prediction.part }) else {
            return ["there is no test part '\(prediction.part)'"]
        }
        let found = prediction.proportions
        guard found.rows == part.inputs.rows, found.columns == input.classes.count else {
            return [
                "\(found.rows) x \(found.columns) proportions for \(part.inputs.rows) samples of "
                    + "\(input.classes.count) classes"
            ]
        }
        return found.elements.allSatisfy(\.isFinite) ? [] : ["proportions of '\(part.name)' are not finite"]
    }
}
