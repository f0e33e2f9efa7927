import NumericalMethods
import Testing
import Unmixing

/// The three steps of the paper as they stand there, for one pixel, at a fixed penalty.
private struct PlainADMM {
    let endmembers: Matrix<Double>
    let recipe: SUnSAL.Recipe
    let penalty: Double

    /// The copies z after so many steps from the solution without constraints of sign.
    func copies(of spectrum: [Double], steps: Int) -> [Double] {
        let classes = endmembers.rows
        let shrinkage = recipe.sparsity / penalty
        let sumsToOne = recipe.constraints.contains(.sumToOne)
        var z = minimum(of: spectrum, near: [Double](repeating: 0, count: classes), penalty: 0)
        // Where the sum is one, a multiplier that all classes share changes no x; this one cancels the pull of λ on x > 0.
        var d = [Double](repeating: sumsToOne ? -shrinkage : 0, count: classes)
        for _ in 0..<steps {
            let x = minimum(of: spectrum, near: zip(z, d).map { $0 + $1 }, penalty: penalty)
            for index in 0..<classes {
                let value = x[index] - d[index]
                z[index] = max(value - shrinkage, 0)
                if !recipe.constraints.contains(.positivity) { z[index] += min(value + shrinkage, 0) }
                d[index] -= x[index] - z[index]
            }
        }
        return z
    }

    /// The minimum of ½‖Mx - y‖² + μ/2 ‖x - q‖², under Σx = 1 where wanted, from its normal equations.
    private func minimum(of spectrum: [Double], near q: [Double], penalty: Double) -> [Double] {
        let classes = endmembers.rows
        func product(_ x: ArraySlice<Double>, _ y: some Sequence<Double>) -> Double {
            zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
        }
        var system = (0..<classes).map { row in
            (0..<classes).map { column in
                product(endmembers.row(row), endmembers.row(column)) + (row == column ? penalty : 0)
            } + [product(endmembers.row(row), spectrum) + penalty * q[row]]
        }
        if recipe.constraints.contains(.sumToOne) {
            for row in 0..<classes { system[row].insert(1, at: classes) }
            system.append([Double](repeating: 1, count: classes) + [0, 1])
        }
        return Array(solution(of: system).prefix(classes))
    }

    /// Gauss and Jordan's elimination; the last column is the right side.
    private func solution(of system: [[Double]]) -> [Double] {
        var system = system
        for pivot in system.indices {
            let best = (pivot..<system.count).max { abs(system[$0][pivot]) < abs(system[$1][pivot]) } ?? pivot
            system.swapAt(pivot, best)
            for row in system.indices where row != pivot {
                let factor = system[row][pivot] / system[pivot][pivot]
                for column in system[row].indices { system[row][column] -= factor * system[pivot][column] }
            }
        }
        return system.indices.map { (system[$0].last ?? 0) / system[$0][$0] }
    }
}

@Suite("SUnSAL's steps")
struct SUnSALStepTests {
    /// M = VΣUᵀ with singular values 3, 2, 1 and ½, and with one column of V in the direction of the sum.
    private static let endmembers: Matrix<Double> = {
        let v: [[Double]] = [[1, 1, 1, 1], [1, -1, 1, -1], [1, 1, -1, -1], [1, -1, -1, 1]]
        let u = [v[2], v[0], v[3], v[1]]
        var endmembers = Matrix(rows: 4, columns: 4, repeating: 0.0)
        for (index, value) in [3, 2, 1, 0.5].enumerated() {
            for row in 0..<4 {
                for band in 0..<4 { endmembers[row, band] += value * v[row][index] * u[index][band] / 4 }
            }
        }
        return endmembers
    }()

    /// The geometric mean of the extreme eigenvalues of MᵀM, on the plane of sum zero where sums are fixed.
    private func penalty(_ constraints: SUnSAL.Constraints) -> Double {
        constraints.contains(.sumToOne) ? 2 * 0.5 : 3 * 0.5
    }

    private func recipe(_ constraints: SUnSAL.Constraints, _ sparsity: Double, limit: Int) -> SUnSAL.Recipe {
        var recipe = SUnSAL.Recipe(constraints, sparsity: sparsity)
        recipe.isPolished = false
        recipe.iterationLimit = limit
        recipe.tolerance = 1e-300
        return recipe
    }

    @Test(
        "are the paper's, one by one", arguments: SUnSAL.Recipe.allConstraints, [0, 0.4])
    func steps(constraints: SUnSAL.Constraints, sparsity: Double) throws {
        let spectra = Matrix<Float>(
            rows: 3, columns: 4, elements: [0.5, -1.25, 0.75, 0.25, 1, 1.5, -2, 0.5, -0.25, 0.5, 3, -1.75])
        for limit in 1...10 {
            let recipe = recipe(constraints, sparsity, limit: limit)
            let plain = PlainADMM(
                endmembers: Self.endmembers, recipe: recipe, penalty: penalty(constraints))
            let solution = try SUnSAL(endmembers: Self.endmembers, recipe: recipe).abundances(of: spectra)
            // Without anything that steps could change, the start is the solution.
            if constraints.contains(.positivity) || sparsity > 0 { #expect(solution.iterations == limit) }
            for pixel in 0..<3 {
                let expected = plain.copies(of: spectra.row(pixel).map(Double.init), steps: limit)
                for (found, value) in zip(solution.abundances.row(pixel), expected) {
                    #expect(abs(found - value) <= 1e-13, "step \(limit)")
                }
            }
        }
    }

    @Test("go on as they were when the pixels around a pixel are solved")
    func lanes() throws {
        // Five pure pixels are solved when they are first judged, after ten steps; pixels near pure ones take more than
        // twenty, and have moved to the lanes of the others meanwhile.
        let mixtures = (0..<9).flatMap { pixel in
            (0..<4).map { Float(Self.endmembers[pixel % 4, $0]) * (pixel < 5 ? 1.0 : 1.01) }
        }
        let spectra = Matrix<Float>(rows: 9, columns: 4, elements: mixtures)
        var recipe = recipe(.positivity, 0, limit: 20)
        recipe.tolerance = 1e-13
        let solution = try SUnSAL(endmembers: Self.endmembers, recipe: recipe).abundances(of: spectra)
        #expect(solution.unsolvedPixels == [5, 6, 7, 8])
        let plain = PlainADMM(endmembers: Self.endmembers, recipe: recipe, penalty: penalty(.positivity))
        for pixel in 5..<9 {
            let expected = plain.copies(of: spectra.row(pixel).map(Double.init), steps: 20)
            // After ten steps the penalty may change, which tells at this distance from the solution, but hardly.
            for (found, value) in zip(solution.abundances.row(pixel), expected) { #expect(abs(found - value) <= 1e-9) }
        }
    }
}
