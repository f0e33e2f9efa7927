/// Where lines lie and how wide they are: what a simulation varies from sample to sample, at one of its values.
struct LineSetting: Sendable, Hashable {
    /// How far the surface of the sample lies below the axis, in millimetres.
    let displacement: Double
    /// Between the narrowest lines of the simulation, 0, and the widest, 1; above that lines are wider than any of them.
    let broadening: Double

    /// Shifts that differ by a quarter of a narrow line's width look alike: so far apart are neighbours, in degrees.
    private static let shiftStep = 0.016
    /// The broadenings, where the simulation has more than one; the last are those of other instruments.
    private static let broadenings = [0.0, 1.0 / 3, 2.0 / 3, 1, 1.25, 1.5, 2]

    /// The displacements that a simulation covers, and half as much on both sides, in rising order.
    static func displacements(of instrument: SimulatedInstrument) -> [Double] {
        let range = instrument.sampleDisplacement
        let (middle, reach) = ((range.low + range.high) / 2, 0.75 * (range.high - range.low))
        // A displacement t shifts lines at low angles by 2t/R.
        let step = shiftStep * .pi / 180 * instrument.radius / 2
        let steps = Int((reach / step).rounded(.up))
        guard steps > 0 else { return [middle] }
        return (-steps...steps).map { middle + Double($0) * reach / Double(steps) }
    }

    /// The broadenings that a simulation covers and some beyond, in rising order.
    static func broadenings(of recipe: SimulationRecipe) -> [Double] {
        let ranges = [
            recipe.instrument.gaussianWidth, recipe.instrument.lorentzianWidth, recipe.phases.size,
            recipe.phases.strain,
        ]
        return ranges.allSatisfy { $0.low == $0.high } ? [0.5] : broadenings
    }

    /// The instrument of a simulation with lines of this width.
    func instrument(of recipe: SimulatedInstrument) -> Instrument {
        let gaussian = recipe.gaussianWidth.value(at: broadening)
        return Instrument(
            radiation: recipe.radiation,
            width: InstrumentWidth(w: gaussian * gaussian, lorentzian: recipe.lorentzianWidth.value(at: broadening)),
            axialDivergence: recipe.axialDivergence.value(at: 0.5), radius: recipe.radius,
            monochromatorAngle: recipe.monochromator)
    }

    /// The crystallites of a simulation with lines of this width.
    func width(of phases: SimulatedPhases) -> SampleWidth {
        SampleWidth(size: phases.size.value(at: 1 - broadening), strain: phases.strain.value(at: broadening))
    }
}
