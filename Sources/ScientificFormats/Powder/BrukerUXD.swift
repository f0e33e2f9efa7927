/// Patterns of Bruker's format UXD: lines `_KEY=value`, and behind a key such as `_2THETACOUNTS` the points.
///
/// The name of that key says what stands in a row: `2THETA`, then `COUNTS` or `CPS`, and perhaps `TIME`. Without `2THETA` only
/// intensities stand there, and `_START` and `_STEPSIZE` give the angles.
///
/// Format: Bruker AXS, *DIFFRAC plus: XCH file exchange program*, user manual.
package enum BrukerUXD: PowderFormat {
    package static let name = "Bruker UXD"
    package static let endings = ["uxd"]

    package static func recognizes(_ bytes: [UInt8]) -> Bool {
        let lines = PowderText.firstLines(bytes)
        return lines.contains { points($0) != nil }
            || lines.count { $0.hasPrefix("_") && $0.contains("=") } > 1 && lines.contains { $0.hasPrefix("_STEPSIZE") }
    }

    /// What stands in the rows behind a key.
    private struct Kind {
        let hasAngles: Bool
        let hasTimes: Bool
        let quantity: PowderQuantity
        var width: Int { 1 + (hasAngles ? 1 : 0) + (hasTimes ? 1 : 0) }
    }

    private static func points(_ line: String) -> Kind? {
        guard line.hasPrefix("_"), !line.contains("=") else { return nil }
        var name = line.uppercased().dropFirst().filter { $0 != " " }[...]
        let hasAngles = name.hasPrefix("2THETA")
        if hasAngles { name = name.dropFirst(6) }
        let hasTimes = name.hasSuffix("TIME")
        if hasTimes { name = name.dropLast(4) }
        switch name {
        case "COUNTS": return Kind(hasAngles: hasAngles, hasTimes: hasTimes, quantity: .counts)
        case "CPS": return Kind(hasAngles: hasAngles, hasTimes: hasTimes, quantity: .countsPerSecond)
        default: return nil
        }
    }

    /// Reads the first range of points.
    ///
    /// - Throws: ``FormatError`` with the line.
    package static func decode(_ bytes: [UInt8], path: String, reading: PowderReading) throws -> PowderScan {
        let text = try PowderText(bytes, path: path)
        let lines = text.lines.filter { !$0.range.isEmpty }
        var keys: [String: String] = [:]
        guard
            let first = lines.firstIndex(where: { line in
                let content = text[line.range]
                if content.hasPrefix("_"), let equals = content.firstIndex(of: "=") {
                    let value = content[content.index(after: equals)...].filter { $0 != "'" && $0 != "\"" && $0 != " " }
                    keys[content[..<equals].uppercased().filter { $0 != " " }] = value
                }
                return points(content) != nil
            }), let kind = points(text[lines[first].range])
        else {
            throw text.error(
                nil, "no key such as _2THETACOUNTS or _COUNTS, behind which a Bruker UXD file has its points")
        }
        if let drive = keys["_DRIVE"]?.uppercased(),
            !["COUPLED", "2THETA", "TWOTHETA", "DETECTOR", "TTH"].contains(drive)
        {
            throw text.error(nil, "the drive '\(drive)' was scanned, and not 2θ")
        }
        let begins: (PowderText.Line) -> Bool = { text.bytes[$0.range.lowerBound] == UInt8(ascii: "_") }
        let rows = lines[(first + 1)...].prefix { !begins($0) }.filter {
            text.bytes[$0.range.lowerBound] != UInt8(ascii: ";")
        }
        let ranges = lines.count { begins($0) && points(text[$0.range]) != nil }

        var (angles, values, places) = ([Double](), [Double](), [Int]())
        for row in rows {
            let numbers = try text.numbers(row)
            guard numbers.count % kind.width == 0, numbers.count <= PowderScan.largestCount - values.count else {
                throw text.error(
                    row.number,
                    "\(numbers.count) numbers, where \(text[lines[first].range]) means \(kind.width) for a point")
            }
            for index in stride(from: 0, to: numbers.count, by: kind.width) {
                if kind.hasAngles { angles.append(numbers[index]) }
                values.append(numbers[index + (kind.hasAngles ? 1 : 0)])
                places.append(row.number)
            }
        }
        if !kind.hasAngles {
            guard let start = number("_START", keys) ?? number("_2THETA", keys), let step = number("_STEPSIZE", keys),
                step > 0
            else {
                throw text.error(lines[first].number, "no _START and _STEPSIZE, from which the angles follow")
            }
            angles = values.indices.map { start + step * Double($0) }
        }
        if let planned = number("_STEPCOUNT", keys), planned > Double(values.count) {
            throw text.error(
                places.last,
                "_STEPCOUNT promises \(Int(min(planned, 1e9))) points and \(values.count) are there; the file may be cut short"
            )
        }
        let range = ranges == 1 ? "the only range" : "the first of \(ranges) ranges, the others were left"
        return try PowderScan(
            path: path, place: { "line \(places.isEmpty ? lines[first].number : places[$0])" }, twoTheta: angles,
            intensities: values,
            quantity: kind.quantity, radiation: radiation(keys), remarks: ["\(range), \(kind.quantity.rawValue)"])
    }

    private static func number(_ key: String, _ keys: [String: String]) -> Double? {
        keys[key].flatMap { plainNumber($0.utf8) }.flatMap { $0.isFinite ? $0 : nil }
    }

    private static func radiation(_ keys: [String: String]) -> PowderRadiation? {
        let unit = keys["_WLUNITS"]?.uppercased() ?? "A"
        func wavelength(_ key: String) -> Double? {
            number(key, keys).map { unit == "NM" ? 10 * $0 : $0 }.flatMap {
                PowderRadiation.isWavelength($0) ? $0 : nil
            }
        }
        let anode = keys["_ANODE"].flatMap { $0.isEmpty ? nil : $0 }
        let kAlpha1 = wavelength("_WL1")
        return PowderRadiation(
            anode: anode, kAlpha1: kAlpha1, kAlpha2: kAlpha1 == nil ? nil : wavelength("_WL2"),
            ratio: number("_WLRATIO", keys).flatMap { $0 >= 0 && $0 <= 1 ? $0 : nil }
        ).unlessEmpty
    }
}
