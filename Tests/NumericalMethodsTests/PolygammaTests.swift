import Foundation
import NumericalMethods
import TestSupport
import Testing

@Suite struct PolygammaTests {
    struct Reference {
        let x: Double
        let digamma: Double
        let trigamma: Double
    }

    /// ψ and ψ₁ from 1e-6 to 1e8 as mpmath gives them.
    static func references() throws -> [Reference] {
        let text = try String(contentsOf: Fixtures.url("special-functions/polygamma.csv"), encoding: .utf8)
        let lines = text.split(separator: "\n").drop { $0.hasPrefix("#") }.map { $0.split(separator: ",") }
        let columns = try #require(lines.first)
        return try lines.dropFirst().map { line in
            func number(_ column: String) throws -> Double {
                let place = try #require(columns.firstIndex { $0 == column }, "no column '\(column)'")
                return try #require(Double(line[place]))
            }
            return Reference(x: try number("x"), digamma: try number("digamma"), trigamma: try number("trigamma"))
        }
    }

    @Test("Digamma agrees with mpmath, also around its zero")
    func digammaAgreesWithReferences() throws {
        let references = try Self.references()
        #expect(references.count > 900)
        for reference in references {
            let error = abs(digamma(reference.x) - reference.digamma)
            #expect(error <= 5e-15 * abs(reference.digamma), "ψ(\(reference.x)) is off by \(error)")
        }
    }

    @Test("Trigamma agrees with mpmath")
    func trigammaAgreesWithReferences() throws {
        for reference in try Self.references() {
            let error = abs(trigamma(reference.x) - reference.trigamma)
            #expect(error <= 2e-15 * reference.trigamma, "ψ₁(\(reference.x)) is off by \(error)")
        }
    }

    @Test("Outside the domain, and at its ends, the results are as documented")
    func edges() {
        for x in [0, -0.0, -1, -2.5, -Double.infinity, .nan] {
            #expect(digamma(x).isNaN && trigamma(x).isNaN, "at \(x)")
        }
        #expect(digamma(.infinity) == .infinity)
        #expect(trigamma(.infinity) == 0)
        #expect(digamma(.leastNonzeroMagnitude) == -.infinity)
        #expect(trigamma(.leastNonzeroMagnitude) == .infinity)
        #expect(abs(digamma(1e300) - log(1e300)) <= 1e-12)
        #expect(abs(trigamma(1e300) * 1e300 - 1) <= 1e-15)
    }
}
