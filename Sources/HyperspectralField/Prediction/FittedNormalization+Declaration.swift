internal import DeclarativeFiles
internal import Unmixing

extension FittedNormalization {
    /// The normalization with its numbers, as a declaration.
    var declaration: StructuredValue {
        switch self {
        case .unscaled: ["kind": "none"]
        case .dividing(let divisor): ["kind": "dividing", "divisor": .number(divisor)]
        case .unitLength: ["kind": "unit-length"]
        case .bands(let shifts, let divisors):
            [
                "kind": "bands", "shifts": .array(shifts.map { .number($0) }),
                "divisors": .array(divisors.map { .number($0) }),
            ]
        }
    }

    /// Reads a declaration, and reports what is wrong with it.
    static func read(_ section: Section, bands: Int) -> FittedNormalization? {
        defer { section.finish() }
        switch section.choice("kind", of: ["none", "dividing", "unit-length", "bands"], called: "normalization") {
        case "none": return .unscaled
        case "unit-length": return .unitLength
        case "dividing":
            return section.number("divisor", above: 0, upTo: .greatestFiniteMagnitude).map { .dividing(by: $0) }
        case "bands":
            let shifts = section.numbers("shifts", in: -.infinity ... .infinity)
            let divisors = section.numbers("divisors", in: .leastNonzeroMagnitude ... .infinity)
            guard let shifts, let divisors else { return nil }
            guard shifts.count == bands, divisors.count == bands else {
                section.report("\(shifts.count) shifts and \(divisors.count) divisors for \(bands) bands", at: "shifts")
                return nil
            }
            return .bands(shifts: shifts, divisors: divisors)
        default: return nil
        }
    }
}
