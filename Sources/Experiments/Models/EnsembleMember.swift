internal import ScientificFormats

/// A network that may be part of an ensemble, with what its record says of it.
struct EnsembleMember<Model> {
    /// The network, or where it is.
    let model: Model
    /// The number of its run.
    let run: String
    /// The classes whose output is dead.
    let deadClasses: [String]

    /// Leaves out members with dead outputs.
    ///
    /// - Parameters:
    ///   - members: The members, one or more.
    ///   - place: What messages call the ensemble.
    ///   - otherwise: What can be done where all are dead.
    /// - Returns: The others, and what messages call them.
    /// - Throws: `FormatError` where none is left.
    static func alive(
        _ members: [Self], of place: String, otherwise: String
    ) throws(FormatError) -> (models: [Model], place: String) {
        let alive = members.filter(\.deadClasses.isEmpty).map(\.model)
        let dead = members.filter { !$0.deadClasses.isEmpty }
        guard let first = dead.first else { return (alive, place) }
        guard !alive.isEmpty else {
            throw FormatError(
                file: place,
                reason:
                    "every network has dead outputs, which say nothing of \(first.deadClasses.joined(separator: ", "));"
                    + " another normalization or a lower learning rate may help, and \(otherwise)")
        }
        let runs = dead.map(\.run).joined(separator: ", ")
        return (alive, "\(place) (without run \(runs), which has dead outputs)")
    }
}
