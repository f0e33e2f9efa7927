internal import DeclarativeFiles
internal import NumericalMethods

/// How the instrument and the sample's place in it vary.
package struct SimulatedInstrument: Sendable, Hashable {
    /// The lines that the instrument has.
    package let radiation: Radiation
    /// The Gaussian part of a line's width, in degrees at half maximum.
    package let gaussianWidth: ValueRange
    /// The Lorentzian part of a line's width, in degrees at half maximum.
    package let lorentzianWidth: ValueRange
    /// Half the height of the slits over the radius.
    package let axialDivergence: ValueRange
    /// How far the sample lies from where it should, in millimetres.
    package let sampleDisplacement: ValueRange
    /// The shift of all angles 2θ, in degrees.
    package let zeroShift: ValueRange
    /// The radius of the goniometer, in millimetres.
    package let radius: Double
    /// The angle 2θ of a monochromator, in degrees, or nothing where there is none.
    package let monochromator: Double?
    /// The lines beside the doublet, or nothing where there are none.
    package let strayLines: StrayLines?
    /// What the surface of the sample takes away, or nothing where it is flat and long enough.
    package let surface: SimulatedSurface?

    /// Makes an instrument of which nothing varies but what is given.
    package init(
        radiation: Radiation, gaussianWidth: ValueRange = .fixed(0), lorentzianWidth: ValueRange = .fixed(0),
        axialDivergence: ValueRange = .fixed(0), sampleDisplacement: ValueRange = .fixed(0),
        zeroShift: ValueRange = .fixed(0), radius: Double = 280, monochromator: Double? = nil,
        strayLines: StrayLines? = nil, surface: SimulatedSurface? = nil
    ) {
        self.radiation = radiation
        self.gaussianWidth = gaussianWidth
        self.lorentzianWidth = lorentzianWidth
        self.axialDivergence = axialDivergence
        self.sampleDisplacement = sampleDisplacement
        self.zeroShift = zeroShift
        self.radius = radius
        self.monochromator = monochromator
        self.strayLines = strayLines
        self.surface = surface
    }

    var canonical: StructuredValue {
        var members: [String: StructuredValue] = [
            "lines": .array(radiation.lines.map { [.number($0.wavelength), .number($0.share)] }),
            "tube": radiation.tube.map { .string($0.rawValue) } ?? .null, "gaussian-width": gaussianWidth.canonical,
            "lorentzian-width": lorentzianWidth.canonical, "axial-divergence": axialDivergence.canonical,
            "sample-displacement": sampleDisplacement.canonical, "zero-shift": zeroShift.canonical,
            "radius": .number(radius),
        ]
        members["monochromator"] = monochromator.map { .number($0) }
        members["stray-lines"] = strayLines?.canonical
        members["surface"] = surface?.canonical
        return .object(members)
    }

    /// All lines that patterns may have.
    var allLines: Radiation { strayLines?.all(beside: radiation) ?? radiation }

    /// Draws an instrument and the place of a sample in it.
    func draw(from stream: inout RandomStream) -> (Instrument, SamplePlacement) {
        let gaussian = gaussianWidth.draw(from: &stream)
        let width = InstrumentWidth(w: gaussian * gaussian, lorentzian: lorentzianWidth.draw(from: &stream))
        var instrument = Instrument(
            radiation: radiation, width: width, axialDivergence: axialDivergence.draw(from: &stream), radius: radius,
            monochromatorAngle: monochromator)
        let placement = SamplePlacement(
            displacement: sampleDisplacement.draw(from: &stream), zeroShift: zeroShift.draw(from: &stream))
        if let strayLines { instrument.radiation = strayLines.draw(beside: radiation, from: &stream) }
        return (instrument, placement)
    }
}
