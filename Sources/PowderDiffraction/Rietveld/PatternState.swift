/// Everything about a sample and an instrument that decides where lines are and what they look like.
struct PatternState: Sendable, Hashable {
    var phases: [PhaseState]
    var instrument: Instrument
    var placement: SamplePlacement

    /// The value of a parameter.
    subscript(parameter: RefinedParameter) -> Double {
        func ofPhase(_ value: (PhaseState) -> Double) -> Double { parameter.phase.map { value(phases[$0]) } ?? 0 }
        return switch parameter.line {
        case .cell(let group): ofPhase { $0.cell[group.leader] }
        case .inverseSize: ofPhase { 1 / $0.width.size }
        case .strain: ofPhase { $0.width.strain }
        case .displacement: ofPhase { $0.displacement }
        case .texture: ofPhase { $0.texture }
        case .sampleDisplacement: placement.displacement
        case .zeroShift: placement.zeroShift
        case .gaussianWidth: instrument.width.w
        case .gaussianWidening: instrument.width.u
        case .lorentzianWidth: instrument.width.lorentzian
        case .squaredAxialDivergence: instrument.axialDivergence * instrument.axialDivergence
        case .overflowSine: instrument.overflowSine
        }
    }

    /// Sets a parameter; a cell that no longer is one stays as it was.
    mutating func set(_ parameter: RefinedParameter, to value: Double) {
        func update(_ change: (inout PhaseState) -> Void) {
            if let phase = parameter.phase { change(&phases[phase]) }
        }
        switch parameter.line {
        case .cell(let group): update { $0.cell = $0.cell.setting(group, to: value) ?? $0.cell }
        case .inverseSize: update { $0.width.size = 1 / value }
        case .strain: update { $0.width.strain = value }
        case .displacement: update { $0.displacement = value }
        case .texture: update { $0.texture = value }
        case .sampleDisplacement: placement.displacement = value
        case .zeroShift: placement.zeroShift = value
        case .gaussianWidth: instrument.width.w = value
        case .gaussianWidening: instrument.width.u = value
        case .lorentzianWidth: instrument.width.lorentzian = value
        case .squaredAxialDivergence: instrument.axialDivergence = value.squareRoot()
        case .overflowSine: instrument.overflowSine = value
        }
    }
}
