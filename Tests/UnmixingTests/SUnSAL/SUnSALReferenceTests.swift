import Foundation
import NumericalMethods
import Testing
import Unmixing

/// Problems solved by trying every set of abundances in 60 digits (`Tests/Fixtures/unmixing/make.py`).
private struct Reference: Decodable {
    let problems: [Problem]

    struct Problem: Decodable, CustomStringConvertible {
        let name: String
        let condition: Double
        let endmembers: [[Double]]
        let spectra: [[Double]]
        let positivity: Bool
        let sumToOne: Bool
        let sparsity: Double
        let abundances: [[Double]]

        var recipe: SUnSAL.Recipe {
            var constraints: SUnSAL.Constraints = []
            if positivity { constraints.insert(.positivity) }
            if sumToOne { constraints.insert(.sumToOne) }
            return SUnSAL.Recipe(constraints, sparsity: sparsity)
        }

        var description: String {
            "\(name)\(positivity ? ", x ≥ 0" : "")\(sumToOne ? ", Σx = 1" : "")\(sparsity > 0 ? ", λ" : "")"
        }

        func solve(_ recipe: SUnSAL.Recipe) throws -> SUnSAL.Solution {
            let classes = Matrix(
                rows: endmembers.count, columns: endmembers[0].count, elements: endmembers.flatMap(\.self))
            return try SUnSAL(endmembers: classes, recipe: recipe).abundances(
                of: Matrix(
                    rows: spectra.count, columns: classes.columns, elements: spectra.flatMap(\.self).map(Float.init)))
        }
    }

    static let all: [Problem] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Fixtures/unmixing/sunsal.json")
        return (try? JSONDecoder().decode(Reference.self, from: Data(contentsOf: file)))?.problems ?? []
    }()
}

@Suite("SUnSAL against exact solutions")
struct SUnSALReferenceTests {
    @Test("there are 32 problems, some of them ill-conditioned")
    func fixture() {
        #expect(Reference.all.count == 32)
        #expect(Reference.all.count { $0.condition > 1e4 } >= 8)
    }

    @Test("abundances are those of the exact solution", arguments: Reference.all)
    fileprivate func exact(problem: Reference.Problem) throws {
        let solution = try problem.solve(problem.recipe)
        #expect(solution.isConverged)
        #expect(solution.dualResidual <= 1e-12)
        for (pixel, expected) in problem.abundances.enumerated() {
            for (index, value) in expected.enumerated() {
                let error = abs(solution.abundances[pixel, index] - value)
                // The condition number times a rounding, with room; well within 1e-5.
                #expect(error <= 1e-7 * max(1, abs(value)), "pixel \(pixel), class \(index): \(error)")
                if problem.positivity { #expect((solution.abundances[pixel, index] == 0) == (value == 0)) }
            }
        }
    }

    /// ADMM alone takes as many steps as it takes, so the tolerance is what the worst conditioned problem allows.
    @Test(
        "steps alone, without polishing, go to the same solution",
        arguments: Reference.all.filter { $0.condition < 1e3 })
    fileprivate func steps(problem: Reference.Problem) throws {
        var recipe = problem.recipe
        recipe.isPolished = false
        recipe.tolerance = 1e-11
        recipe.iterationLimit = 20_000
        let solution = try problem.solve(recipe)
        #expect(solution.isConverged, "\(solution.unsolvedPixels)")
        for (pixel, expected) in problem.abundances.enumerated() {
            for (index, value) in expected.enumerated() {
                #expect(abs(solution.abundances[pixel, index] - value) <= 1e-6)
            }
        }
    }
}
