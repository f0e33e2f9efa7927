import Foundation
import NumericalMethods
import TestSupport
import Testing

@Suite struct IncompleteBetaTests {
    /// x, a, b and Iₓ(a, b) as Boost gives it, and mpmath where it was asked.
    static func references() throws -> [[Double]] {
        try String(contentsOf: Fixtures.url("special-functions/beta.csv"), encoding: .utf8).split(separator: "\n")
            .drop { $0.hasPrefix("#") }.dropFirst()
            .map { line in try line.split(separator: ",").map { try #require(Double($0)) } }
    }

    @Test("The incomplete beta function agrees with Boost and mpmath")
    func agreement() throws {
        let references = try Self.references()
        #expect(references.count > 190)
        for reference in references {
            let (x, a, b, value) = (reference[0], reference[1], reference[2], reference[3])
            let error = abs(regularizedIncompleteBeta(x, a, b) - value)
            #expect(error <= 1e-10, "I(\(x); \(a), \(b)) is off by \(error)")
            #expect(error <= 2e-10 * value || value < 1e-200, "I(\(x); \(a), \(b)) is off by \(error / value) of it")
        }
    }

    @Test("The quantile of a probability has that probability")
    func quantiles() throws {
        for reference in try Self.references() {
            let (a, b) = (reference[1], reference[2])
            for probability in [1e-6, 0.05, 0.5, 0.95, 0.999] {
                let x = betaQuantile(probability, a, b)
                // A quantile below the smallest number, or next to one, has no digits to be right in.
                guard x > 1e-290, 1 - x > 1e-9 else { continue }
                let found = regularizedIncompleteBeta(x, a, b)
                let density = abs(regularizedIncompleteBeta(x.nextUp, a, b) - found)
                #expect(
                    abs(found - probability) <= 1e-12 + 1e-10 * probability + 16 * density,
                    "I(\(x); \(a), \(b)) is \(found), not \(probability)")
            }
        }
    }

    @Test("Student's quantiles are those of tables")
    func student() {
        // Two-sided 5 % and 10 %, as printed in every table.
        #expect(abs(studentQuantile(twoSided: 0.05, degrees: 4) - 2.776445105) <= 1e-8)
        #expect(abs(studentQuantile(twoSided: 0.1, degrees: 1) - 6.313751515) <= 1e-8)
        #expect(abs(studentQuantile(twoSided: 0.05, degrees: 1e6) - 1.959966) <= 1e-5)
        #expect(abs(studentProbability(twoSided: -2.776445105, degrees: 4) - 0.05) <= 1e-9)
        #expect(
            studentProbability(twoSided: 0, degrees: 3) == 1 && studentProbability(twoSided: .infinity, degrees: 3) == 0
        )
    }

    @Test("Outside the domain the result is not a number")
    func edges() {
        #expect(regularizedIncompleteBeta(-0.1, 1, 1).isNaN && regularizedIncompleteBeta(0.5, 0, 1).isNaN)
        #expect(regularizedIncompleteBeta(0, 2, 3) == 0 && regularizedIncompleteBeta(1, 2, 3) == 1)
        #expect(betaQuantile(1.1, 1, 1).isNaN && betaQuantile(0, 2, 2) == 0 && betaQuantile(1, 2, 2) == 1)
        #expect(abs(betaQuantile(0.3, 1, 1) - 0.3) <= 1e-15)
    }
}
