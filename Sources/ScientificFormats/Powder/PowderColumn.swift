/// What a column of a pattern's text holds.
public enum PowderColumn: Sendable, Hashable {
    /// The angles, or what they follow from.
    case axis(PowderAxis)
    /// q without its unit, which 2θ cannot be found from.
    case qOfUnknownUnit
    /// An axis that 2θ cannot be found from, such as an energy.
    case otherAxis
    /// The intensities.
    case intensity(PowderQuantity)
    /// The standard uncertainties σ of the intensities.
    case uncertainty
    /// The variances σ² of the intensities.
    case variance
    /// The weights 1/σ² of the intensities.
    case weight
    /// The factors of a beam attenuator.
    case attenuator
    /// Something that a refinement does not need, such as a calculated curve.
    case unused

    /// The names by which people say what columns hold.
    public static let names: [(name: String, column: PowderColumn)] = [
        ("2theta", .axis(.twoTheta)), ("2theta_rad", .axis(.twoThetaRadians)), ("theta", .axis(.theta)),
        ("q_A^-1", .axis(.qPerAngstrom)), ("q_nm^-1", .axis(.qPerNanometer)), ("d_A", .axis(.dAngstroms)),
        ("d_nm", .axis(.dNanometers)), ("counts", .intensity(.counts)), ("cps", .intensity(.countsPerSecond)),
        ("intensity", .intensity(.unknown)), ("sigma", .uncertainty), ("variance", .variance), ("weight", .weight),
        ("-", .unused),
    ]

    /// The column of a name, in capitals or not.
    public init?(name: String) {
        guard let known = Self.names.first(where: { $0.name.lowercased() == name.lowercased() }) else { return nil }
        self = known.column
    }

    /// The column in words, such as `q in nm⁻¹`.
    var words: String {
        switch self {
        case .axis(let axis): axis.rawValue
        case .qOfUnknownUnit: "q of an unknown unit"
        case .otherAxis: "an axis that is not read"
        case .intensity(.unknown): "intensity"
        case .intensity(let quantity): quantity.rawValue
        case .uncertainty: "the standard uncertainty"
        case .variance: "the variance"
        case .weight: "the weight, 1/σ²"
        case .attenuator: "the attenuator"
        case .unused: "left out"
        }
    }

    /// Whether the column is an axis, of whatever kind.
    package var isAxis: Bool { axis != nil || self == .qOfUnknownUnit || self == .otherAxis }

    /// Whether the column holds intensities.
    package var isIntensity: Bool { quantity != nil }

    /// Whether the column says how certain the intensities are.
    package var isUncertainty: Bool { self == .uncertainty || self == .variance || self == .weight }

    /// What the column is as an axis.
    var axis: PowderAxis? { if case .axis(let axis) = self { axis } else { nil } }

    /// What the column is as intensities.
    var quantity: PowderQuantity? { if case .intensity(let quantity) = self { quantity } else { nil } }
}
