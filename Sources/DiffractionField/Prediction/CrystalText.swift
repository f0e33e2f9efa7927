internal import CrystalData
internal import DeclarativeFiles
internal import PowderDiffraction
internal import ScientificFormats

/// A crystal structure as the text of its CIF file, which goes with a model wherever it goes.
struct CrystalText: Sendable, Equatable {
    /// The file's name, for messages.
    let file: String
    /// Its contents.
    let text: String

    /// The structure.
    ///
    /// - Throws: `FormatError` where the text is not what it was when the model was made.
    func structure() throws -> CrystalStructure {
        try CrystalStructure.read(cifBytes: Array(text.utf8), path: file).structure
    }

    /// The text as a declaration.
    var declaration: StructuredValue { ["file": .string(file), "cif": .string(text)] }

    /// Reads a declaration, and reports what is wrong with it.
    static func read(_ section: Section) -> CrystalText? {
        let file = section.string("file")
        let text = section.string("cif")
        section.finish()
        guard let file, let text else { return nil }
        return CrystalText(file: file, text: text)
    }

    /// The text of a structure that is part of the program, or nothing where there is none of this name.
    static func builtIn(named name: String) -> CrystalText? {
        CrystalData.structures.first { $0.file == name + ".cif" }
            .map { CrystalText(file: $0.file, text: String(decoding: $0.bytes, as: UTF8.self)) }
    }
}
