/// How many atoms of which elements something holds.
public struct ChemicalFormula: Sendable, Hashable {
    /// The number of atoms of one element.
    public struct Part: Sendable, Hashable {
        /// The element.
        public let element: Element
        /// The number of its atoms, above 0.
        public let count: Double
    }

    /// The parts in the order of Hill: carbon, hydrogen, then the others by their symbols; all by their symbols where
    /// there is no carbon.
    public let parts: [Part]

    /// Makes a formula; elements of which there are none are left out.
    public init(_ counts: [Element: Double]) {
        let hasCarbon = counts.contains { $0.key.symbol == "C" && $0.value > 0 }
        func rank(_ element: Element) -> (Int, String) {
            let first = hasCarbon ? ["C", "H", "D"].firstIndex(of: element.symbol) : nil
            return (first ?? 3, element.symbol)
        }
        parts = counts.filter { $0.value > 0 }.map { Part(element: $0.key, count: $0.value) }
            .sorted { rank($0.element) < rank($1.element) }
    }

    /// Reads a formula such as `C Ca O3`, `CaMg(CO3)2` or `(Mg0.9 Fe0.1)2 Si O4`, or nothing where it is none.
    public init?(_ text: String) {
        var reader = FormulaReader(text: Array(text.unicodeScalars.filter { !$0.properties.isWhitespace }))
        guard let counts = reader.group(level: 0), reader.isAtEnd, !counts.isEmpty else { return nil }
        self.init(counts)
    }

    /// The number of atoms of an element.
    public subscript(element: Element) -> Double {
        parts.first { $0.element == element }?.count ?? 0
    }

    /// The number of atoms of all elements.
    public var atomCount: Double { parts.reduce(0) { $0 + $1.count } }

    /// The mass, in g/mol.
    public var mass: Double { parts.reduce(0) { $0 + $1.element.atomicWeight * $1.count } }

    /// The formula with all numbers divided by one.
    public func divided(by divisor: Double) -> ChemicalFormula {
        ChemicalFormula(Dictionary(uniqueKeysWithValues: parts.map { ($0.element, $0.count / divisor) }))
    }
}

extension ChemicalFormula: CustomStringConvertible {
    /// The formula with blanks between the elements, such as `C Ca O3`; numbers have three decimals at most.
    public var description: String {
        parts.map { part in
            let thousandths = (part.count * 1000).rounded() / 1000
            if thousandths == 1 { return part.element.symbol }
            let isWhole = thousandths == thousandths.rounded() && thousandths < 1e9
            return part.element.symbol + (isWhole ? String(Int(thousandths)) : String(thousandths))
        }
        .joined(separator: " ")
    }
}

/// Reads a formula without blanks.
private struct FormulaReader {
    let text: [Unicode.Scalar]
    private var position = 0

    init(text: [Unicode.Scalar]) {
        self.text = text
    }

    var isAtEnd: Bool { position == text.count }

    /// Reads elements and brackets up to the end or a closing bracket.
    mutating func group(level: Int) -> [Element: Double]? {
        guard level < 10 else { return nil }
        var counts: [Element: Double] = [:]
        while let scalar = current, scalar != ")" {
            if scalar == "(" {
                position += 1
                guard let inner = group(level: level + 1), current == ")" else { return nil }
                position += 1
                guard let factor = count() else { return nil }
                counts.merge(inner.mapValues { $0 * factor }) { $0 + $1 }
            } else {
                guard let element = element(), let count = count() else { return nil }
                counts[element, default: 0] += count
            }
        }
        return counts
    }

    private var current: Unicode.Scalar? { position < text.count ? text[position] : nil }

    private mutating func element() -> Element? {
        guard let first = current, ("A"..."Z").contains(first) else { return nil }
        position += 1
        var symbol = String(first)
        while let next = current, ("a"..."z").contains(next) {
            symbol.unicodeScalars.append(next)
            position += 1
        }
        return Element.named(symbol)
    }

    /// Reads a number above 0, which is 1 where there is none.
    private mutating func count() -> Double? {
        var digits = ""
        while let next = current, ("0"..."9").contains(next) || next == "." {
            digits.unicodeScalars.append(next)
            position += 1
        }
        guard !digits.isEmpty else { return 1 }
        return Double(digits).flatMap { $0 > 0 && $0 < 1e6 ? $0 : nil }
    }
}
