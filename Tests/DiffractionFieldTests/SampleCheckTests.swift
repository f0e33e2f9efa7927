import NumericalMethods
import PowderDiffraction
import ProportionInference
import Testing

@testable import DiffractionField

@Suite("Kept samples against their recipe")
struct SampleCheckTests {
    private func database(_ edit: (String) -> String = { $0 }) throws -> PatternDatabase {
        let recipe = try SimulationReadingTests.recipe(edit(SimulationReadingTests.ranges))
        let structures = SimulationReadingTests.phases.compactMap(CrystalStructure.builtIn(named:))
        let grid = try #require(AngleGrid(first: 20, step: 0.2, count: 200))
        return PatternDatabase(
            simulator: try PatternSimulator(recipe: recipe, structures: structures, grid: grid),
            preparation: PatternPreparation(backgroundWindow: nil, takesRoots: false), phaseCount: 4)
    }

    private func samples(_ database: PatternDatabase, _ part: PatternDatabase.Part) throws -> LabelledSamples {
        let made = try database.samples(of: part, monitor: RunMonitor())
        return LabelledSamples(inputs: made.patterns, proportions: made.fractions)
    }

    @Test("a sample made alone has the bits that it has among all, mixed or simulated whole", arguments: [7, nil])
    func alone(pure: Int?) throws {
        let database = try database { pure == nil ? $0.replacing("pure-patterns: 40\n", with: "") : $0 }
        let part = PatternDatabase.Part(name: "test", count: 30, purePatterns: pure)
        let all = try samples(database, part)
        for index in 0..<30 {
            let sample = database.sample(index, of: part)
            #expect(sample.pattern == Array(all.inputs.row(index)))
            #expect(sample.fractions == Array(all.proportions.row(index)))
        }
    }

    @Test("samples of another recipe are found out, and so is a block of which every sample was changed")
    func found() throws {
        let database = try database()
        let part = PatternDatabase.Part(name: "test", count: 1100, purePatterns: 4)
        let all = try samples(database, part)
        #expect(SampleCheck(part: part, database: database).fault(in: all) == nil)
        let other = try self.database { $0.replacing("0.003", with: "0.004") }
        #expect(SampleCheck(part: part, database: other).fault(in: all)?.contains("'test'") == true)
        var inputs = all.inputs
        for index in 1000..<1100 { inputs[index, 5] = inputs[index, 5].nextUp }
        let changed = LabelledSamples(inputs: inputs, proportions: all.proportions)
        #expect(SampleCheck(part: part, database: database).fault(in: changed) != nil)
    }
}
