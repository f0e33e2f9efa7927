/// An element and the name of its form factor, as far as files say which.
struct ScattererName: Hashable {
    let element: Element
    /// The name in the table of form factors.
    let scatterer: String
    /// The name that was asked for and is not in the table.
    let missing: String?

    /// Reads a type symbol such as `Ca`, `CA2+`, `O2-`, `O-2`, `Na+`, `Fe2.5+` or `D`; other texts give nothing.
    ///
    /// An ion that the table does not have, such as `C4+` or one of mixed valence, is given the form factor of the neutral atom.
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
            case "0"..."9", ".": digits.unicodeScalars.append(scalar)
            default: return nil
            }
        }
        guard digits.count < 6, let charge = Double(digits.isEmpty ? "1" : digits), charge < 100 else { return nil }
        guard let sign, charge > 0 else {
            self.init(element: element, ion: nil)
            return
        }
        let number = charge == charge.rounded() ? String(Int(charge)) : String(charge)
        self.init(element: element, ion: Self.neutralName(element) + number + String(sign))
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

    /// The same element as a neutral atom.
    var neutral: ScattererName { ScattererName(element: element, ion: nil) }

    /// Deuterium scatters as hydrogen does.
    private static func neutralName(_ element: Element) -> String {
        element == .deuterium ? "H" : element.symbol
    }

    /// Letters with the first alone in capitals, as symbols are written.
    static func capitalized(_ letters: some Collection<Unicode.Scalar>) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: letters)
        return text.prefix(1).uppercased() + text.dropFirst().lowercased()
    }
}
