/// A simulation asks for what the structure of a phase does not allow.
struct UnsuitableStructure: Error, Equatable, CustomStringConvertible {
    let structure: String
    let reason: String

    var description: String { "\(structure): \(reason)" }
}
