/// Patterns of Rigaku's older text format: lines `*KEY = value`, and intensities between `*COUNT` and `*END`.
///
/// There is no published description; the keys name themselves.
package enum RigakuASC: PowderFormat {
    package static let name = "Rigaku text"
    package static let endings = ["rig"]

    package static func recognizes(_ bytes: [UInt8]) -> Bool {
        let lines = PowderText.firstLines(bytes)
        return lines.contains { $0.hasPrefix("*TYPE") } && lines.contains { $0.hasPrefix("*START") }
            && lines.contains { $0.hasPrefix("*STEP") }
    }

    /// Reads the first scan.
    ///
    /// - Throws: ``FormatError`` with the line.
    package static func decode(_ bytes: [UInt8], path: String, reading: PowderReading) throws -> PowderScan {
        let text = try PowderText(bytes, path: path)
        var keys: [String: String] = [:]
        var (values, places) = ([Double](), [Int]())
        var scans = 0
        for line in text.lines where !line.range.isEmpty && text.bytes[line.range.lowerBound] != UInt8(ascii: "#") {
            if text.bytes[line.range.lowerBound] == UInt8(ascii: "*") {
                let parts = text[line.range].split(separator: "=", maxSplits: 1).map {
                    $0.filter { $0 != " " && $0 != "\t" }
                }
                if parts[0] == "*COUNT" { scans += 1 }
                if parts.count == 2, scans < 2, keys[parts[0]] == nil || scans == 0 { keys[parts[0]] = parts[1] }
            } else if scans == 1 {
                let numbers = try text.numbers(line)
                guard numbers.count <= PowderScan.largestCount - values.count else {
                    throw text.error(line.number, "more than \(PowderScan.largestCount) points")
                }
                values += numbers
                places += numbers.map { _ in line.number }
            }
        }
        func number(_ key: String) throws -> Double {
            guard let number = keys[key].flatMap({ plainNumber($0.utf8) }), number.isFinite else {
                throw text.error(nil, "no line \(key) with a number, as Rigaku's text has")
            }
            return number
        }
        let (start, step, count) = (try number("*START"), try number("*STEP"), try number("*COUNT"))
        guard step > 0 else { throw text.error(nil, "a step of \(step), which is not above 0") }
        guard Double(values.count) == count else {
            throw text.error(
                places.last, "*COUNT promises \(count) points and \(values.count) are there; the file may be cut short")
        }
        try RigakuProfile.requireTwoTheta(keys["*SCAN_AXIS"]) { text.error(nil, $0) }
        let unit = keys["*YUNIT"]?.lowercased() ?? ""
        let wavelength = keys["*WAVE_LENGTH1"].flatMap { plainNumber($0.utf8) }.flatMap {
            PowderRadiation.isWavelength($0) ? $0 : nil
        }
        let second = keys["*WAVE_LENGTH2"].flatMap { plainNumber($0.utf8) }.flatMap {
            PowderRadiation.isWavelength($0) ? $0 : nil
        }
        return try PowderScan(
            path: path, place: { "line \(places.isEmpty ? 1 : places[$0])" },
            twoTheta: values.indices.map { start + step * Double($0) },
            intensities: values, quantity: unit == "counts" ? .counts : unit == "cps" ? .countsPerSecond : .unknown,
            radiation: PowderRadiation(
                anode: keys["*TARGET"].flatMap { Int($0) == nil ? $0 : nil }, kAlpha1: wavelength,
                kAlpha2: wavelength == nil ? nil : second
            ).unlessEmpty,
            remarks: [scans == 1 ? "the only scan" : "scan 1 of \(scans), the others were left"])
    }
}
