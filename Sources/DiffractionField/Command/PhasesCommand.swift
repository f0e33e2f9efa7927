internal import ArgumentParser
internal import Commands
internal import DeclarativeFiles
internal import PowderDiffraction
internal import ScientificFormats

/// `proportions phases`: says what is read from files of structures.
struct PhasesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "phases",
        abstract: "Show what is read from files of crystal structures.",
        discussion: """
            Prints name, formula, density and space group of each, with what had to be assumed, before anything is refined \
            with them. A bad file does not stop the others.
            """)

    @Argument(
        help: ArgumentHelp(
            "CIF files, FILE#BLOCK for a data block of one, YAML files, or names of structures that are part of the program. "
                + "(default: all of the program)"),
        completion: .file())
    var phases: [String] = []

    @OptionGroup var listing: ListingOptions

    func run() throws {
        try Console.run {
            var failures: [(name: String, reason: String)] = []
            var found: [FoundPhase] = []
            for name in phases.isEmpty ? CrystalStructure.builtIn.map(\.name) : phases {
                do {
                    found += try FoundPhase.read(name)
                } catch {
                    failures.append((name, "\(Wording(of: error))"))
                }
            }
            try listing.print(
                json: [
                    "phases": .array(found.map(Self.json)),
                    "failures": .array(failures.map { ["file": .string($0.name), "reason": .string($0.reason)] }),
                ],
                text: found.map(Self.text).joined(separator: "\n"))
            for failure in failures {
                let isNamed = failure.reason.hasPrefix(failure.name)
                Console.complain("failed: " + (isNamed ? "" : "\(failure.name): ") + failure.reason)
            }
            if !failures.isEmpty { throw ExitCode.failure }
        }
    }

    private static func json(_ phase: FoundPhase) -> StructuredValue {
        var value = phase.structure.summary
        value["file"] = phase.source.map { .string($0) } ?? .null
        value["remarks"] = .array(phase.remarks.map { .string($0) })
        return value
    }

    private static func text(_ phase: FoundPhase) -> String {
        let structure = phase.structure
        let density = PlainText.number((structure.density() * 1000).rounded() / 1000)
        let head =
            "\(structure.name): \(structure.formula()), Z = \(structure.unitsPerCell()), \(structure.spaceGroup.symbol), "
            + "\(density) g/cm³"
        let notes = phase.remarks.map { "note: \($0)" }
        return ([head] + ([phase.source, structure.citation].compactMap(\.self) + notes).map { "    \($0)" })
            .joined(separator: "\n")
    }
}
