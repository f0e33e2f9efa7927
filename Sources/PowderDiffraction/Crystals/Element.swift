/// A chemical element.
public struct Element: Sendable, Hashable {
    /// Its symbol, such as `Ca`.
    public let symbol: String
    /// Its atomic number.
    public let atomicNumber: Int
    /// Its standard atomic weight, in g/mol.
    public let atomicWeight: Double

    /// Makes an element.
    public init(symbol: String, atomicNumber: Int, atomicWeight: Double) {
        self.symbol = symbol
        self.atomicNumber = atomicNumber
        self.atomicWeight = atomicWeight
    }
}
