import Experiments
import Foundation
import ProportionInference
import ScientificFormats
import Testing

@Suite("What determines a run")
struct IdentityTests {
    private let laboratory: Laboratory
    private let plan: ExperimentPlan

    init() throws {
        laboratory = try Laboratory()
        plan = try laboratory.plan()
    }

    /// Everything stored so far is known by this hash: where it changes without need, all of it is run again.
    @Test("the hash of a fixed recipe stays what it was")
    func pinned() {
        #expect(plan.runs[0].identity.hash == "a02f5f4d16ae24eed8af5db038d66b3f59c6d8dd883ccab5784324d8b4d2cab7")
    }

    @Test(
        "titles, the report and other losses are no part of it",
        arguments: [
            ("title: Toy\nseed", "title: Another\nseed"), ("table: 9", "table: 3"), ("title: Toy}", "title: Other}"),
            ("losses: [mse-dirichlet, ce-dirichlet,", "losses: [mse-dirichlet,"), ("runs: 2", "runs: 3"),
        ])
    func indifferent(old: String, new: String) throws {
        #expect(try laboratory.plan([old: new]).runs[0].identity == plan.runs[0].identity)
    }

    @Test(
        "what changes the numbers is part of it",
        arguments: [
            ("epochs: 5", "epochs: 6"), ("seed: 7", "seed: 8"), ("train: 60", "train: 61"), ("scale: 1", "scale: 2"),
            ("batch: 16", "batch: 17"), ("0.01", "0.02"), ("name: toy", "name: toy-2"),
            ("  batch: 16", "  batch: 16\n  schedule: cosine"),
            ("  batch: 16", "  batch: 16\n  initialization: glorot-uniform"),
            ("  batch: 16", "  batch: 16\n  output-bias: {fixed: 0}"),
            ("  batch: 16", "  batch: 16\n  output-scale: 0.5"),
        ])
    func different(old: String, new: String) throws {
        let changed = try laboratory.plan([old: new])
        #expect(zip(changed.runs, plan.runs).allSatisfy { $0.identity.hash != $1.identity.hash })
    }

    @Test("the contents of files, their absence and the effort are part of it")
    func surroundings() throws {
        let efforts = try Effort.allCases.map { try laboratory.plan(effort: $0).runs[0].identity.hash }
        try Data("other\n".utf8).write(to: URL(filePath: laboratory.folder + "/data/toy.txt"))
        let other = try laboratory.plan().runs[0].identity.hash
        try FileManager.default.removeItem(atPath: laboratory.folder + "/data/toy.txt")
        let standIn = try laboratory.plan()
        #expect(standIn.source.standIn != nil)
        #expect(Set(efforts + [other, standIn.runs[0].identity.hash]).count == 5)
    }

    @Test("all runs differ, and those of equal number only in their method")
    func methods() {
        #expect(Set(plan.runs.map(\.identity.hash)).count == 10)
        for number in 1...2 {
            let recipes = plan.runs.filter { $0.run == number }.map { run in
                var recipe = run.identity.recipe
                recipe["method"] = nil
                return recipe
            }
            #expect(recipes.allSatisfy { $0 == recipes[0] } && recipes.count == 5)
        }
    }

    @Test("run r has the same seed for every loss, and another than the other runs")
    func seeds() {
        let seeds = Dictionary(grouping: plan.runs, by: \.run).mapValues { Set($0.map(\.seed)) }
        #expect(seeds.values.allSatisfy { $0.count == 1 })
        #expect(Set(seeds.values.flatMap { $0 }).count == 2)
    }

    /// A rate of 1e-30 moves no weight of a size that a `Float` can tell from another.
    @Test("run r starts with the same weights for every loss")
    func initialWeights() throws {
        let plan = try laboratory.plan(["0.01": "1.0e-30"])
        try laboratory.carryOut(plan)
        let weights = try plan.runs.map { run in
            let file = try SafetensorsFile.read(path: laboratory.path(run) + "/weights.safetensors")
            return (run: run.run, values: try #require(file.tensors.first { $0.name == "0.weight" }).values)
        }
        for (run, values) in weights { #expect(values == weights[run - 1].values) }
        #expect(weights[0].values != weights[1].values)
        #expect(Set(weights[0].values).count > 100)
    }

    @Test("a run's identity is the hash of the recipe that its record holds")
    func recorded() throws {
        try laboratory.carryOut(plan)
        let record = try laboratory.record(plan.runs[3])
        #expect(record.identity == RunIdentity(recipe: record.recipe).hash)
        #expect(record.identity == plan.runs[3].identity.hash)
    }
}
