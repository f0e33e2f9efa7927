internal import DataCatalogue
internal import DeclarativeFiles

/// What a catalogue entry says of powder patterns, in its section `contents`.
///
/// ```yaml
/// contents:
///   phases: [calcite, gibbsite, dolomite, hematite]
///   tube: Cu
///   example: "05"     # the measured pattern that figures show; may be left out
/// ```
/// A phase is one that the program brings along, or has a structure of its own: a file of the role `structure-NAME`. The
/// file of the role `fractions` is the table of weighed fractions, and those of the roles `pattern-…` are the patterns.
struct DiffractionContents: Sendable {
    let phases: [String]
    let tube: XRayTube
    let example: String?

    static let fractionsRole = "fractions"
    static let patternPrefix = "pattern-"
    static let structurePrefix = "structure-"

    /// Whether there is a structure of a phase: a file's, or one that the program brings along.
    func hasStructure(of phase: String, entry: DatasetEntry) -> Bool {
        entry.file(role: Self.structurePrefix + phase) != nil || CrystalStructure.builtIn(named: phase) != nil
    }

    /// Reads a section `contents` and reports what is wrong with it.
    static func read(_ section: Section) -> DiffractionContents? {
        defer { section.finish() }
        let phases = section.strings("phases")
        let tube = section.choice("tube", of: XRayTube.allCases.map(\.rawValue), called: "tube")
        let example = section.optionalString("example")
        guard let phases, let tube = tube.flatMap(XRayTube.init) else { return nil }
        guard phases.count >= 2, Set(phases).count == phases.count else {
            section.report("there must be two or more phases of different names", at: "phases")
            return nil
        }
        return DiffractionContents(phases: phases, tube: tube, example: example)
    }
}
