internal import Foundation

extension RefinementResult.Value {
    /// A parameter as people know it: the size instead of its inverse, the divergence instead of its square.
    init(_ parameter: RefinedParameter, value: Double, uncertainty: Double?, phase: String?, isAtBound: Bool) {
        self.phase = phase
        self.isAtBound = isAtBound
        switch parameter.line {
        case .inverseSize:
            name = "size"
            self.value = 1 / value
            self.uncertainty = uncertainty.map { $0 / (value * value) }
            unit = "nm"
        case .squaredAxialDivergence:
            name = "axial-divergence"
            self.value = value.squareRoot()
            self.uncertainty = uncertainty.map { $0 / (2 * value.squareRoot()) }
            unit = ""
        case .overflowSine:
            (name, unit) = Self.nameAndUnit(parameter.line)
            self.value = 2 * asin(value) * 180 / .pi
            self.uncertainty = uncertainty.map { 2 * $0 / (1 - value * value).squareRoot() * 180 / .pi }
        default:
            (name, unit) = Self.nameAndUnit(parameter.line)
            self.value = value
            self.uncertainty = uncertainty
        }
    }

    /// What a parameter is called, and its unit.
    static func nameAndUnit(_ line: LineParameter) -> (String, String) {
        switch line {
        case .cell(let group): (group.leader.rawValue, group.leader.isLength ? "Å" : "°")
        case .inverseSize: ("size", "nm")
        case .strain: ("strain", "")
        case .displacement: ("overall-b", "Å²")
        case .texture: ("texture", "")
        case .sampleDisplacement: ("sample-displacement", "mm")
        case .zeroShift: ("zero-shift", "°")
        case .gaussianWidth: ("gaussian-w", "deg²")
        case .gaussianWidening: ("gaussian-u", "deg²")
        case .lorentzianWidth: ("lorentzian-width", "°")
        case .squaredAxialDivergence: ("axial-divergence", "")
        case .overflowSine: ("beam-overflow", "°")
        }
    }
}
