internal import DeclarativeFiles
internal import PowderDiffraction

extension SimulatedInstrument {
    /// The instrument as specs declare it, for ``read(_:tube:)``.
    var declaration: StructuredValue {
        var members: [String: StructuredValue] = [
            "radiation": radiation.lines.count == 1 ? "mean" : "doublet",
            "gaussian-width": gaussianWidth.canonical, "lorentzian-width": lorentzianWidth.canonical,
            "axial-divergence": axialDivergence.canonical, "sample-displacement": sampleDisplacement.canonical,
            "zero-shift": zeroShift.canonical, "radius": .number(radius),
        ]
        members["monochromator"] = monochromator.map { .number($0) }
        return .object(members)
    }
}

extension SimulatedPhases {
    /// How lines of phases differ in place and width, and how phases lie, as specs declare it.
    func declaration(phases: [String]) -> StructuredValue {
        [
            "cell-lengths": .number(cellLengths), "size": size.canonical, "strain": strain.canonical,
            "texture": .object(
                Dictionary(zip(phases, texture).map { ($0, $1.canonical) }) { first, _ in first }),
        ]
    }
}
