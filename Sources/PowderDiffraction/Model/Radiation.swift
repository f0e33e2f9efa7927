/// What illuminates a sample: the lines of a spectrum, and the tube that they come from, where they come from one.
public struct Radiation: Sendable, Hashable {
    /// One line of the spectrum.
    public struct Line: Sendable, Hashable {
        /// The wavelength, in ångströms.
        public let wavelength: Double
        /// Its share of the intensity; all shares add up to one.
        public let share: Double
    }

    /// The tube, which decides the dispersion corrections: without one none are made.
    public let tube: XRayTube?
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

    /// Two lines as a file gives them, or one where the second has no intensity.
    ///
    /// - Parameters:
    ///   - wavelengths: The wavelengths of Kα1 and Kα2, in ångströms.
    ///   - ratio: The intensity of Kα2 over that of Kα1, zero or more.
    /// - Returns: The radiation, of the tube that ``XRayTube/nearest(to:)`` finds for Kα1.
    public static func doublet(_ wavelengths: (kAlpha1: Double, kAlpha2: Double), ratio: Double) -> Radiation {
        guard ratio > 0 else { return line(wavelengths.kAlpha1) }
        let total = 1 + ratio
        return Radiation(
            tube: XRayTube.nearest(to: wavelengths.kAlpha1),
            lines: [
                Line(wavelength: wavelengths.kAlpha1, share: 1 / total),
                Line(wavelength: wavelengths.kAlpha2, share: ratio / total),
            ])
    }

    /// A single line, as of a synchrotron or behind a monochromator that separates the doublet.
    ///
    /// - Parameter wavelength: The wavelength, in ångströms.
    /// - Returns: The radiation, of the tube that ``XRayTube/nearest(to:)`` finds, if any.
    public static func line(_ wavelength: Double) -> Radiation {
        Radiation(tube: XRayTube.nearest(to: wavelength), lines: [Line(wavelength: wavelength, share: 1)])
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
    func shortestWavelength() -> Double { lines.reduce(.infinity) { min($0, $1.wavelength) } }
}
