/// What comments and headers of a text say of the X-rays.
struct StatedRadiation {
    /// The wavelengths in ångströms that are given without saying of which line.
    var wavelengths: Set<Double> = []
    private var anode: String?
    private var kAlpha1: Double?
    private var kAlpha2: Double?
    private var ratio: Double?

    /// What it all says; of several wavelengths none.
    var radiation: PowderRadiation? {
        PowderRadiation(
            anode: anode, kAlpha1: kAlpha1, kAlpha2: kAlpha1 == nil ? nil : kAlpha2, ratio: ratio,
            wavelength: wavelengths.count == 1 ? wavelengths.first : nil
        ).unlessEmpty
    }

    /// Reads lines.
    ///
    /// PANalytical writes `K-Alpha1 wavelength,1.5406`, DIFFRAC.EVA `Anode: "Cu"`, and others what ``wavelength(in:)`` reads.
    init(_ lines: [String]) {
        for line in lines {
            if let wavelength = Self.wavelength(in: line) { wavelengths.insert(wavelength) }
            let fields = line.split { ",;=\t".contains($0) }.map { $0.trimmingPrefix { $0 == " " } }
            if fields.count == 2 {
                let value = plainNumber(fields[1].utf8)
                switch fields[0].lowercased() {
                case "anode material": anode = Self.element(fields[1])
                case "k-alpha1 wavelength": kAlpha1 = value.flatMap { PowderRadiation.isWavelength($0) ? $0 : nil }
                case "k-alpha2 wavelength": kAlpha2 = value.flatMap { PowderRadiation.isWavelength($0) ? $0 : nil }
                case "ratio k-alpha2/k-alpha1": ratio = value.flatMap { $0 >= 0 && $0 <= 1 ? $0 : nil }
                default: break
                }
            }
            if let match = line.firstRange(of: "Anode: \"") {
                anode = Self.element(line[match.upperBound...].prefix { $0 != "\"" }) ?? anode
            }
        }
    }

    /// The symbol of an element.
    private static func element(_ text: Substring) -> String? {
        let symbol = text.filter { $0.isLetter }
        return symbol.count == text.count && (1...2).contains(symbol.count) ? String(symbol) : nil
    }

    /// The wavelength in ångströms that a line gives, such as `wavelength 1.5406`, `Lambda = 1.54056 Å` or
    /// `Wavelength: 1.5406e-10 m`.
    ///
    /// Read is the word `wavelength` or `lambda`, then at most a unit in brackets and `=` or `:`, then one number, which
    /// only a unit and white space may follow. Without a unit it is ångströms. All else, such as two numbers, is left alone: a
    /// comment is free text, and a wavelength is never guessed.
    static func wavelength(in comment: String) -> Double? {
        let words = comment.lowercased().split { $0.isWhitespace || "=:()[]\"',;".contains($0) }
        guard let first = words.first, first == "wavelength" || first == "lambda" else { return nil }
        let rest = words.dropFirst()
        guard let number = rest.firstIndex(where: { plainNumber($0.utf8) != nil }),
            let value = plainNumber(rest[number].utf8)
        else { return nil }
        let others = rest[..<number] + rest[(number + 1)...]
        let units: [Substring: Double] = [
            "a": 1, "å": 1, "\u{212B}": 1, "ang": 1, "angstrom": 1, "angstroms": 1, "ångström": 1, "ångströms": 1,
            "nm": 10,
            "pm": 0.01, "m": 1e10,
        ]
        guard others.count <= 1, let factor = others.first.map({ units[$0] }) ?? 1 else { return nil }
        // 1.5406e-10 times 1e10 is off by a unit in the last place.
        let wavelength = factor == 1 ? value : (value * factor * 1e9).rounded() / 1e9
        return PowderRadiation.isWavelength(wavelength) ? wavelength : nil
    }
}
