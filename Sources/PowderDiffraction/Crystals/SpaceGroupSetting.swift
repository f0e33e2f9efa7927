internal import CSpglib
internal import Foundation

/// One way to write a space group's operations: an entry of Hall's table, as spglib has it.
///
/// The 230 space groups have 530 of them, by the choice of the axes, of the cell and of the origin.
struct SpaceGroupSetting: Sendable {
    /// Its place in the table, 1 to 530.
    let hallNumber: Int
    /// The number in the International Tables, 1 to 230.
    let number: Int
    /// The Hermann–Mauguin symbol with all its parts, such as `P 1 21/n 1`.
    let fullSymbol: String
    /// The symbol by which the setting is usually known, such as `F d -3 m`.
    let symbol: String
    /// The Hall symbol, such as `-R 3 2"c`.
    let hallSymbol: String
    /// What tells it from the other settings: `b1` or `-c2` (axis and cell), `H`, `R`, `1`, `2` (origin), `cab` (axes).
    let choice: String
    /// The keys of all symbols by which the setting may be called; see ``key(_:)``.
    let keys: Set<String>

    /// All settings, in the order of the table.
    static let all: [SpaceGroupSetting] = (1...530).map { SpaceGroupSetting(hallNumber: $0) }

    private init(hallNumber: Int) {
        let type = spg_get_spacegroup_type(Int32(hallNumber))
        self.hallNumber = hallNumber
        number = Int(type.number)
        fullSymbol = string(ofCharacters: type.international_full).replacing("_", with: "")
        hallSymbol = string(ofCharacters: type.hall_symbol)
        choice = string(ofCharacters: type.choice)
        // The names of a monoclinic setting begin with that of the type, which all settings share.
        let names = string(ofCharacters: type.international).split(separator: "=").map {
            trimmed($0).replacing("_", with: "")
        }
        let isMonoclinic = (3...15).contains(number)
        symbol = isMonoclinic ? fullSymbol : names.first ?? fullSymbol
        var symbols = [fullSymbol] + (isMonoclinic ? names.dropFirst() : names[...])
        if isMonoclinic {
            symbols.append(fullSymbol.split(separator: " ").filter { $0 != "1" }.joined(separator: " "))
        }
        let allSymbols =
            number == 67 || number == 68
            ? [fullSymbol] + Self.namesWithOneLetter(of: fullSymbol, choice: choice)
            : symbols.flatMap(Self.withFormerNames)
        keys = Set(allSymbols.map(Self.key))
    }

    /// The operations, those of a centred lattice included.
    func operations() -> [SymmetryOperation] {
        let capacity = 192
        let rotations = UnsafeMutablePointer<((Int32, Int32, Int32), (Int32, Int32, Int32), (Int32, Int32, Int32))>
            .allocate(capacity: capacity)
        let translations = UnsafeMutablePointer<(Double, Double, Double)>.allocate(capacity: capacity)
        defer {
            rotations.deallocate()
            translations.deallocate()
        }
        let count = spg_get_symmetry_from_database(rotations, translations, Int32(hallNumber))
        return (0..<Int(count)).map { index in
            let (first, second, third) = rotations[index]
            let (x, y, z) = translations[index]
            return SymmetryOperation(
                rotation: [first, second, third].map { [Int($0.0), Int($0.1), Int($0.2)] },
                // Multiples of 1/24, exactly, so that equal operations compare as equal.
                translation: wrapped((24 * SIMD3(x, y, z)).rounded(.toNearestOrEven) / 24))
        }
    }

    /// A symbol without what people write in different ways: blanks, underscores, brackets and the case of letters.
    static func key(_ symbol: String) -> String {
        String(symbol.lowercased().filter { !$0.isWhitespace && !"_()".contains($0) })
    }

    /// A symbol together with the forms that it had in earlier editions of the International Tables.
    private static func withFormerNames(_ symbol: String) -> [String] {
        var names = [symbol]
        let parts = symbol.split(separator: " ").map(String.init)
        // Once the bar of m -3 and m -3 m was left out.
        if parts.count > 2, parts[2] == "-3" { names.append(symbol.replacing("-3", with: "3")) }
        guard parts.count == 4 else { return names }
        // The letter e stands for glides along both axes of the plane, of which either was named.
        for (position, axes) in [(1, ["b", "c"]), (2, ["a", "c"]), (3, ["a", "b"])] where parts[position].contains("e")
        {
            names += axes.map { axis in
                var parts = parts
                parts[position] = parts[position].replacing("e", with: axis)
                return parts.joined(separator: " ")
            }
        }
        return names
    }

    /// The present and the former short symbol of C m m e and C c c e: here the former letter told settings apart that e
    /// does not.
    private static func namesWithOneLetter(of fullSymbol: String, choice: String) -> [String] {
        let present = fullSymbol.replacing("2/", with: "")
        let letters = ["ba-c": "b", "cab": "b", "-cba": "c", "bca": "c", "a-cb": "a"]
        let letter = letters[choice.filter { !"12".contains($0) }] ?? "a"
        return [present, present.replacing("e", with: letter)]
    }
}

/// The text in an array of characters of a C structure.
func string<Characters>(ofCharacters characters: Characters) -> String {
    withUnsafeBytes(of: characters) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        .trimmingCharacters(in: .whitespaces)
}

private func trimmed(_ text: Substring) -> String {
    text.trimmingCharacters(in: .whitespaces)
}
