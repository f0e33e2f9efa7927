/// What a refinement may vary, beside scales and background: families of parameters, of which each phase has its own
/// or which belong to the instrument.
public enum RefinedFamily: String, Sendable, Hashable, CaseIterable {
    /// The lengths of the cell that symmetry leaves free, in ångströms.
    case cellLengths = "cell-lengths"
    /// The angles of the cell that symmetry leaves free, in degrees.
    case cellAngles = "cell-angles"
    /// One over the size of the crystallites, in 1/nm.
    case size
    /// The microstrain ε.
    case strain
    /// ΔB, which is added to the displacement parameters of all sites of a phase, in Å².
    case displacement = "overall-b"
    /// r of March and Dollase, for phases with a plane of cleavage.
    case texture
    /// How far the sample lies below the axis of the goniometer, in millimetres.
    case sampleDisplacement = "sample-displacement"
    /// The zero shift, in degrees.
    case zeroShift = "zero-shift"
    /// W of the instrument's Gaussian width, in square degrees.
    case gaussianWidth = "gaussian-width"
    /// U of the instrument's Gaussian width, in square degrees.
    case gaussianWidening = "gaussian-widening"
    /// X₀, the instrument's Lorentzian width, in degrees.
    case lorentzianWidth = "lorentzian-width"
    /// The square of the axial divergence S.
    case axialDivergence = "axial-divergence"

    /// sin θ₀ of the angle below which the beam is longer than the sample.
    case beamOverflow = "beam-overflow"

    /// Whether every phase has one of its own.
    public var belongsToPhase: Bool {
        switch self {
        case .cellLengths, .cellAngles, .size, .strain, .displacement, .texture: true
        case .sampleDisplacement, .zeroShift, .gaussianWidth, .gaussianWidening, .lorentzianWidth, .axialDivergence,
            .beamOverflow:
            false
        }
    }

    /// Where the parameters of the family lie in nature.
    var restraint: Restraint {
        switch self {
        case .cellLengths: Restraint(expected: 0, spread: 0.002, lower: -0.015, upper: 0.015)
        case .cellAngles: Restraint(expected: 0, spread: 0.2, lower: -1, upper: 1)
        case .size: Restraint(expected: 1 / 150.0, spread: 0.004, lower: 0, upper: 1 / 30.0)
        case .strain: Restraint(expected: 0.0005, spread: 0.0005, lower: 0, upper: 0.003)
        case .displacement: Restraint(expected: 0, spread: 0.3, lower: -1, upper: 3)
        case .texture: Restraint(expected: 1, spread: 0.2, lower: 0.3, upper: 2)
        case .sampleDisplacement: Restraint(expected: 0, spread: 0.1, lower: -0.5, upper: 0.5)
        case .zeroShift: Restraint(expected: 0, spread: 0.02, lower: -0.1, upper: 0.1)
        case .gaussianWidth: Restraint(expected: 0.0025, spread: 0.0025, lower: 0.0001, upper: 0.09)
        case .gaussianWidening: Restraint(expected: 0, spread: 0.005, lower: 0, upper: 0.1)
        case .lorentzianWidth: Restraint(expected: 0.03, spread: 0.02, lower: 0, upper: 0.3)
        case .axialDivergence: Restraint(expected: 1e-4, spread: 4e-4, lower: 1e-6, upper: 3.6e-3)
        case .beamOverflow: Restraint(expected: 0.08, spread: 0.04, lower: 0.01, upper: 0.3)
        }
    }
}
