/// An element and the name of its form factor, as far as files say which.
struct ScattererName: Hashable {
    let element: Element
    /// The name in the table of form factors.
    let scatterer: String
    /// The name that was asked for and is not in the table.
    let missing: String?

    /// Reads a type symbol such as `Ca`, `CA2+`, `O2-`, `O-2`, `Na+` or `D`; other texts give nothing.
    ///
    /// An ion that the table does not have is given the form factor of the neutral atom.
    init?(typeSymbol: String) {
        let scalars = Array(typeSymbol.unicodeScalars)
        let letters = scalars.prefix { ("a"..."z").contains($0) || ("A"..."Z").contains($0) }
        guard let element = Element.named(Self.capitalized(letters)) else { return nil }
        var digits = ""
        var sign: Unicode.Scalar?
        for scalar in scalars.dropFirst(letters.count) {
            switch scalar {
            case "+", "-":
                guard sign == nil else { return nil }
                sign = scalar
            case "0"..."9": digits.unicodeScalars.append(scalar)
            default: return nil
            }
        }
        guard digits.count < 3 else { return nil }
        guard let sign, digits != "0" else {
            self.init(element: element, ion: nil)
            return
        }
        self.init(element: element, ion: Self.neutralName(element) + (digits.isEmpty ? "1" : digits) + String(sign))
    }

    /// Finds the element of a label such as `Ca1`, `O1A` or `Fe_tet`, or nothing where it is not clear.
    ///
    /// Two letters with the second in lower case are an element of two letters. Where a label is in capitals, as in
    /// `CA1`, it is the element that the formula has.
    init?(label: String, formula: ChemicalFormula?) {
        let letters = label.unicodeScalars.prefix { ("a"..."z").contains($0) || ("A"..."Z").contains($0) }
        let candidates = [2, 1].filter { letters.count >= $0 }
            .compactMap { Element.named(Self.capitalized(letters.prefix($0))) }
        var fitting = candidates.filter { candidate in
            formula.map { $0[candidate] > 0 } ?? true
        }
        if fitting.count > 1, let second = letters.dropFirst().first, ("a"..."z").contains(second) {
            fitting = [fitting[0]]
        }
        guard fitting.count == 1 else { return nil }
        self.init(element: fitting[0], ion: nil)
    }

    init(element: Element, ion: String?) {
        self.element = element
        if let ion, FormFactor.named(ion) != nil {
            scatterer = ion
            missing = nil
        } else {
            scatterer = Self.neutralName(element)
            missing = ion
        }
    }

    /// Deuterium scatters as hydrogen does.
    private static func neutralName(_ element: Element) -> String {
        element == .deuterium ? "H" : element.symbol
    }

    private static func capitalized(_ letters: some Collection<Unicode.Scalar>) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: letters)
        return text.prefix(1).uppercased() + text.dropFirst().lowercased()
    }
}
