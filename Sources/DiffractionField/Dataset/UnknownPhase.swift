internal import PowderDiffraction

/// There is no structure of a phase.
struct UnknownPhase: Error, Equatable, CustomStringConvertible {
    let name: String

    var description: String {
        "no structure of '\(name)': give it a file of the role '\(DiffractionContents.structurePrefix)\(name)'; "
            + "known without one: \(CrystalStructure.builtIn.map(\.name).joined(separator: ", "))"
    }
}
