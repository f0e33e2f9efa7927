internal import DeclarativeFiles
internal import NumericalMethods

/// How strong the lines are that a tube sends beside its Kα doublet, as shares of the doublet.
///
/// A filter leaves a little of Kβ, and a tube that has served for long has tungsten of the filament on its anode. Each makes
/// a weak copy of every strong line, at an angle of its own.
package struct StrayLines: Sendable, Hashable {
    /// The share of Kβ₁ of the anode.
    package let kBeta: ValueRange
    /// The share of Lα₁ of tungsten.
    package let tungsten: ValueRange

    /// Names the shares.
    package init(kBeta: ValueRange, tungsten: ValueRange) {
        self.kBeta = kBeta
        self.tungsten = tungsten
    }

    var canonical: StructuredValue { ["k-beta": kBeta.canonical, "tungsten": tungsten.canonical] }

    /// Draws the shares, and adds the lines to those of a doublet.
    func draw(beside doublet: Radiation, from stream: inout RandomStream) -> Radiation {
        lines(beside: doublet, kBeta: kBeta.draw(from: &stream), tungsten: tungsten.draw(from: &stream))
    }

    /// All lines that may come, each as strong as it may be.
    func all(beside doublet: Radiation) -> Radiation {
        lines(beside: doublet, kBeta: kBeta.high, tungsten: tungsten.high)
    }

    private func lines(beside doublet: Radiation, kBeta: Double, tungsten: Double) -> Radiation {
        var lines = doublet.lines
        if kBeta > 0, let tube = doublet.tube { lines.append(Radiation.Line(wavelength: tube.kBeta, share: kBeta)) }
        if tungsten > 0 { lines.append(Radiation.Line(wavelength: XRayTube.tungstenLAlpha, share: tungsten)) }
        let total = lines.reduce(0) { $0 + $1.share }
        return Radiation(
            tube: doublet.tube, lines: lines.map { Radiation.Line(wavelength: $0.wavelength, share: $0.share / total) })
    }
}

extension XRayTube {
    /// The wavelength of the line Kβ₁, in Å.
    ///
    /// Source: A. Thompson et al., *X-ray Data Booklet* (2009), table 1-2, which has energies.
    var kBeta: Double {
        let energy =
            switch self {
            case .chromium: 5_946.71
            case .iron: 7_057.98
            case .cobalt: 7_649.43
            case .copper: 8_905.29
            case .molybdenum: 19_608.3
            case .silver: 24_942.4
            }
        return Self.wavelength(energy: energy)
    }

    /// The wavelength of the line Lα₁ of tungsten, in Å, from the same table.
    static let tungstenLAlpha = wavelength(energy: 8_397.6)

    /// λ = hc/E, in Å, of an energy in eV.
    private static func wavelength(energy: Double) -> Double { 12_398.419_84 / energy }
}
