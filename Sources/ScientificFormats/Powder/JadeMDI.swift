/// Patterns of MDI's program Jade as text: a title, a line with the scan, and a list of intensities.
///
/// The second line gives the first angle, the step, the seconds a step, the anode, the wavelength in ångströms, the last
/// angle and the number of points; as many intensities follow, any number of them on a line.
///
/// There is no published description. What the second line says is compared with itself and with the list.
package enum JadeMDI: PowderFormat {
    package static let name = "Jade MDI"
    package static let endings = ["mdi"]

    package static func recognizes(_ bytes: [UInt8]) -> Bool {
        let lines = PowderText.firstLines(bytes)
        return lines.count > 2 && Scan(lines[1]) != nil
    }

    /// What the second line says.
    private struct Scan {
        let start: Double
        let step: Double
        let end: Double
        let count: Int
        let radiation: PowderRadiation

        init?(_ line: String) {
            let words = line.split { $0 == " " || $0 == "\t" }
            guard words.count == 7, (1...2).contains(words[3].count), words[3].allSatisfy(\.isLetter) else {
                return nil
            }
            let numbers = [0, 1, 2, 4, 5, 6].compactMap { plainNumber(words[$0].utf8) }.filter(\.isFinite)
            guard numbers.count == 6, numbers[1] > 0, abs(numbers[0]) <= 180, abs(numbers[4]) <= 180,
                numbers[5] >= 2, numbers[5] <= Double(PowderScan.largestCount), numbers[5] == numbers[5].rounded()
            else { return nil }
            (start, step, end, count) = (numbers[0], numbers[1], numbers[4], Int(numbers[5]))
            radiation = PowderRadiation(
                anode: words[3].capitalized, wavelength: PowderRadiation.isWavelength(numbers[3]) ? numbers[3] : nil)
        }
    }

    /// Reads the pattern.
    ///
    /// - Throws: ``FormatError`` with the line.
    package static func decode(_ bytes: [UInt8], path: String, reading: PowderReading) throws -> PowderScan {
        let text = try PowderText(bytes, path: path)
        let lines = text.lines
        guard lines.count > 2, let scan = Scan(text[lines[1].range]) else {
            throw text.error(
                2, "no first angle, step, time, anode, wavelength, last angle and number of points, as Jade writes them"
            )
        }
        guard abs(scan.start + scan.step * Double(scan.count - 1) - scan.end) < scan.step / 2 else {
            throw text.error(
                2, "\(scan.count) points in steps of \(scan.step) from \(scan.start) do not end at \(scan.end)")
        }
        var (values, places) = ([Double](), [Int]())
        for line in lines.dropFirst(2) {
            let numbers = try text.numbers(line)
            values += numbers
            places += numbers.map { _ in line.number }
            guard values.count <= scan.count else {
                throw text.error(line.number, "more intensities than the \(scan.count) points of line 2")
            }
        }
        guard values.count == scan.count else {
            throw text.error(
                places.last ?? 2,
                "line 2 promises \(scan.count) points and \(values.count) are there; the file may be cut short")
        }
        return try PowderScan(
            path: path, place: { "line \(places[$0])" },
            twoTheta: values.indices.map { scan.start + scan.step * Double($0) }, intensities: values,
            quantity: .unknown, radiation: scan.radiation, remarks: ["intensities at equal steps, as line 2 says"])
    }
}
