import NumericalMethods
import Testing
import Unmixing

@Suite("SUnSAL's conditions of optimality")
struct SUnSALOptimalityTests {
    @Test(
        "hold to rounding on random endmembers, in all four problems",
        arguments: [1, 2, 3, 4, 6, 11, 30], SUnSAL.Recipe.allConstraints)
    func random(classes: Int, constraints: SUnSAL.Constraints) throws {
        let problem = UnmixingProblem.random(classes: classes, seed: UInt64(classes))
        for sparsity in [0, 0.05, 2] {
            let recipe = SUnSAL.Recipe(constraints, sparsity: sparsity)
            let solution = try SUnSAL(endmembers: problem.endmembers, recipe: recipe)
                .abundances(of: problem.spectra)
            #expect(solution.isConverged && solution.primalResidual <= 1e-14, "λ = \(sparsity)")
            #expect(problem.violation(solution.abundances, recipe) <= 1e-13, "λ = \(sparsity)")
        }
    }

    @Test(
        "hold where endmembers are nearly equal, up to a condition number of a million",
        arguments: [1e-2, 1e-4, 1e-6], SUnSAL.Recipe.allConstraints)
    func illConditioned(difference: Double, constraints: SUnSAL.Constraints) throws {
        for classes in [3, 5, 8] {
            let problem = UnmixingProblem.nearlyEqual(classes: classes, difference: difference, seed: 1)
            let recipe = SUnSAL.Recipe(constraints)
            let solution = try SUnSAL(endmembers: problem.endmembers, recipe: recipe)
                .abundances(of: problem.spectra)
            #expect(solution.isConverged, "\(classes) classes: \(solution.unsolvedPixels.count) pixels")
            #expect(solution.primalResidual <= 1e-9)
            #expect(problem.violation(solution.abundances, recipe) <= 1e-9, "\(classes) classes")
        }
    }

    @Test("hold to the tolerance after steps alone", arguments: SUnSAL.Recipe.allConstraints)
    func unpolished(constraints: SUnSAL.Constraints) throws {
        let problem = UnmixingProblem.random(classes: 7, noise: 0.3, seed: 3)
        for sparsity in [0, 0.3] {
            var recipe = SUnSAL.Recipe(constraints, sparsity: sparsity)
            recipe.isPolished = false
            recipe.tolerance = 1e-9
            recipe.iterationLimit = 5000
            let solution = try SUnSAL(endmembers: problem.endmembers, recipe: recipe)
                .abundances(of: problem.spectra)
            #expect(solution.isConverged && solution.dualResidual <= 1e-9)
            #expect(problem.violation(solution.abundances, recipe) <= 2e-9)
            // So much noise makes all signs occur where they may.
            #expect(
                solution.abundances.elements.contains { $0 < -0.1 } != constraints.contains(.positivity))
        }
    }

    @Test("hold with a library of more endmembers than bands and than are polished")
    func library() throws {
        let problem = UnmixingProblem.random(classes: 40, bands: 30, pixels: 50, seed: 4)
        var recipe = SUnSAL.Recipe(.positivity, sparsity: 0.05)
        recipe.tolerance = 1e-8
        recipe.iterationLimit = 20_000
        let solution = try SUnSAL(endmembers: problem.endmembers, recipe: recipe).abundances(of: problem.spectra)
        #expect(solution.isConverged)
        #expect(problem.violation(solution.abundances, recipe) <= 1e-7)
        #expect(solution.abundances.elements.count { $0 == 0 } > 500)
    }

    @Test("the residual that is reported is the one that is there")
    func residual() throws {
        let problem = UnmixingProblem.random(classes: 5, seed: 5)
        for limit in [1, 3, 10, 30] {
            var recipe = SUnSAL.Recipe(.positivity)
            recipe.isPolished = false
            recipe.iterationLimit = limit
            let solution = try SUnSAL(endmembers: problem.endmembers, recipe: recipe)
                .abundances(of: problem.spectra)
            #expect(!solution.isConverged && solution.iterations == limit)
            // The norm of Frobenius is up to √5 times the largest singular value, which the solution's residual is over;
            // and y has a part that no endmember reaches.
            let violation = problem.violation(solution.abundances, recipe)
            #expect(violation > 1e-12)
            #expect((1...3).contains(solution.dualResidual / violation), "\(limit) steps")
        }
    }
}
