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
        members["k-beta"] = strayLines?.kBeta.canonical
        members["tungsten"] = strayLines?.tungsten.canonical
        members["roughness"] = surface?.roughness.canonical
        members["roughness-depth"] = surface?.depth.canonical
        members["beam-overflow"] = surface?.beamOverflow.canonical
        return .object(members)
    }
}

extension SimulatedPhases {
    /// The phases as specs declare them, for ``read(_:phases:)``.
    func declaration(phases: [String]) -> StructuredValue {
        var members: [String: StructuredValue] = [
            "cell-lengths": .number(cellLengths), "displacement": displacement.canonical, "size": size.canonical,
            "strain": strain.canonical,
            "texture": .object(
                Dictionary(zip(phases, texture).map { ($0, $1.canonical) }) { first, _ in first }),
            "graininess": .number(graininess), "plane-graininess": .number(planeGraininess),
        ]
        members["particle-diameter"] = particleDiameter?.canonical
        return .object(members)
    }
}
