import NumericalMethods
import Testing
import Unmixing

@Suite("SUnSAL")
struct SUnSALTests {
    @Test("with axes for endmembers, it is the projection on the simplex, worked by hand")
    func simplexProjection() throws {
        let axes = Matrix<Double>(rows: 3, columns: 3, elements: [1, 0, 0, 0, 1, 0, 0, 0, 1])
        let spectra = Matrix<Float>(
            rows: 4, columns: 3, elements: [0.25, 0.5, 0.25, 2, 0, 0, 1, 1, -1, 0.5, 0.25, 0])
        let solution = try SUnSAL(endmembers: axes).abundances(of: spectra)
        let expected = [0.25, 0.5, 0.25, 1, 0, 0, 0.5, 0.5, 0, 7.0 / 12, 4.0 / 12, 1.0 / 12]
        for (found, value) in zip(solution.abundances.elements, expected) { #expect(abs(found - value) <= 1e-15) }
    }

    @Test("with axes and free sums, λ shrinks each abundance by itself")
    func shrinkage() throws {
        let axes = Matrix<Double>(rows: 2, columns: 2, elements: [2, 0, 0, 1])
        let spectra = Matrix<Float>(rows: 2, columns: 2, elements: [4, -0.75, -0.125, 0.5])
        // ½(2x - y)² + ½|x| is least where 4x = 2y ∓ ½.
        let free = try SUnSAL(endmembers: axes, recipe: SUnSAL.Recipe([], sparsity: 0.5)).abundances(of: spectra)
        #expect(free.abundances.elements == [1.875, -0.25, 0, 0])
        let positive = try SUnSAL(endmembers: axes, recipe: SUnSAL.Recipe(.positivity, sparsity: 0.25))
            .abundances(of: spectra)
        #expect(positive.abundances.elements == [1.9375, 0, 0, 0.25])
    }

    @Test("a limit of steps is an outcome, with what was reached and which pixels are unsolved")
    func limit() throws {
        let problem = UnmixingProblem.nearlyEqual(classes: 4, difference: 1e-3, seed: 2)
        var recipe = SUnSAL.Recipe()
        recipe.isPolished = false
        recipe.iterationLimit = 5
        let solution = try SUnSAL(endmembers: problem.endmembers, recipe: recipe).abundances(of: problem.spectra)
        #expect(!solution.isConverged && solution.iterations == 5)
        #expect(solution.dualResidual > recipe.tolerance || solution.primalResidual > recipe.tolerance)
        #expect(solution.unsolvedPixels == solution.unsolvedPixels.sorted())
        #expect(Set(solution.unsolvedPixels).count == solution.unsolvedPixels.count)
        #expect(solution.abundances.elements.allSatisfy { $0 >= 0 })
        // A pixel that is not among the unsolved ones is solved.
        let solved = try SUnSAL(endmembers: problem.endmembers).abundances(of: problem.spectra)
        for pixel in 0..<200 where !solution.unsolvedPixels.contains(pixel) {
            for (found, value) in zip(solution.abundances.row(pixel), solved.abundances.row(pixel)) {
                #expect(abs(found - value) <= 1e-6)
            }
        }
    }

    @Test("the same bits come out for any number of workers", arguments: [false, true])
    func workers(isPolished: Bool) throws {
        let problem = UnmixingProblem.random(classes: 5, pixels: 3001, seed: 6)
        var recipe = SUnSAL.Recipe()
        recipe.isPolished = isPolished
        recipe.iterationLimit = 30
        let sunsal = try SUnSAL(endmembers: problem.endmembers, recipe: recipe)
        let alone = sunsal.abundances(of: problem.spectra)
        #expect(alone == sunsal.abundances(of: problem.spectra, workers: 2))
        #expect(alone == sunsal.abundances(of: problem.spectra, workers: 7))
    }

    @Test("a pixel's abundances do not depend on the pixels around it", arguments: SUnSAL.Recipe.allConstraints)
    func neighbours(constraints: SUnSAL.Constraints) throws {
        let problem = UnmixingProblem.random(classes: 6, pixels: 500, seed: 7)
        let sunsal = try SUnSAL(endmembers: problem.endmembers, recipe: SUnSAL.Recipe(constraints, sparsity: 0.02))
        let together = sunsal.abundances(of: problem.spectra)
        for pixel in stride(from: 0, to: 500, by: 13) {
            let alone = sunsal.abundances(of: problem.spectra.selectingRows([pixel]))
            #expect(alone.abundances.elements == Array(together.abundances.row(pixel)))
        }
    }

    @Test("neither the order of the classes nor the unit of the spectra matters")
    func invariance() throws {
        let problem = UnmixingProblem.random(classes: 5, seed: 8)
        let order = [3, 0, 4, 1, 2]
        let plain = try SUnSAL(endmembers: problem.endmembers).abundances(of: problem.spectra).abundances
        let permuted = try SUnSAL(endmembers: problem.endmembers.selectingRows(order))
            .abundances(of: problem.spectra).abundances
        // A power of two changes no rounding.
        var (endmembers, spectra) = (problem.endmembers, problem.spectra)
        endmembers.elements = endmembers.elements.map { $0 * 4096 }
        spectra.elements = spectra.elements.map { $0 * 4096 }
        let scaled = try SUnSAL(endmembers: endmembers).abundances(of: spectra).abundances
        for pixel in 0..<plain.rows {
            for (index, old) in order.enumerated() {
                #expect(abs(permuted[pixel, index] - plain[pixel, old]) <= 1e-13)
                #expect(abs(scaled[pixel, index] - plain[pixel, index]) <= 1e-13)
            }
        }
    }

    @Test("one class that must sum to one is all there is")
    func oneClass() throws {
        let solution = try SUnSAL(endmembers: Matrix(rows: 1, columns: 3, elements: [1, 2, 3])).abundances(
            of: Matrix(rows: 2, columns: 3, elements: [0, 0, 0, 5, -4, 3]))
        #expect(solution.abundances.elements == [1, 1] && solution.isConverged)
    }

    @Test("a black pixel holds nothing where sums are free, and a zero endmember is shade where they are not")
    func darkness() throws {
        let endmembers = Matrix<Double>(rows: 2, columns: 3, elements: [1, 2, 3, 3, 1, 0])
        let black = Matrix<Float>(rows: 1, columns: 3, repeating: 0)
        let free = try SUnSAL(endmembers: endmembers, recipe: SUnSAL.Recipe(.positivity)).abundances(of: black)
        #expect(free.abundances.elements == [0, 0] && free.isConverged && free.dualResidual == 0)

        let shaded = Matrix<Double>(rows: 3, columns: 3, elements: endmembers.elements + [0, 0, 0])
        let half = Matrix<Float>(rows: 1, columns: 3, elements: [0.5, 1, 1.5])
        let solution = try SUnSAL(endmembers: shaded).abundances(of: half)
        for (found, value) in zip(solution.abundances.elements, [0.5, 0, 0.5]) { #expect(abs(found - value) <= 1e-14) }
    }

    @Test("equal endmembers share what is theirs, and the problem is solved", arguments: SUnSAL.Recipe.allConstraints)
    func dependent(constraints: SUnSAL.Constraints) throws {
        var problem = UnmixingProblem.random(classes: 3, pixels: 60, seed: 9)
        var endmembers = problem.endmembers
        endmembers = endmembers.selectingRows([0, 1, 2, 1])
        var stream = Seed(experiment: "equal endmembers", base: 0).stream()
        problem = UnmixingProblem(endmembers: endmembers, pixels: 60, noise: 0.02, stream: &stream)
        let recipe = SUnSAL.Recipe(constraints)
        let solution = try SUnSAL(endmembers: endmembers, recipe: recipe).abundances(of: problem.spectra)
        #expect(solution.isConverged)
        #expect(problem.violation(solution.abundances, recipe) <= 1e-9)
        // With one of the two left out, the same mixture is reached.
        let single = try SUnSAL(endmembers: endmembers.selectingRows(0..<3), recipe: recipe)
            .abundances(of: problem.spectra)
        for pixel in 0..<60 {
            let both = solution.abundances[pixel, 1] + solution.abundances[pixel, 3]
            #expect(abs(both - single.abundances[pixel, 1]) <= 1e-6)
        }
    }

    @Test("a pixel that is not finite is unsolved, and spoils no other")
    func notFinite() throws {
        let problem = UnmixingProblem.random(classes: 4, pixels: 50, seed: 10)
        let clean = try SUnSAL(endmembers: problem.endmembers).abundances(of: problem.spectra)
        var spectra = problem.spectra
        spectra[17, 3] = .nan
        spectra[20, 0] = .infinity
        let solution = try SUnSAL(endmembers: problem.endmembers).abundances(of: spectra)
        #expect(solution.unsolvedPixels == [17, 20])
        for pixel in 0..<50 where pixel != 17 && pixel != 20 {
            #expect(solution.abundances.row(pixel) == clean.abundances.row(pixel))
        }
        #expect(solution.abundances.row(17).allSatisfy { $0.isNaN })
        #expect(solution.dualResidual <= 1e-13)
    }

    @Test("no pixels have no abundances")
    func empty() throws {
        let solution = try SUnSAL(endmembers: Matrix(rows: 1, columns: 2, elements: [1, 2]))
            .abundances(of: Matrix(rows: 0, columns: 2, elements: []), workers: 3)
        #expect(solution.abundances.rows == 0 && solution.isConverged)
    }

    @Test("endmembers that are no endmembers are refused")
    func refused() {
        #expect(throws: UnsuitableSpectra(reason: "all endmembers are zero")) {
            try SUnSAL(endmembers: Matrix(rows: 2, columns: 3, repeating: 0))
        }
        #expect(throws: UnsuitableSpectra(reason: "endmember 1 holds nan in band 0")) {
            try SUnSAL(endmembers: Matrix(rows: 2, columns: 2, elements: [1, 2, .nan, 4]))
        }
    }
}
