/// Patterns as columns of text: 2θ, intensity and, where there is a third, the uncertainty of the intensity.
package enum PowderColumns: PowderFormat {
    package static let name = "columns of text"
    package static let endings = ["xy", "xye", "txt", "dat", "csv"]

    /// Reads a pattern from the contents of a file.
    ///
    /// - Throws: ``FormatError`` with the line, where a line is neither comment, header nor numbers like those before.
    package static func decode(_ bytes: [UInt8], path: String) throws -> PowderScan {
        func error(_ line: Int?, _ reason: String) -> FormatError {
            FormatError(file: path, place: line.map { "line \($0)" }, reason: reason)
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw error(1, "UTF-16 text; columns are read from UTF-8 or ASCII")
        }
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        let lines = split(text)

        var layout: Layout?
        var columns: [[Double]] = [[], [], []]
        var places: [Int] = []
        var words: [String] = []
        var headerLines = 0
        for (index, line) in lines.enumerated() {
            let content = trimmed(line)
            if content.isEmpty { continue }
            if let comment = try comment(content, orThrow: { error(index + 1, $0) }) {
                words.append(comment)
                continue
            }
            guard !content.contains(0) else { throw error(index + 1, "a byte 0, so this is no text") }
            let separator = layout?.separator ?? Separator(of: content)
            let fields = separator.fields(of: content)
            if layout == nil, isHeader(fields) {
                words.append(String(decoding: content, as: UTF8.self))
                headerLines += 1
                continue
            }
            let expected = layout ?? Layout(separator: separator, count: fields.count)
            let row = try numbers(
                fields, of: content, layout: expected, isFirst: layout == nil, isLast: index == lines.count - 1,
                orThrow: { error(index + 1, $0) })
            guard places.count < PowderScan.largestCount else {
                throw error(index + 1, "more than \(PowderScan.largestCount) points")
            }
            layout = expected
            for (column, number) in row.enumerated() { columns[column].append(number) }
            places.append(index + 1)
        }
        guard let layout else { throw error(nil, "no line of numbers") }
        // `4,01,17` and `4,02,18` are three columns each, but the angle stands still.
        let isWhole = (columns[0] + columns[1]).allSatisfy { $0 == $0.rounded() }
        if layout.separator == .comma, layout.count == 3, isWhole,
            let point = columns[0].indices.dropFirst().first(where: { columns[0][$0] == columns[0][$0 - 1] })
        {
            throw error(places[point], decimalCommas(in: trimmed(lines[places[point] - 1])))
        }

        var remarks = ["columns separated by \(layout.separator.name); the file does not say what its intensities are"]
        if headerLines > 0 { remarks.append("lines of header before the numbers: \(headerLines)") }
        let wavelengths = Set(words.compactMap(PowderColumns.wavelength))
        if wavelengths.count > 1 { remarks.append("comments give more than one wavelength, so none was taken") }
        if let last = lines.last, !trimmed(last).isEmpty {
            remarks.append("the last line has no line end, so it may be cut short")
        }
        return try PowderScan(
            path: path, place: { "line \(places[$0])" }, twoTheta: columns[0], intensities: columns[1],
            uncertainties: layout.count == 3 ? columns[2] : nil, quantity: .unknown,
            radiation: wavelengths.count == 1 ? PowderRadiation(wavelength: wavelengths.first) : nil, remarks: remarks)
    }

    /// How the lines of numbers are built, which the first of them decides.
    private struct Layout {
        let separator: Separator
        let count: Int
    }

    /// Lines that end with a line feed, a carriage return, or both; what stands behind the last end is a line as well.
    private static func split(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = text.startIndex
        var index = start
        while index < text.endIndex {
            let byte = text[index]
            index += 1
            guard byte == 0x0A || byte == 0x0D else { continue }
            lines.append(text[start..<index - 1])
            if byte == 0x0D, index < text.endIndex, text[index] == 0x0A { index += 1 }
            start = index
        }
        return lines + [text[start...]]
    }

    /// The text of a comment, where the line is one.
    private static func comment(_ line: ArraySlice<UInt8>, orThrow error: (String) -> FormatError) throws -> String? {
        if line.starts(with: "/*".utf8) {
            guard line.dropFirst(2).suffix(2).elementsEqual("*/".utf8) else {
                throw error("a comment that begins with /* and does not end on its line with */")
            }
            return String(decoding: line.dropFirst(2).dropLast(2), as: UTF8.self)
        }
        if let first = line.first, "#!;'\"".utf8.contains(first) {
            return String(decoding: line.dropFirst(), as: UTF8.self)
        }
        return line.starts(with: "//".utf8) ? String(decoding: line.dropFirst(2), as: UTF8.self) : nil
    }

    /// Whether a line before the numbers is a header: it begins with a word, or has no number at all.
    private static func isHeader(_ fields: [ArraySlice<UInt8>]) -> Bool {
        let first = String(decoding: fields[0], as: UTF8.self).lowercased()
        let beginsWithWord = first.first?.isLetter ?? false
        let isNotFinite = first.hasPrefix("nan") || first.hasPrefix("inf")
        return !isNotFinite && (beginsWithWord || fields.allSatisfy { plainNumber($0) == nil && !$0.contains(0x2C) })
    }

    /// The numbers of a line.
    private static func numbers(
        _ fields: [ArraySlice<UInt8>], of line: ArraySlice<UInt8>, layout: Layout, isFirst: Bool, isLast: Bool,
        orThrow error: (String) -> FormatError
    ) throws -> [Double] {
        if line.contains(0x2C), fields.contains(where: { hasDecimalComma($0, separator: layout.separator) }) {
            throw error(decimalCommas(in: line))
        }
        guard fields.count == layout.count, fields.count == 2 || fields.count == 3 else {
            let found = fields.count == 1 ? "1 column" : "\(fields.count) columns"
            if isFirst { throw error("\(found), where 2 or 3 were expected: 2θ, intensity and its uncertainty") }
            let end = isLast ? "; the file may be cut short" : ""
            throw error("\(found), where the lines before have \(layout.count)" + end)
        }
        return try fields.enumerated().map { index, field in
            let text = String(decoding: field, as: UTF8.self)
            guard !field.isEmpty else { throw error("column \(index + 1) is empty") }
            guard let number = plainNumber(field) else { throw error("column \(index + 1): '\(text)' is not a number") }
            guard number.isFinite else { throw error("column \(index + 1): '\(text)' is too large") }
            return number
        }
    }

    private static func decimalCommas(in line: ArraySlice<UInt8>) -> String {
        "'\(String(decoding: line, as: UTF8.self))' looks like numbers with decimal commas; write decimal points, as a "
            + "comma separates columns"
    }

    /// Whether a field is like `4,05`, or like `05 17` where commas separate the columns `4,05 17`.
    private static func hasDecimalComma(_ field: ArraySlice<UInt8>, separator: Separator) -> Bool {
        let mark: UInt8 = separator == .comma ? 0x20 : 0x2C
        let parts = field.split(separator: mark, omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && plainNumber($0) != nil }
    }
}

/// What stands between the columns.
private enum Separator {
    case semicolon, tab, comma, spaces

    /// The separator of a line, by the first of these characters that it has.
    init(of line: ArraySlice<UInt8>) {
        if line.contains(0x3B) {
            self = .semicolon
        } else if line.contains(0x09) {
            self = .tab
        } else if line.contains(0x2C) {
            self = .comma
        } else {
            self = .spaces
        }
    }

    var name: String {
        switch self {
        case .semicolon: "semicolons"
        case .tab: "tabs"
        case .comma: "commas"
        case .spaces: "spaces"
        }
    }

    /// The fields of a line, without the white space around them.
    func fields(of line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        switch self {
        case .semicolon: line.split(separator: 0x3B, omittingEmptySubsequences: false).map(trimmed)
        case .comma: line.split(separator: 0x2C, omittingEmptySubsequences: false).map(trimmed)
        // Several tabs, or tabs with spaces, make one gap: columns are often lined up that way.
        case .tab, .spaces: line.split { $0 == 0x20 || $0 == 0x09 }
        }
    }
}

private func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    let start = text.drop(while: isBlank)
    return start.lastIndex { !isBlank($0) }.map { start[...$0] } ?? []
}
