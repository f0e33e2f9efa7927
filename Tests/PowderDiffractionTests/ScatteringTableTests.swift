import Foundation
import PowderDiffraction
import Testing

struct ScatteringTableTests {
    @Test func everyElementIsThere() {
        #expect(Element.all.count == 98)
        #expect(Element.all.map(\.atomicNumber) == Array(1...98))
        #expect(Element.named("Ca") == Element(symbol: "Ca", atomicNumber: 20, atomicWeight: 40.078))
        #expect(Element.named("ca") == nil)
        #expect(Element.named("D")?.atomicNumber == 1)
        // Weights rise with the number but for four famous pairs and two of long-lived isotopes.
        let falls = zip(Element.all, Element.all.dropFirst()).filter { $0.atomicWeight > $1.atomicWeight }
        #expect(falls.map(\.0.symbol) == ["Ar", "Co", "Te", "Th", "U", "Pu"])
    }

    /// At s = 0 all electrons scatter in phase: f₀(0) = Z - charge, which the fits keep within 0.05 electrons.
    @Test func formFactorsBeginAtTheNumberOfElectrons() throws {
        #expect(FormFactor.all.count == 211)
        for factor in FormFactor.all {
            let suffix = factor.name.dropFirst(factor.element.symbol.count)
            let digits = Double(suffix.prefix { $0.isNumber }) ?? 0
            let charge = suffix.hasSuffix("-") ? -digits : digits
            let electrons = Double(factor.element.atomicNumber) - charge
            #expect(abs(factor.f0(s: 0) - electrons) < 0.05, "\(factor.name): \(factor.f0(s: 0))")
            #expect(factor.amplitudes.count == 5 && factor.exponents.count == 5)
        }
    }

    /// Values by xraydb 4.5.8: xraydb.f0(name, 0.2).
    @Test(arguments: [
        ("Fe", 20.04977393), ("Ca", 14.30328146), ("O", 5.62283612), ("C", 3.55716459), ("Al", 9.15940214),
        ("Mg", 8.73685436), ("H", 0.48082486),
    ])
    func formFactorsAreThoseOfXraydb(name: String, value: Double) throws {
        #expect(abs(try #require(FormFactor.named(name)).f0(s: 0.2) - value) < 1e-8)
    }

    /// Values by xraydb 4.5.8 at 8047.823 eV: f1_chantler and f2_chantler; the table has four decimals.
    @Test(arguments: [
        ("Fe", -1.20098, 3.17363), ("Ca", 0.31170, 1.28461), ("O", 0.04547, 0.03197), ("C", 0.01611, 0.00903),
        ("Al", 0.20689, 0.24497), ("Mg", 0.16774, 0.17648), ("H", -0.00053, 0.0000011),
    ])
    func dispersionIsThatOfChantler(symbol: String, f1: Double, f2: Double) throws {
        let element = try #require(Element.named(symbol))
        let dispersion = try #require(XRayTube.copper.dispersion(of: element))
        #expect(abs(dispersion.f1 - f1) < 1e-4)
        #expect(abs(dispersion.f2 - f2) < 1e-4)
    }

    @Test func everyTubeHasEveryElement() {
        for tube in XRayTube.allCases {
            #expect(Element.all.allSatisfy { (tube.dispersion(of: $0) != nil) == ($0.atomicNumber <= 92) })
        }
        // Just below its K edge an element loses the most: iron with the lines of cobalt, not of copper.
        let iron = Element(symbol: "Fe", atomicNumber: 26, atomicWeight: 55.845)
        let losses = XRayTube.allCases.map { $0.dispersion(of: iron)?.f1 ?? 0 }
        #expect(losses.min() == XRayTube.cobalt.dispersion(of: iron)?.f1)
    }

    /// hc over the energies of the lines by xraydb, which has them within 0.5 eV or less: 2·10⁻⁴ of the wavelengths.
    @Test(arguments: [
        (XRayTube.chromium, 2.28969, 2.29379), (.iron, 1.93568, 1.93965), (.cobalt, 1.78886, 1.79277),
        (.copper, 1.54088, 1.54465), (.molybdenum, 0.709292, 0.713578), (.silver, 0.559420, 0.563821),
    ])
    func linesAreWhereOtherTablesHaveThem(tube: XRayTube, first: Double, second: Double) {
        #expect(abs(tube.kAlpha1 / first - 1) < 2.5e-4)
        #expect(abs(tube.kAlpha2 / second - 1) < 2.5e-4)
        #expect(tube.kAlphaMean == (2 * tube.kAlpha1 + tube.kAlpha2) / 3)
    }
}
