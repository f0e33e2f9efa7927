internal import DeclarativeFiles
internal import PowderDiffraction

extension SimulatedInstrument {
    /// Reads the section `instrument` of a simulation, and reports what is wrong with it.
    ///
    /// ```yaml
    /// instrument:
    ///   radiation: doublet                  # or `mean`: one line between the two
    ///   gaussian-width: [0.04, 0.07]        # degrees at half maximum
    ///   lorentzian-width: [0.01, 0.05]
    ///   axial-divergence: [0, 0.02]         # half height of the slits over the radius
    ///   sample-displacement: [-0.1, 0.1]    # millimetres
    ///   zero-shift: [-0.02, 0.02]           # degrees
    ///   radius: 280                         # millimetres
    ///   monochromator: 26.6                 # 2θ of its reflection, in degrees; none where it is left out
    /// ```
    static func read(_ section: Section, tube: XRayTube) -> SimulatedInstrument? {
        section.explain([
            "radiation": "Whether both lines of the doublet are simulated, or one of their mean wavelength.",
            "gaussian-width": "The width of the Gaussian part of lines at half maximum, in degrees.",
            "lorentzian-width": "The width of the Lorentzian part of lines at half maximum, in degrees.",
            "axial-divergence": "Half the height of the slits, over the radius.",
            "sample-displacement": "How far the surface of the sample lies off the axis, in millimetres.",
            "zero-shift": "How far the zero of 2θ is off, in degrees.",
            "radius": "The radius of the goniometer, in millimetres.",
            "monochromator": "The angle 2θ of the reflection of a monochromator, in degrees.",
        ])
        let radiation = section.choice("radiation", of: ["doublet", "mean"], called: "radiation")
        let gaussianWidth = section.valueRange("gaussian-width", in: 0...2, default: .fixed(0))
        let lorentzianWidth = section.valueRange("lorentzian-width", in: 0...2, default: .fixed(0))
        let axialDivergence = section.valueRange("axial-divergence", in: 0...0.1, default: .fixed(0))
        let sampleDisplacement = section.valueRange("sample-displacement", in: -2...2, default: .fixed(0))
        let zeroShift = section.valueRange("zero-shift", in: -1...1, default: .fixed(0))
        let radius = section.number("radius", in: 50...1000, default: 280)
        let monochromator = section.optionalNumber("monochromator", in: 1...170)
        section.finish()
        guard monochromator != nil || !section.contains("monochromator") else { return nil }
        guard let radiation, let gaussianWidth, let lorentzianWidth, let axialDivergence, let sampleDisplacement,
            let zeroShift, let radius
        else { return nil }
        return SimulatedInstrument(
            radiation: radiation == "mean" ? .mean(tube) : .doublet(tube), gaussianWidth: gaussianWidth,
            lorentzianWidth: lorentzianWidth, axialDivergence: axialDivergence,
            sampleDisplacement: sampleDisplacement, zeroShift: zeroShift, radius: radius,
            monochromator: monochromator)
    }
}
