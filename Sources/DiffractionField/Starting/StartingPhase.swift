internal import ArgumentParser
internal import Foundation
internal import PowderDiffraction
internal import ScientificFormats

/// A phase of an experiment that begins: its name as a class, and the text of its CIF file.
struct StartingPhase {
    /// The name: that of the file without folder and ending, or of a structure of the program.
    let name: String
    /// The contents of the file.
    let text: [UInt8]
    /// The structure that it holds.
    let structure: CrystalStructure
    /// What had to be assumed, with the file.
    let remarks: [String]

    /// Reads phases.
    ///
    /// - Parameter arguments: Files and names, each alone or in a list with commas.
    /// - Returns: The phases, in their order.
    /// - Throws: A `ValidationError` where there are fewer than two, or two of one name, and what is wrong with a file.
    static func read(_ arguments: [String]) throws -> [StartingPhase] {
        let words = arguments.flatMap { argument in
            FileManager.default.fileExists(atPath: argument)
                ? [argument]
                : argument.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        }
        let phases = try words.map(StartingPhase.init)
        guard phases.count >= 2 else {
            throw ValidationError("--phases must name two phases or more: of one alone there is nothing to infer")
        }
        for (index, phase) in phases.enumerated() where phases[..<index].contains(where: { $0.name == phase.name }) {
            throw ValidationError("the phase '\(phase.name)' is given twice; call one of the files otherwise")
        }
        return phases
    }

    private init(_ word: String) throws {
        guard word.lowercased().hasSuffix(".cif") || word.lowercased().hasSuffix(".mcif") else {
            // The same words as for 'rietveld', which names what there is.
            let found = try FoundPhase.read(word)
            guard let text = CrystalText.builtIn(named: word), let structure = found.first?.structure else {
                throw ValidationError("'\(word)' is no CIF file, which an experiment needs")
            }
            (name, self.text, self.structure, remarks) = (word, Array(text.text.utf8), structure, [])
            return
        }
        let reading = try CrystalStructure.read(cif: word)
        let stem = URL(fileURLWithPath: word).deletingPathExtension().lastPathComponent
        name = String(stem.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) ? $0 : "-" })
        text = try FileBytes.read(path: word)
        structure = reading.structure
        remarks = reading.remarks.map { "\(word): \($0)" }
    }
}
