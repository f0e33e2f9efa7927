/// The symmetry of a crystal: all operations, those of a centred lattice included.
public struct SpaceGroup: Sendable, Hashable {
    /// The Hermann–Mauguin symbol, such as `R -3 c`.
    public let symbol: String
    /// The number in the International Tables, 1 to 230, where it is known.
    public let number: Int?
    /// All operations, the identity among them.
    public let operations: [SymmetryOperation]

    /// Makes a group of its operations.
    public init(symbol: String, number: Int?, operations: [SymmetryOperation]) {
        self.symbol = symbol
        self.number = number
        self.operations = operations
    }
}
