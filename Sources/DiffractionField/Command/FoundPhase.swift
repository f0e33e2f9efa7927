internal import ArgumentParser
internal import DeclarativeFiles
internal import Foundation
internal import PowderDiffraction

/// A structure that a command line names.
struct FoundPhase {
    var structure: CrystalStructure
    /// The file, with the data block where one is named; nothing for structures of the program.
    let source: String?
    /// The path of the file alone.
    let path: String?
    /// What had to be assumed.
    let remarks: [String]

    /// What the phase is called where another has its name: the file without folder and ending, with the data block.
    var sourceName: String? {
        guard let source, let path else { return nil }
        return URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent + source.dropFirst(path.count)
    }

    /// Reads what a name stands for: a CIF file, of which `FILE#BLOCK` names the data block, all structures of a YAML file,
    /// or a structure of the program.
    ///
    /// - Throws: A `ValidationError` for an unknown name and an empty file, and what is wrong with a file.
    static func read(_ name: String) throws -> [FoundPhase] {
        let (path, block) = parts(of: name)
        let ending = path.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last?.lowercased()
        switch ending {
        case "cif", "mcif":
            let reading = try CrystalStructure.read(cif: path, block: block)
            return [FoundPhase(structure: reading.structure, source: name, path: path, remarks: reading.remarks)]
        case "yaml", "yml":
            let structures = try CrystalStructure.read(yaml: name)
            guard !structures.isEmpty else { throw ValidationError("\(name): there is no structure in it") }
            return structures.map { FoundPhase(structure: $0, source: name, path: name, remarks: []) }
        default:
            if let structure = CrystalStructure.builtIn(named: name) {
                return [FoundPhase(structure: structure, source: nil, path: nil, remarks: [])]
            }
            let known = CrystalStructure.builtIn.map(\.name)
            let suggestion = Spelling.suggestion(for: name, among: known).map { " did you mean '\($0)'?" } ?? ""
            throw ValidationError(
                "unknown phase '\(name)';\(suggestion) known: \(known.joined(separator: ", ")), "
                    + "and files that end in .cif, .mcif or .yaml")
        }
    }

    /// The file and the data block behind `#`, unless the whole is a file.
    private static func parts(of name: String) -> (path: String, block: String?) {
        guard let mark = name.lastIndex(of: "#"), !FileManager.default.fileExists(atPath: name) else {
            return (name, nil)
        }
        return (String(name[..<mark]), String(name[name.index(after: mark)...]))
    }
}
