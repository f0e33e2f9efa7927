internal import ArgumentParser
internal import DeclarativeFiles
internal import Foundation
internal import PowderDiffraction

/// Finds the structures that a command line names.
struct PhaseFinder {
    /// The files that were read.
    private(set) var files: [String] = []
    /// What had to be assumed of structures, each with its file.
    private(set) var remarks: [String] = []
    private var names: Set<String> = []

    /// Reads the structures of given names; a YAML file brings all that it holds.
    ///
    /// - Parameters:
    ///   - arguments: Files and names, each alone or in a list with commas.
    ///   - option: The option that they stand behind, for messages.
    /// - Returns: The structures, in their order.
    /// - Throws: A `ValidationError` for an unknown name and for two phases of one name, and what is wrong with a file.
    mutating func structures(named arguments: [String], option: String) throws -> [CrystalStructure] {
        var found: [CrystalStructure] = []
        for argument in arguments.flatMap(Self.parts) {
            for structure in try read(argument) {
                guard names.insert(structure.name).inserted else {
                    throw ValidationError("two phases are named '\(structure.name)', the second in \(option)")
                }
                found.append(structure)
            }
        }
        guard !found.isEmpty || arguments.isEmpty else { throw ValidationError("\(option) names no phase") }
        return found
    }

    /// The parts of a list, or the whole where that is a file whose name has commas.
    private static func parts(of argument: String) -> [String] {
        if FileManager.default.fileExists(atPath: argument) { return [argument] }
        return argument.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    private mutating func read(_ name: String) throws -> [CrystalStructure] {
        let ending = name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last?.lowercased()
        switch ending {
        case "cif":
            let reading = try CrystalStructure.read(cif: name)
            files.append(name)
            remarks += reading.remarks.map { "\(name): \($0)" }
            return [reading.structure]
        case "yaml", "yml":
            let structures = try CrystalStructure.read(yaml: name)
            files.append(name)
            guard !structures.isEmpty else { throw ValidationError("\(name): there is no structure in it") }
            return structures
        default:
            if let structure = CrystalStructure.builtIn(named: name) { return [structure] }
            let known = CrystalStructure.builtIn.map(\.name)
            let suggestion = Spelling.suggestion(for: name, among: known).map { " did you mean '\($0)'?" } ?? ""
            throw ValidationError(
                "unknown phase '\(name)';\(suggestion) known: \(known.joined(separator: ", ")), "
                    + "and files that end in .cif or .yaml")
        }
    }
}
