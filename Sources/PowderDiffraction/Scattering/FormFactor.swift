internal import CrystalData
internal import Foundation
internal import ScientificFormats

/// How an atom or ion at rest scatters X-rays far from its absorption edges.
///
/// f₀(s) = c + Σ aᵢ exp(-bᵢ s²) with five terms and s = sin θ/λ in Å⁻¹, for s from 0 to 6 Å⁻¹, in electrons.
///
/// Source: D. Waasmaier and A. Kirfel, Acta Crystallographica A51 (1995), 416–431.
public struct FormFactor: Sendable, Hashable {
    /// Its name in the table: an element such as `Ca`, or an ion such as `Ca2+`, `Cl1-` or `O2-`.
    public let name: String
    /// The element.
    public let element: Element
    /// The five aᵢ, in electrons.
    public let amplitudes: [Double]
    /// The five bᵢ, in Å².
    public let exponents: [Double]
    /// The constant c, in electrons.
    public let constant: Double

    /// The form factor where sin θ/λ is s, in Å⁻¹.
    public func f0(s: Double) -> Double {
        var sum = constant
        for index in amplitudes.indices {
            sum += amplitudes[index] * exp(-exponents[index] * s * s)
        }
        return sum
    }

    /// The form factor where sin θ/λ is s, in Å⁻¹, and its derivative with respect to s², in electrons Å².
    func valueAndSlope(s: Double) -> (value: Double, slope: Double) {
        var value = constant
        var slope = 0.0
        for index in amplitudes.indices {
            let term = amplitudes[index] * exp(-exponents[index] * s * s)
            value += term
            slope -= exponents[index] * term
        }
        return (value, slope)
    }

    /// The form factor of a name in the table, or nothing where there is none.
    public static func named(_ name: String) -> FormFactor? { byName[name] }

    /// All form factors, in the order of the table.
    public static let all: [FormFactor] = CSVTable(embedded: CrystalData.formFactors).rows.compactMap { row in
        guard let number = row.atomicNumber, let element = Element(atomicNumber: number) else { return nil }
        return FormFactor(
            name: row["ion"], element: element, amplitudes: (1...5).map { row.number("a\($0)") },
            exponents: (1...5).map { row.number("b\($0)") }, constant: row.number("c"))
    }

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}
