internal import DataCatalogue
internal import DeclarativeFiles
internal import PowderDiffraction

/// What a catalogue entry says of powder patterns, in its section `contents`.
///
/// ```yaml
/// contents:
///   phases: [calcite, gibbsite, dolomite, hematite]
///   tube: Cu
///   example: "05"     # the measured pattern that figures show; may be left out
///   digests: [0f3a…]  # of the intensities of each pattern, in the order of the files; may be left out
/// ```
/// A phase is one that the program brings along, or has a structure of its own: a file of the role `structure-NAME`. The
/// file of the role `fractions` is the table of weighed fractions, and those of the roles `pattern-…` are the patterns.
///
/// A digest is the first 16 hexadecimal digits of the SHA-256 of a pattern's intensities as 64-bit numbers, the lowest byte
/// first. It knows a pattern in whatever format and with however many digits its file is written.
struct DiffractionContents: Sendable {
    let phases: [String]
    let tube: XRayTube
    let example: String?
    /// The digest of each pattern's intensities, in the order of the files; empty where they are not declared.
    let digests: [String]

    static let fractionsRole = "fractions"
    static let patternPrefix = "pattern-"
    static let structurePrefix = "structure-"

    /// Whether there is a structure of a phase: a file's, or one that the program brings along.
    func hasStructure(of phase: String, entry: DatasetEntry) -> Bool {
        entry.file(role: Self.structurePrefix + phase) != nil || CrystalStructure.builtIn(named: phase) != nil
    }

    /// Reads a section `contents` and reports what is wrong with it.
    static func read(_ section: Section) -> DiffractionContents? {
        section.explain([
            "phases": "The classes: structures of the program, or files of the roles `structure-NAME`.",
            "tube": "The element of the tube with which the patterns were measured.",
            "example": "The measured pattern that figures show, by the end of its role `pattern-NAME`.",
            "digests": "What the intensities of each pattern are known by; any will do without.",
        ])
        defer { section.finish() }
        let phases = section.strings("phases")
        let tube = section.choice("tube", of: XRayTube.allCases.map(\.rawValue), called: "tube")
        let example = section.optionalString("example")
        let digests = section.contains("digests") ? section.strings("digests") : []
        guard let digests, let phases, let tube = tube.flatMap({ XRayTube(rawValue: $0) }) else { return nil }
        guard phases.count >= 2, Set(phases).count == phases.count else {
            section.report("there must be two or more phases of different names", at: "phases")
            return nil
        }
        return DiffractionContents(phases: phases, tube: tube, example: example, digests: digests)
    }
}
