internal import Foundation

/// What the angles of a pattern are given as.
public enum PowderAxis: String, Sendable, CaseIterable {
    /// The angle 2θ in degrees.
    case twoTheta = "2θ in degrees"
    /// The angle 2θ in radians.
    case twoThetaRadians = "2θ in radians"
    /// Half the angle, θ, in degrees.
    case theta = "θ in degrees"
    /// q = 4π sin θ / λ in Å⁻¹.
    case qPerAngstrom = "q in Å⁻¹"
    /// q = 4π sin θ / λ in nm⁻¹.
    case qPerNanometer = "q in nm⁻¹"
    /// d = λ / (2 sin θ) in ångströms.
    case dAngstroms = "d in Å"
    /// d = λ / (2 sin θ) in nanometres.
    case dNanometers = "d in nm"

    /// Whether angles follow from a wavelength only.
    var needsWavelength: Bool {
        switch self {
        case .twoTheta, .twoThetaRadians, .theta: false
        case .qPerAngstrom, .qPerNanometer, .dAngstroms, .dNanometers: true
        }
    }

    /// The angle 2θ in degrees that a value stands for.
    ///
    /// - Parameters:
    ///   - value: A value of the axis.
    ///   - wavelength: The wavelength in ångströms, for those that need one.
    /// - Returns: The angle; nothing where no angle has the value at that wavelength.
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
