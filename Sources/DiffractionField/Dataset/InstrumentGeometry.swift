internal import PowderDiffraction

/// What a diffractometer is, beside its radiation and its widths.
struct InstrumentGeometry: Sendable, Hashable {
    /// The radius of the goniometer, in millimetres.
    let radius: Double
    /// The angle 2θ of a crystal monochromator in the beam, in degrees, or nothing where there is none.
    let monochromatorAngle: Double?

    /// An instrument of this geometry.
    func instrument(radiation: Radiation) -> Instrument {
        Instrument(radiation: radiation, radius: radius, monochromatorAngle: monochromatorAngle)
    }
}
