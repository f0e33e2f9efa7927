/// A formula beside what the sites of a cell come to.
///
/// Numbers may differ by 1 %, and by the 0.01 to which shares of sites are rounded in formulas. Deuterium counts as hydrogen,
/// as many files have it. Hydrogen may lack among the sites, as X-rays hardly see it; nothing else may.
struct FormulaComparison {
    /// The number of formula units in a cell.
    let units: Double
    /// The hydrogen of a cell that the formula has and the sites lack.
    let missing: ChemicalFormula
    /// How the two differ beyond that, or nothing.
    let difference: String?

    /// What hydrogen the sites lack, or nothing.
    var lack: String? {
        missing.parts.first.map { "the sites lack \(numberText($0.count)) \($0.element.symbol) a cell of the formula" }
    }

    /// Compares.
    ///
    /// - Parameters:
    ///   - formula: The formula.
    ///   - contents: What the sites of a cell come to.
    ///   - claimedUnits: The number of formula units in a cell, where that is said.
    init(formula: ChemicalFormula, contents: ChemicalFormula, claimedUnits: Double?) {
        let pair = FormulaPair(formula: formula.withoutDeuterium, contents: contents.withoutDeuterium)
        let best = pair.candidates(claimedUnits).map { units in (units, pair.differing(units: units)) }
            .enumerated().min { ($0.element.1.count, $0.offset) < ($1.element.1.count, $1.offset) }?.element
        let (units, differing) = best ?? (1, [])
        self.units = units
        difference = differing.isEmpty ? nil : pair.words(differing, units: units, formula: formula)
        let hydrogen = pair.missingHydrogen(units: units)
        let isDeuterium = formula[.deuterium] > 0 && pair.hydrogen.map { formula[$0] == 0 } ?? false
        let element = isDeuterium ? .deuterium : pair.hydrogen
        missing = ChemicalFormula(element.map { [$0: hydrogen] } ?? [:])
    }
}

/// A formula and the contents of a cell, both without deuterium.
private struct FormulaPair {
    let formula: ChemicalFormula
    let contents: ChemicalFormula
    let hydrogen = Element(atomicNumber: 1)

    private static let relativeTolerance = 0.01
    private static let roundingOfFormulas = 0.01

    /// What the number of formula units may be: as claimed, by all atoms but hydrogen, and by each element.
    func candidates(_ claimed: Double?) -> [Double] {
        func heavy(_ formula: ChemicalFormula) -> Double {
            formula.parts.reduce(0) { $0 + ($1.element == hydrogen ? 0 : $1.count) }
        }
        let isHeavy = heavy(formula) > 0
        let overall = isHeavy ? heavy(contents) / heavy(formula) : contents.atomCount / formula.atomCount
        let byElement = formula.parts.filter { !isHeavy || $0.element != hydrogen }
            .map { contents[$0.element] / $0.count }
        return ((claimed.map { [$0] } ?? []) + [overall] + byElement).filter { $0 > 0 }
    }

    /// The elements of which the sites hold another amount; less hydrogen is none of them.
    func differing(units: Double) -> [Element] {
        let elements = (formula.parts + contents.parts.filter { formula[$0.element] == 0 }).map(\.element)
        return elements.filter { element in
            let expected = formula[element] * units
            let held = contents[element]
            if element == hydrogen, held < expected { return false }
            return (expected > 0) != (held > 0) || abs(held - expected) > tolerance(held, expected, units)
        }
    }

    func missingHydrogen(units: Double) -> Double {
        guard let hydrogen else { return 0 }
        let expected = formula[hydrogen] * units
        let held = contents[hydrogen]
        guard expected - held > tolerance(held, expected, units) else { return 0 }
        // Whole numbers of atoms stay whole.
        let missing = expected - held
        return abs(missing - missing.rounded()) < 1e-9 * expected ? missing.rounded() : missing
    }

    /// The amounts of some elements in a cell, by the formula and at the sites.
    func words(_ elements: [Element], units: Double, formula written: ChemicalFormula) -> String {
        let amounts = elements.map { element in
            "\(numberText(formula[element] * units)) and \(numberText(contents[element])) \(element.symbol)"
        }
        return "the formula '\(written)' and the sites differ: in a cell of \(numberText(units)) formula units they "
            + "have " + amounts.joined(separator: ", ")
    }

    private func tolerance(_ held: Double, _ expected: Double, _ units: Double) -> Double {
        Self.relativeTolerance * max(held, expected) + Self.roundingOfFormulas * units
    }
}

extension ChemicalFormula {
    /// The formula with deuterium counted as hydrogen.
    fileprivate var withoutDeuterium: ChemicalFormula {
        var counts = Dictionary(uniqueKeysWithValues: parts.map { ($0.element, $0.count) })
        if let deuterium = counts.removeValue(forKey: .deuterium), let hydrogen = Element(atomicNumber: 1) {
            counts[hydrogen, default: 0] += deuterium
        }
        return ChemicalFormula(counts)
    }
}

/// A number with four decimals at most.
func numberText(_ value: Double) -> String {
    let rounded = (value * 1e4).rounded() / 1e4
    return rounded == rounded.rounded() && abs(rounded) < 1e9 ? String(Int(rounded)) : String(rounded)
}
