extension PowderColumns {
    /// The wavelength in ångströms that a comment gives, such as `wavelength 1.5406` or `Lambda = 1.54056 Å`.
    ///
    /// Read is the word `wavelength` or `lambda`, then at most a unit in brackets and `=` or `:`, then one number, which
    /// only a unit of ångströms and white space may follow. All else, such as two numbers or nanometres, is left alone:
    /// a comment is free text, and a wavelength is never guessed.
    static func wavelength(in comment: String) -> Double? {
        let words = comment.lowercased().split { $0.isWhitespace || "=:()[]\"',;".contains($0) }
        guard let first = words.first, first == "wavelength" || first == "lambda" else { return nil }
        let rest = words.dropFirst()
        guard let number = rest.firstIndex(where: { plainNumber($0.utf8) != nil }),
            let value = plainNumber(rest[number].utf8), PowderRadiation.isWavelength(value)
        else { return nil }
        let others = rest[..<number] + rest[(number + 1)...]
        let units: Set<Substring> = ["a", "å", "\u{212B}", "ang", "angstrom", "angstroms", "ångström", "ångströms"]
        return others.count <= 1 && others.allSatisfy(units.contains) ? value : nil
    }
}
