/// Patterns of Rigaku's text format RAS: lines `*KEY "value"`, and points between `*RAS_INT_START` and `*RAS_INT_END`.
///
/// There is no published description; the keys name themselves.
package enum RigakuRAS: PowderFormat {
    package static let name = "Rigaku RAS"
    package static let endings = ["ras"]

    package static func recognizes(_ bytes: [UInt8]) -> Bool {
        PowderText.firstLines(bytes).first { !$0.isEmpty }?.hasPrefix("*RAS_") ?? false
    }

    /// Reads the first complete scan.
    ///
    /// - Throws: ``FormatError`` with the line.
    package static func decode(_ bytes: [UInt8], path: String, reading: PowderReading) throws -> PowderScan {
        let text = try PowderText(bytes, path: path)
        var keys: [String: String] = [:]
        var profile: RigakuProfile?
        var scan: PowderScan?
        var count = 0
        var begun = 0
        for line in text.lines where !line.range.isEmpty {
            guard text.bytes[line.range.lowerBound] == UInt8(ascii: "*") else {
                if scan == nil { try profile?.append(line, of: text) }
                continue
            }
            let words = text[line.range].split(separator: " ", maxSplits: 1)
            switch words[0] {
            case "*RAS_INT_START":
                begun = line.number
                count += 1
                profile = RigakuProfile()
            case "*RAS_INT_END":
                if scan == nil, let found = profile {
                    try RigakuProfile.requireTwoTheta(keys["*MEAS_SCAN_AXIS_X_INTERNAL"] ?? keys["*MEAS_SCAN_AXIS_X"]) {
                        text.error(begun, $0)
                    }
                    scan = try found.scan(
                        path: path, unit: keys["*MEAS_SCAN_UNIT_Y"], radiation: radiation(keys), name: "scan 1")
                }
                profile = nil
            default:
                // What stands behind the first scan describes others.
                if words.count == 2, scan == nil { keys[String(words[0])] = words[1].filter { $0 != "\"" } }
            }
        }
        guard let scan else {
            throw text.error(
                begun > 0 ? begun : nil,
                begun > 0
                    ? "the scan that begins here has no *RAS_INT_END; the file may be cut short"
                    : "no line *RAS_INT_START, behind which a Rigaku RAS file has its points")
        }
        let name = count == 1 ? "the only scan" : "scan 1 of \(count), the others were left"
        return scan.replacing(remark: "scan 1", with: name)
    }

    private static func radiation(_ keys: [String: String]) -> PowderRadiation? {
        func wavelength(_ line: String) -> Double? {
            keys["*HW_XG_WAVE_LENGTH_" + line].flatMap { plainNumber($0.utf8) }.flatMap {
                PowderRadiation.isWavelength($0) ? $0 : nil
            }
        }
        let anode = keys["*HW_XG_TARGET_NAME"].flatMap { $0.isEmpty ? nil : $0 }
        let kAlpha1 = wavelength("ALPHA1")
        return PowderRadiation(anode: anode, kAlpha1: kAlpha1, kAlpha2: kAlpha1 == nil ? nil : wavelength("ALPHA2"))
            .unlessEmpty
    }
}

extension PowderScan {
    /// The same scan with another remark in the place of one.
    func replacing(remark: String, with other: String) -> PowderScan {
        PowderScan(
            twoTheta: twoTheta, intensities: intensities, uncertainties: uncertainties, quantity: quantity,
            radiation: radiation,
            remarks: remarks.map { $0 == remark ? other : $0 })
    }
}
