/// What illuminates a sample: the lines of a spectrum, and the tube that they come from.
public struct Radiation: Sendable, Hashable {
    /// One line of the spectrum.
    public struct Line: Sendable, Hashable {
        /// The wavelength, in ångströms.
        public let wavelength: Double
        /// Its share of the intensity; all shares add up to one.
        public let share: Double
    }

    /// The tube, which decides the dispersion corrections.
    public let tube: XRayTube
    /// The lines, the strongest first.
    public let lines: [Line]

    /// The doublet Kα1, Kα2 of a tube.
    ///
    /// - Parameters:
    ///   - tube: The tube.
    ///   - ratio: The intensity of Kα2 over that of Kα1: one half, as the numbers of electrons on the two levels have it.
    /// - Returns: The radiation.
    public static func doublet(_ tube: XRayTube, ratio: Double = 0.5) -> Radiation {
        let total = 1 + ratio
        return Radiation(
            tube: tube,
            lines: [
                Line(wavelength: tube.kAlpha1, share: 1 / total), Line(wavelength: tube.kAlpha2, share: ratio / total),
            ])
    }

    /// A single line at the mean wavelength of a tube's doublet, (2 Kα1 + Kα2) / 3.
    public static func mean(_ tube: XRayTube) -> Radiation {
        Radiation(tube: tube, lines: [Line(wavelength: tube.kAlphaMean, share: 1)])
    }

    /// A single line at Kα1, as behind a monochromator that separates the doublet.
    public static func kAlpha1(_ tube: XRayTube) -> Radiation {
        Radiation(tube: tube, lines: [Line(wavelength: tube.kAlpha1, share: 1)])
    }

    /// The shortest wavelength, in ångströms: no other line reaches as many reflections.
    public var shortestWavelength: Double { lines.reduce(.infinity) { min($0, $1.wavelength) } }
}
