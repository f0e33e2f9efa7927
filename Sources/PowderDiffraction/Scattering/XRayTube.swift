/// The anode of an X-ray tube, with the two lines of its Kα doublet.
///
/// The wavelengths are those of the peaks of the lines: for chromium, iron, cobalt and copper of G. Hölzer et al.,
/// Physical Review A 56 (1997), 4554–4568; for molybdenum and silver as in the evaluation of R. D. Deslattes et al.,
/// Reviews of Modern Physics 75 (2003), 35–99, which adopts the former, too.
public enum XRayTube: String, Sendable, CaseIterable {
    /// Chromium.
    case chromium = "Cr"
    /// Iron.
    case iron = "Fe"
    /// Cobalt.
    case cobalt = "Co"
    /// Copper.
    case copper = "Cu"
    /// Molybdenum.
    case molybdenum = "Mo"
    /// Silver.
    case silver = "Ag"

    /// The wavelength of the line Kα1, in Å.
    public var kAlpha1: Double {
        switch self {
        case .chromium: 2.289_726
        case .iron: 1.936_041
        case .cobalt: 1.788_996
        case .copper: 1.540_592_9
        case .molybdenum: 0.709_317_15
        case .silver: 0.559_421_78
        }
    }

    /// The wavelength of the line Kα2, in Å.
    public var kAlpha2: Double {
        switch self {
        case .chromium: 2.293_651
        case .iron: 1.939_973
        case .cobalt: 1.792_835
        case .copper: 1.544_427_4
        case .molybdenum: 0.713_607
        case .silver: 0.563_813_1
        }
    }

    /// The mean wavelength (2 Kα1 + Kα2) / 3 of the two lines, weighted by their intensities of 2 to 1, in Å.
    public var kAlphaMean: Double { (2 * kAlpha1 + kAlpha2) / 3 }

    /// The tube whose line Kα1 is within 0.5 % of a wavelength, or nothing where there is none.
    ///
    /// Over that distance f′ and f″ hardly change, except near an absorption edge.
    ///
    /// - Parameter wavelength: The wavelength, in ångströms.
    /// - Returns: The tube.
    public static func nearest(to wavelength: Double) -> XRayTube? {
        allCases.first { abs(wavelength - $0.kAlpha1) <= 0.005 * $0.kAlpha1 }
    }
}
