internal import Foundation

extension CSV {
    /// What stands between the values of a table.
    package enum Separator: Sendable, CaseIterable {
        case comma, semicolon, tab

        var scalar: Unicode.Scalar {
            switch self {
            case .comma: ","
            case .semicolon: ";"
            case .tab: "\t"
            }
        }

        /// Finds out what separates the values of a text: a comma where its first line has one outside of quotes, else a
        /// semicolon, else a tab, and a comma where it has none of them.
        package init(of text: String) {
            var (isQuoted, found) = (false, Set<Unicode.Scalar>())
            for scalar in text.unicodeScalars {
                if scalar == "\"" { isQuoted.toggle() }
                guard !isQuoted else { continue }
                guard scalar == "\n" || scalar == "\r" else {
                    found.insert(scalar)
                    continue
                }
                // Empty lines before the first one say nothing.
                if !found.isEmpty { break }
            }
            self = Self.allCases.first { found.contains($0.scalar) } ?? .comma
        }

        /// What is wrong with a first line that has numbers alone, where names of columns are expected; nothing for any other.
        package func lackOfNames(in header: [String]) -> String? {
            guard !header.isEmpty, header.allSatisfy({ number($0) != nil }) else { return nil }
            let names = (1...header.count).map { "name-\($0)" }
            let shown = names.count > 4 ? names.prefix(2) + ["…", names[names.count - 1]] : names[...]
            return
                "numbers, where the names of the columns are expected; put a line with a name for each column before it, such "
                + "as '\(shown.joined(separator: String(scalar)))'"
        }

        /// The number that a value is; nothing where it is none.
        ///
        /// Where no comma separates values, it may stand before decimals.
        package func number(_ field: String) -> Double? {
            let bare = field.trimmingCharacters(in: .whitespaces)
            return plainNumber((self == .comma ? bare : bare.replacing(",", with: ".")).utf8)
        }
    }
}
