/// A unit of wavelengths.
public enum WavelengthUnit: String, Sendable, CaseIterable {
    /// 10⁻⁹ m.
    case nanometers
    /// 10⁻⁶ m.
    case micrometers
    /// 10⁻¹⁰ m.
    case angstroms
    /// 10⁻³ m.
    case millimeters
    /// 10⁻² m.
    case centimeters
    /// 1 m.
    case meters

    /// How many nanometers it has.
    public var nanometers: Double {
        switch self {
        case .nanometers: 1
        case .micrometers: 1e3
        case .angstroms: 0.1
        case .millimeters: 1e6
        case .centimeters: 1e7
        case .meters: 1e9
        }
    }

    /// Reads a unit as files word it: `Nanometers`, `nm`, `um`, `µm`, `microns`.
    ///
    /// - Returns: Nothing for another word, such as `Unknown`, `Index` or the unit of a frequency.
    public init?(_ text: String) {
        switch text.lowercased().filter({ !$0.isWhitespace && $0 != "." }) {
        case "nm", "nanometer", "nanometers", "nanometre", "nanometres": self = .nanometers
        case "um", "\u{B5}m", "\u{3BC}m", "micron", "microns", "micrometer", "micrometers", "micrometre", "micrometres":
            self = .micrometers
        case "a", "\u{E5}", "angstrom", "angstroms", "\u{E5}ngstr\u{F6}m": self = .angstroms
        case "mm", "millimeter", "millimeters", "millimetre", "millimetres": self = .millimeters
        case "cm", "centimeter", "centimeters", "centimetre", "centimetres": self = .centimeters
        case "m", "meter", "meters", "metre", "metres": self = .meters
        default: return nil
        }
    }
}
