internal import Foundation

/// What the axis of patterns in a NeXus file is, by its name and its unit.
enum NeXusAxis: String {
    case twoTheta = "2θ in degrees"
    case twoThetaRadians = "2θ in radians"
    case theta = "θ in degrees"
    case qPerAngstrom = "q in Å⁻¹"
    case qPerNanometer = "q in nm⁻¹"
    case dAngstroms = "d in Å"
    case dNanometers = "d in nm"

    /// The axis of a name and a unit, or nothing where they mean none.
    init?(name: String, unit: String?) {
        let name = name.lowercased()
        // pyFAI writes units as `2th_deg` and `q_nm^-1`.
        let unit = (unit ?? "").lowercased().filter { !" {}()".contains($0) }
        let isHalf = ["theta", "th", "θ"].contains(name)
        switch unit {
        case "deg", "degree", "degrees", "°", "2th_deg", "2θ_deg": self = isHalf ? .theta : .twoTheta
        case "rad", "radian", "radians", "2th_rad":
            guard !isHalf else { return nil }
            self = .twoThetaRadians
        case "1/angstrom", "angstrom^-1", "angstrom-1", "1/a", "a^-1", "a-1", "1/å", "å^-1", "å-1", "å⁻¹", "q_a^-1",
            "1/ang",
            "1/angstroms":
            self = .qPerAngstrom
        case "1/nm", "nm^-1", "nm-1", "nm⁻¹", "q_nm^-1", "1/nanometer": self = .qPerNanometer
        case "angstrom", "angstroms", "å", "a", "ang":
            guard name.hasPrefix("d") else { return nil }
            self = .dAngstroms
        case "nm", "nanometer":
            guard name.hasPrefix("d") else { return nil }
            self = .dNanometers
        default: return nil
        }
    }

    /// Whether angles follow from a wavelength only.
    var needsWavelength: Bool {
        switch self {
        case .twoTheta, .twoThetaRadians, .theta: false
        case .qPerAngstrom, .qPerNanometer, .dAngstroms, .dNanometers: true
        }
    }

    /// The angle 2θ in degrees that a value stands for: q = 4π sin θ / λ, d = λ / (2 sin θ).
    ///
    /// - Returns: The angle; nothing where no angle has the value at that wavelength, in ångströms.
    func twoTheta(_ value: Double, wavelength: Double) -> Double? {
        let sine: Double
        switch self {
        case .twoTheta: return value
        case .twoThetaRadians: return value * 180 / .pi
        case .theta: return 2 * value
        case .qPerAngstrom: sine = value * wavelength / (4 * .pi)
        case .qPerNanometer: sine = value / 10 * wavelength / (4 * .pi)
        case .dAngstroms: sine = wavelength / (2 * value)
        case .dNanometers: sine = wavelength / (20 * value)
        }
        guard sine >= 0, sine <= 1 else { return nil }
        return 2 * asin(sine) * 180 / .pi
    }
}
