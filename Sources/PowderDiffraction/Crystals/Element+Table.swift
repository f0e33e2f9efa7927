internal import CrystalData
internal import ScientificFormats

extension Element {
    /// The elements up to californium, the last whose form factor is known, hydrogen first.
    ///
    /// Source of the weights: the standard atomic weights of IUPAC, or the mass number of the longest-lived isotope.
    public static let all: [Element] = CSVTable(embedded: CrystalData.elements).rows.compactMap { row in
        row.atomicNumber.map { number in
            Element(symbol: row["element"], atomicNumber: number, atomicWeight: row.number("atomic_weight"))
        }
    }

    /// Deuterium, which scatters X-rays as hydrogen does, but has twice its mass.
    public static let deuterium = Element(symbol: "D", atomicNumber: 1, atomicWeight: 2.014_101_778)

    /// The element of a symbol such as `Ca`, deuterium as `D`, or nothing where there is none.
    public static func named(_ symbol: String) -> Element? { bySymbol[symbol] }

    /// The element of an atomic number from 1 to 98, or nothing beyond.
    init?(atomicNumber: Int) {
        guard (1...Self.all.count).contains(atomicNumber) else { return nil }
        self = Self.all[atomicNumber - 1]
    }

    private static let bySymbol = Dictionary(uniqueKeysWithValues: (all + [deuterium]).map { ($0.symbol, $0) })
}
