import Foundation
import NumericalMethods
import TestSupport
import Testing

@Suite struct LeastSquaresTests {
    private struct Problem: Decodable {
        let normal: [Double]
        let right: [Double]
        let signed: [Bool]
        let solution: [Double]
    }

    @Test("non-negative least squares are those of SciPy")
    func fixtures() throws {
        let problems: [Problem] = try Fixtures.json("rietveld/least-squares.json")
        #expect(problems.count == 20)
        #expect(problems.contains { $0.signed.contains(true) && $0.solution.contains(0) })
        for problem in problems {
            let solution = NonNegativeLeastSquares.solve(
                normal: problem.normal, right: problem.right, isSigned: problem.signed,
                isUsed: problem.signed.map { _ in true })
            // SciPy works with the matrix itself, this with its square: half the digits are sure.
            #expect(largestDifference(solution, problem.solution) < 1e-8)
        }
    }

    /// The best of all sets of unknowns that may be above zero.
    @Test("no set of unknowns does better")
    func bruteForce() {
        var random = RandomStream(seed: 3)
        let count = 6
        for _ in 0..<100 {
            let (normal, right) = problem(count, from: &random)
            let isSigned = (0..<count).map { _ in random.uniform() < 0.3 }
            let isUsed = (0..<count).map { _ in random.uniform() < 0.8 }
            let solution = NonNegativeLeastSquares.solve(
                normal: normal, right: right, isSigned: isSigned, isUsed: isUsed)
            #expect(zip(solution, isUsed).allSatisfy { $1 || $0 == 0 })
            #expect(zip(solution, isSigned).allSatisfy { $1 || $0 >= 0 })
            var best = 0.0
            for set in 1..<(1 << count) {
                let chosen = (0..<count).filter { set >> $0 & 1 == 1 && isUsed[$0] }
                let part = chosen.flatMap { row in chosen.map { normal[row * count + $0] } }
                guard let factor = CholeskyFactor(part, order: chosen.count) else { continue }
                let values = factor.solve(chosen.map { right[$0] })
                guard zip(chosen, values).allSatisfy({ isSigned[$0] || $1 >= 0 }) else { continue }
                var x = [Double](repeating: 0, count: count)
                for (index, value) in zip(chosen, values) { x[index] = value }
                best = min(best, objective(x, normal, right))
            }
            #expect(abs(objective(solution, normal, right) - best) <= 1e-10 * abs(best))
        }
    }

    /// Two columns that are the same, one that is zero, and numbers far from one: no sum of squares is lost, and it ends.
    @Test("columns that say nothing new do no harm")
    func degenerate() {
        let solution = NonNegativeLeastSquares.solve(
            normal: [2, 2, 0, 2, 2, 0, 0, 0, 0], right: [4, 4, 0], isSigned: [false, false, false],
            isUsed: [true, true, true])
        #expect(abs(solution[0] + solution[1] - 2) < 1e-9 && solution[2] == 0)
        let far = NonNegativeLeastSquares.solve(
            normal: [1e30, 0, 0, 1e-30], right: [1e30, 1e-30], isSigned: [false, false], isUsed: [true, true])
        #expect(largestDifference(far, [1, 1]) < 1e-12)
        for right in [[0.0, 0], [-1, -1]] {
            let none = NonNegativeLeastSquares.solve(
                normal: [1, 0.5, 0.5, 1], right: right, isSigned: [false, false], isUsed: [true, true])
            #expect(none == [0, 0])
        }
        let broken = NonNegativeLeastSquares.solve(
            normal: [.nan, 0, 0, .infinity], right: [1, .nan], isSigned: [true, false], isUsed: [true, true])
        #expect(broken.count == 2)
    }

    /// By hand: L = (2 0 0; 6 1 0; -8 5 3).
    @Test("a Cholesky factor by hand")
    func cholesky() throws {
        let matrix: [Double] = [4, 12, -16, 12, 37, -43, -16, -43, 98]
        let factor = try #require(CholeskyFactor(matrix, order: 3))
        // A (1, 2, 3)ᵀ.
        #expect(largestDifference(factor.solve([-20, -43, 192]), [1, 2, 3]) < 1e-10)
        // The adjugate over the determinant, 36.
        let inverse = [1777.0, -488, 76, -488, 136, -20, 76, -20, 4].map { $0 / 36 }
        #expect(largestDifference(factor.inverse(), inverse) < 1e-10)
    }

    @Test("a matrix that is not positive definite has no factor")
    func notPositive() {
        #expect(CholeskyFactor([1, 2, 2, 1], order: 2) == nil)
        #expect(CholeskyFactor([1, 1, 1, 1], order: 2) == nil)
        #expect(CholeskyFactor([0], order: 1) == nil)
        #expect(CholeskyFactor([.nan], order: 1) == nil)
        #expect(CholeskyFactor([.infinity], order: 1) == nil)
        #expect(CholeskyFactor([], order: 0)?.solve([]) == [])
    }

    /// JᵀJ and Jᵀy of random numbers.
    private func problem(_ count: Int, from random: inout RandomStream) -> (normal: [Double], right: [Double]) {
        let rows = (0..<3 * count).map { _ in (0..<count).map { _ in random.normal() + 1 } }
        let target = rows.map { _ in 2 * random.normal() }
        let normal = (0..<count).flatMap { i in
            (0..<count).map { j in rows.reduce(0) { $0 + $1[i] * $1[j] } }
        }
        return (normal, (0..<count).map { i in zip(rows, target).reduce(0) { $0 + $1.0[i] * $1.1 } })
    }

    /// ½ xᵀ A x - bᵀ x.
    private func objective(_ x: [Double], _ normal: [Double], _ right: [Double]) -> Double {
        x.indices.reduce(0) { sum, i in
            let image = x.indices.reduce(0) { $0 + normal[i * x.count + $1] * x[$1] }
            return sum + x[i] * (image / 2 - right[i])
        }
    }
}
