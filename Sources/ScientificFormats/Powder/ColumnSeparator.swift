/// What stands between the columns of a text, and between a number and its decimals.
struct ColumnSeparator: Equatable {
    /// What stands between the columns.
    enum Mark: String, CaseIterable {
        case semicolons, tabs, commas, spaces

        /// Its character; spaces and tabs may make one gap together, and have none.
        var byte: UInt8? {
            switch self {
            case .semicolons: UInt8(ascii: ";")
            case .commas: UInt8(ascii: ",")
            case .tabs, .spaces: nil
            }
        }
    }

    let mark: Mark
    /// What stands between a number and its decimals.
    let point: UInt8

    /// The separator in words.
    var words: String { mark.rawValue + (point == UInt8(ascii: ",") ? ", with decimal commas" : "") }

    private static let quote = UInt8(ascii: "\"")

    /// The separators that a line may have, in the order in which they are tried.
    ///
    /// Commas separate decimals beside columns only where quotes hold the numbers together.
    static func candidates(for line: some Collection<UInt8>) -> [ColumnSeparator] {
        var found: [ColumnSeparator] = []
        let hasCommas = line.contains(UInt8(ascii: ","))
        for mark in Mark.allCases {
            let isThere = mark == .spaces || line.contains(mark == .tabs ? 0x09 : mark.byte ?? 0)
            guard isThere else { continue }
            found.append(ColumnSeparator(mark: mark, point: UInt8(ascii: ".")))
            if hasCommas, mark != .commas || line.contains(Self.quote) {
                found.append(ColumnSeparator(mark: mark, point: UInt8(ascii: ",")))
            }
        }
        return found
    }

    /// Where the fields of a line stand, without the white space and the quotes around them and the degree signs behind them.
    ///
    /// A separator between quotes belongs to its field, and one behind the last field makes no further one where `count` fields
    /// are expected.
    func fields(of line: Range<Int>, in text: UnsafeBufferPointer<UInt8>, count: Int?, into fields: inout [Range<Int>])
    {
        fields.removeAll(keepingCapacity: true)
        if let byte = mark.byte {
            var start = line.lowerBound
            var isQuoted = false
            for index in line {
                if text[index] == Self.quote { isQuoted.toggle() }
                guard text[index] == byte, !isQuoted else { continue }
                fields.append(bare(start..<index, text))
                start = index + 1
            }
            let last = bare(start..<line.upperBound, text)
            if !(last.isEmpty && fields.count >= 2 && (count == nil || fields.count == count)) { fields.append(last) }
            return
        }
        var index = line.lowerBound
        while index < line.upperBound {
            while index < line.upperBound, text[index] == 0x20 || text[index] == 0x09 { index += 1 }
            let start = index
            while index < line.upperBound, text[index] != 0x20, text[index] != 0x09 { index += 1 }
            guard index > start else { break }
            let field = bare(start..<index, text)
            // A sign behind a blank belongs to the number before.
            let isSign = field.isEmpty && text[start] != Self.quote && !fields.isEmpty
            if !isSign { fields.append(field) }
        }
    }

    private func bare(_ field: Range<Int>, _ text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        var bare = DegreeSign.without(trimmed(field, text), in: text)
        if bare.count >= 2, text[bare.lowerBound] == Self.quote, text[bare.upperBound - 1] == Self.quote {
            bare = DegreeSign.without(bare.lowerBound + 1..<bare.upperBound - 1, in: text)
        }
        return trimmed(bare, text)
    }

    private func trimmed(_ field: Range<Int>, _ text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        var (first, last) = (field.lowerBound, field.upperBound)
        while first < last, text[first] == 0x20 || text[first] == 0x09 { first += 1 }
        while last > first, text[last - 1] == 0x20 || text[last - 1] == 0x09 { last -= 1 }
        return first..<last
    }
}
