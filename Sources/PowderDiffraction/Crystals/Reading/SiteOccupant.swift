/// What sits on a site, as far as its label says.
///
/// A label begins with the symbol of an element. One whose second letter is in lower case names an element of two letters;
/// its first letter alone says nothing, for `Pu1` is no phosphorus. What crystallographers write for things that are no
/// elements is known, too: water, vacancies, and oxygen told apart by a small letter, such as `Oh` and `Ow`.
enum SiteOccupant: Equatable {
    /// An atom, and what was assumed to see it.
    case atom(ScattererName, remark: String?)
    /// Nothing: a place that is left empty.
    case vacancy
    /// The label does not say, for this reason.
    case unclear(String)

    /// Reads a label such as `Ca1`, `O1A`, `Fe_tet`, `Wat2` or `Vac`.
    ///
    /// Where a label is in capitals, as in `CA1`, it is the element that the formula has.
    init(label: String, formula: ChemicalFormula?) {
        let reader = LabelReader(label: label, formula: formula)
        self = reader.known() ?? reader.symbol()
    }

    /// Reads a type symbol such as `Ca2+`, or one of the names of water, hydroxyl and vacancies.
    init(typeSymbol: String, formula: ChemicalFormula?) {
        if let name = ScattererName(typeSymbol: typeSymbol) {
            self = .atom(name, remark: nil)
        } else if let known = LabelReader(label: typeSymbol, formula: formula).known(withHydroxyl: true) {
            self = known
        } else {
            self = .unclear("'\(typeSymbol)' is no element or ion such as 'Ca' or 'O2-'")
        }
    }
}

/// Reads a label.
private struct LabelReader {
    let label: String
    let formula: ChemicalFormula?
    /// The letters that the label begins with.
    private let letters: [Unicode.Scalar]

    init(label: String, formula: ChemicalFormula?) {
        self.label = label
        self.formula = formula
        letters = Array(label.unicodeScalars.prefix { $0.isASCII && $0.properties.isAlphabetic })
    }

    private var name: String { String(String.UnicodeScalarView(letters)) }
    private var hasSmallSecond: Bool { letters.count > 1 && letters[1].properties.isLowercase }

    /// Names that stand for no element: of water, of vacancies and, in type symbols, of hydroxyl.
    func known(withHydroxyl: Bool = false) -> SiteOccupant? {
        let capitals = name.uppercased()
        if ["VAC", "VACANCY", "VACANT"].contains(capitals) || ["Va", "Vc"].contains(name) { return .vacancy }
        // `WA1` may be tungsten, and so may `W1`, unless the formula has none.
        let isTungsten = !hasSmallSecond && ["W", "WA"].contains(capitals) && (formula.map { holds("W", $0) } ?? true)
        let isWater = ["W", "WA", "WAT", "WATER"].contains(capitals) || label.uppercased().hasPrefix("H2O")
        if isWater, !isTungsten { return oxygen("water's oxygen") }
        if withHydroxyl, ["OH", "OW"].contains(capitals) { return oxygen("oxygen") }
        return nil
    }

    /// The element whose symbol the label begins with.
    func symbol() -> SiteOccupant {
        if hasSmallSecond {
            guard let element = element(2) else {
                if letters[0].properties.isUppercase, element(1)?.symbol == "O" { return oxygen("oxygen") }
                return .unclear("the label begins with no element up to californium; \(Self.cure)")
            }
            guard formula.map({ holds(element.symbol, $0) }) ?? true else {
                return .unclear("the label says \(element.symbol), which the formula does not have; \(Self.cure)")
            }
            return .atom(ScattererName(element: element, ion: nil), remark: nil)
        }
        let fitting = [2, 1].compactMap(element).filter { candidate in
            formula.map { holds(candidate.symbol, $0) } ?? true
        }
        guard fitting.count == 1 else {
            return .unclear("the label does not say clearly of which element; \(Self.cure)")
        }
        return .atom(ScattererName(element: fitting[0], ion: nil), remark: nil)
    }

    private static let cure = "give '_atom_site_type_symbol'"

    private func element(_ count: Int) -> Element? {
        letters.count >= count ? Element.named(ScattererName.capitalized(letters.prefix(count))) : nil
    }

    private func oxygen(_ what: String) -> SiteOccupant {
        guard let oxygen = Element.named("O"), formula.map({ holds("O", $0) }) ?? true else {
            return .unclear("'\(label)' stands for \(what), but the formula has no oxygen; \(Self.cure)")
        }
        return .atom(ScattererName(element: oxygen, ion: nil), remark: "'\(label)' was taken for \(what)")
    }

    /// Whether a formula has an element; hydrogen and deuterium count as one.
    private func holds(_ symbol: String, _ formula: ChemicalFormula) -> Bool {
        let symbols = ["H", "D"].contains(symbol) ? ["H", "D"] : [symbol]
        return formula.parts.contains { symbols.contains($0.element.symbol) }
    }
}
