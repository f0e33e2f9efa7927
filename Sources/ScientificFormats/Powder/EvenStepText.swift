/// Patterns as a list of intensities: a line with the first angle, the step and the last angle, and perhaps a title, then the
/// intensities, any number of them on a line.
///
/// FullProf calls it instrument 0, DBWS and TOPAS (`.xdd`) read the same. -1000 or -10000 may end the list.
///
/// Format: J. Rodríguez-Carvajal, *FullProf manual*, appendix on the formats of data.
package enum EvenStepText: PowderFormat {
    package static let name = "FullProf, DBWS and TOPAS lists"
    package static let endings = ["xdd", "dbw"]

    /// Whether the first line gives so many angles as there are intensities, or the next has more columns than a table.
    package static func recognizes(_ bytes: [UInt8]) -> Bool {
        let beginning = bytes.prefix(1 << 13)
        guard PowderText.recognizes(bytes), let text = try? PowderText(Array(beginning), path: ""),
            let (line, _) = head(of: text), let next = contents(of: text).first(where: { $0.number > line.number }),
            let width = try? text.numbers(next).count
        else { return false }
        if width != 2 && width != 3 { return true }
        guard let whole = try? PowderText(bytes, path: ""), let (_, steps) = head(of: whole) else { return false }
        let counts = contents(of: whole).dropFirst().map { (try? whole.numbers($0).count) ?? 0 }
        return counts.reduce(0, +) == steps.count
    }

    /// The lines that are no comments.
    private static func contents(of text: PowderText) -> [PowderText.Line] {
        var isComment = false
        return text.lines.filter { line in
            let content = text.bytes[line.range]
            guard let first = content.first else { return false }
            if content.starts(with: "/*".utf8) { isComment = true }
            defer { if isComment, content.suffix(2).elementsEqual("*/".utf8) { isComment = false } }
            return !isComment && !"!#'\"".utf8.contains(first)
        }
    }

    /// The first line, and the angles that it gives.
    private static func head(of text: PowderText) -> (
        line: PowderText.Line, steps: (start: Double, step: Double, count: Int)
    )? {
        guard let line = contents(of: text).first, let numbers = try? text.numbers(line, upTo: 3), numbers.count == 3
        else { return nil }
        let (start, step, end) = (numbers[0], numbers[1], numbers[2])
        guard step > 0, end > start, start >= -180, end <= 180 else { return nil }
        let count = (end - start) / step
        // The step may be printed rounded, so that it does not divide the range.
        guard count >= 10, count < Double(PowderScan.largestCount),
            abs(count - count.rounded()) < max(0.02, count * 1e-4)
        else { return nil }
        return (line, (start, step, Int(count.rounded()) + 1))
    }

    /// Reads a pattern.
    ///
    /// - Throws: ``FormatError`` with the line.
    package static func decode(_ bytes: [UInt8], path: String, reading: PowderReading) throws -> PowderScan {
        let text = try PowderText(bytes, path: path)
        guard let (line, steps) = head(of: text) else {
            throw text.error(
                nil, "no line with the first angle, the step and the last angle, as FullProf's instrument 0 has")
        }
        var (values, places) = ([Double](), [Int]())
        reading: for row in contents(of: text).dropFirst() {
            for number in try text.numbers(row) {
                if number == -1000 || number == -10_000 { break reading }
                guard values.count < steps.count else {
                    throw text.error(
                        row.number, "more intensities than the \(steps.count) angles of line \(line.number)")
                }
                values.append(number)
                places.append(row.number)
            }
        }
        guard values.count == steps.count else {
            throw text.error(
                places.last ?? line.number,
                "line \(line.number) gives \(steps.count) angles and \(values.count) intensities are there; the file may be cut short"
            )
        }
        return try PowderScan(
            path: path, place: { "line \(places[$0])" },
            twoTheta: values.indices.map { steps.start + steps.step * Double($0) },
            intensities: values, quantity: .unknown, radiation: nil,
            remarks: [
                "first angle, step and last angle on line \(line.number), then intensities of which the file does not say what they are"
            ])
    }
}
