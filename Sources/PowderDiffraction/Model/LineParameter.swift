/// What the lines of a phase depend on, and a refinement may vary.
enum LineParameter: Sendable, Hashable {
    /// A length of the cell, in ångströms, or an angle, in degrees, with all that symmetry ties to it.
    case cell(CellFreedom.Group)
    /// One over the size of the crystallites, in 1/nm: widths are linear in it.
    case inverseSize
    /// The microstrain ε.
    case strain
    /// ΔB, in Å².
    case displacement
    /// r of March and Dollase.
    case texture
    /// The sample's displacement, in millimetres.
    case sampleDisplacement
    /// The zero shift, in degrees.
    case zeroShift
    /// W of the instrument's Gaussian width, in square degrees.
    case gaussianWidth
    /// U of the instrument's Gaussian width, in square degrees.
    case gaussianWidening
    /// X₀, the instrument's Lorentzian width, in degrees.
    case lorentzianWidth
    /// The square of the axial divergence S: shifts are linear in it.
    case squaredAxialDivergence

    /// sin θ₀ below which the beam is longer than the sample.
    case overflowSine

    /// Whether every phase has one of its own.
    var belongsToPhase: Bool {
        switch self {
        case .cell, .inverseSize, .strain, .displacement, .texture: true
        default: false
        }
    }
}
