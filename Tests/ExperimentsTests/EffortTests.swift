import DeclarativeFiles
import Experiments
import Testing

@Suite("Efforts")
struct EffortTests {
    @Test(
        "scale runs, epochs and training samples",
        arguments: [
            (Effort.smoke, 1, 2, 6), (.short, 2, 3, 30), (.paper, 3, 9, 60),
        ])
    func scales(effort: Effort, runs: Int, epochs: Int, samples: Int) throws {
        let laboratory = try Laboratory()
        let plan = try laboratory.plan(["runs: 2": "runs: 3", "epochs: 5": "epochs: 9"], effort: effort)
        #expect(plan.runs.count == 5 * runs)
        #expect(plan.runs[0].identity.recipe["method"]?["training"]?["epochs"] == .integer(epochs))
        #expect(plan.edition == effort.rawValue)
        try laboratory.carryOut(plan)
        #expect(try facts(laboratory, plan).samples == ["training": samples, "validation": 30, "test toy": 30])
        #expect(try laboratory.record(plan.runs[0]).effort == effort)
    }

    @Test("a single run and a single epoch stay", arguments: Effort.allCases)
    func least(effort: Effort) throws {
        let plan = try Laboratory().plan(["runs: 2": "runs: 1", "epochs: 5": "epochs: 1"], effort: effort)
        #expect(plan.runs.count == 5)
        #expect(plan.runs[0].identity.recipe["method"]?["training"]?["epochs"] == 1)
    }

    private func facts(_ laboratory: Laboratory, _ plan: ExperimentPlan) throws -> DatasetFacts {
        try DatasetFacts.read(
            folder: laboratory.store.datasetFolder(experiment: plan.spec.name, edition: plan.edition))
    }
}
