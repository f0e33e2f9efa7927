internal import ArgumentParser
internal import Foundation
internal import PowderDiffraction

/// An internal standard and its percentage by mass of the whole sample, such as `corundum=10`.
struct StandardArgument: ExpressibleByArgument {
    let standard: InternalStandard

    /// Reads the name of a phase and a percentage above 0 and below 100.
    init?(argument: String) {
        guard let sign = argument.lastIndex(of: "=") else { return nil }
        let name = argument[..<sign].trimmingCharacters(in: .whitespaces)
        guard !name.isEmpty, let percent = Double(argument[argument.index(after: sign)...]), percent > 0, percent < 100
        else { return nil }
        standard = InternalStandard(phase: name, fraction: percent / 100)
    }
}
