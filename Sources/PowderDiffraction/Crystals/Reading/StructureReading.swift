/// A structure that was read from a file, and what had to be assumed to read it.
public struct StructureReading: Sendable, Hashable {
    /// The structure.
    public let structure: CrystalStructure
    /// What the file left open and how it was taken, a sentence each, in the order of the file.
    public let remarks: [String]

    /// Makes a reading.
    public init(structure: CrystalStructure, remarks: [String]) {
        self.structure = structure
        self.remarks = remarks
    }
}
