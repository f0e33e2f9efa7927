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
    ///   k-beta: [0, 0.01]                   # shares of the doublet; no such line where it is left out
    ///   tungsten: [0, 0.01]
    ///   roughness: [0, 0.3]                 # the share of intensities that shadows reach
    ///   roughness-depth: [0, 0.3]           # in units of the depth of penetration
    ///   beam-overflow: [0, 12]              # 2θ below which the beam is longer than the sample, in degrees
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
            "k-beta": "How strong the line Kβ is, as a share of the doublet.",
            "tungsten": "How strong the line Lα of tungsten is, as a share of the doublet.",
            "roughness": "The share of the intensities that the shadows of a rough surface reach.",
            "roughness-depth": "The depth of the rough layer, in units of the depth of penetration.",
            "beam-overflow": "The angle 2θ below which the beam is longer than the sample, in degrees.",
        ])
        let radiation = section.choice("radiation", of: ["doublet", "mean"], called: "radiation")
        let gaussianWidth = section.valueRange("gaussian-width", in: 0...2, default: .fixed(0))
        let lorentzianWidth = section.valueRange("lorentzian-width", in: 0...2, default: .fixed(0))
        let axialDivergence = section.valueRange("axial-divergence", in: 0...0.1, default: .fixed(0))
        let sampleDisplacement = section.valueRange("sample-displacement", in: -2...2, default: .fixed(0))
        let zeroShift = section.valueRange("zero-shift", in: -1...1, default: .fixed(0))
        let radius = section.number("radius", in: 50...1000, default: 280)
        let monochromator = section.optionalNumber("monochromator", in: 1...170)
        let kBeta = section.valueRange("k-beta", in: 0...0.3, default: .fixed(0))
        let tungsten = section.valueRange("tungsten", in: 0...0.3, default: .fixed(0))
        let roughness = section.valueRange("roughness", in: 0...0.99, default: .fixed(0))
        let depth = section.valueRange("roughness-depth", in: 0...10, default: .fixed(0))
        let beamOverflow = section.valueRange("beam-overflow", in: 0...90, default: .fixed(0))
        section.finish()
        guard monochromator != nil || !section.contains("monochromator") else { return nil }
        guard let radiation, let gaussianWidth, let lorentzianWidth, let axialDivergence, let sampleDisplacement,
            let zeroShift, let radius, let kBeta, let tungsten, let roughness, let depth, let beamOverflow
        else { return nil }
        let hasStrayLines = ["k-beta", "tungsten"].contains { section.contains($0) }
        let hasSurface = ["roughness", "roughness-depth", "beam-overflow"].contains { section.contains($0) }
        return SimulatedInstrument(
            radiation: radiation == "mean" ? .mean(tube) : .doublet(tube), gaussianWidth: gaussianWidth,
            lorentzianWidth: lorentzianWidth, axialDivergence: axialDivergence,
            sampleDisplacement: sampleDisplacement, zeroShift: zeroShift, radius: radius,
            monochromator: monochromator,
            strayLines: hasStrayLines ? StrayLines(kBeta: kBeta, tungsten: tungsten) : nil,
            surface: hasSurface
                ? SimulatedSurface(roughness: roughness, depth: depth, beamOverflow: beamOverflow) : nil)
    }
}
