internal import ArgumentParser
internal import Experiments

/// Which runs of the experiments are meant.
struct RunOptions: ParsableArguments {
    @Option(
        name: .customLong("method"), parsing: .upToNextOption,
        help: "Only the runs of these methods; a list may also be joined by commas.")
    var methods: [String] = []

    @Option(
        name: .customLong("run"), parsing: .upToNextOption,
        help: ArgumentHelp("Only the runs of these numbers, which count from 1.", valueName: "number"))
    var runs: [Int] = []

    func validate() throws {
        try JoinedNames.check(methods, "--method")
        for run in runs { try OptionRange.check(run, in: 1..., "--run") }
    }

    /// The plans of the runs that are meant, without those that have none of them.
    ///
    /// - Parameter plans: The plans of the experiments.
    /// - Returns: All plans as they are where nothing is chosen.
    /// - Throws: A `ValidationError` where no experiment has a method of a name, or a run of a number.
    func select(from plans: [ExperimentPlan]) throws -> [ExperimentPlan] {
        let methods = JoinedNames.apart(methods)
        guard !methods.isEmpty || !runs.isEmpty else { return plans }
        let all = plans.flatMap(\.spec.methodCards).map(\.name)
        let known = all.indices.filter { all.firstIndex(of: all[$0]) == $0 }.map { all[$0] }
        for name in methods { try checkName(name, among: known, called: "method") }
        let selected = plans.map { plan in
            plan.selecting { run in
                (methods.isEmpty || methods.contains(run.method.card.name))
                    && (runs.isEmpty || runs.contains(run.run))
            }
        }
        let found = Set(selected.flatMap(\.runs).map(\.run))
        for run in runs where !found.contains(run) && plans.contains(where: { !$0.isLeftOut }) {
            throw ValidationError("there is no run \(run) of what is chosen")
        }
        return selected.filter { !$0.runs.isEmpty }
    }
}
