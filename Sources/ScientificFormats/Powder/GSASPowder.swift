/// Patterns of GSAS: a title, and banks of points of a constant wavelength, with angles in centidegrees.
///
/// The line `BANK number points lines binning … type` begins a bank. Of the binnings, `CONS` gives the first angle and the
/// step; of the types, `FXYE` and `FXY` give the angle with every point in free format, `ALT` in 1/32 centidegrees and with
/// intensities in thousandths, `ESD` has fields of 8 characters with an intensity and its uncertainty, and `STD` a number of
/// detectors n in 2 characters and their mean in 6, whose variance is the mean over n.
///
/// Format: A. C. Larson and R. B. Von Dreele, *General Structure Analysis System (GSAS)*, Los Alamos report LAUR 86-748.
package enum GSASPowder: PowderFormat {
    package static let name = "GSAS"
    package static let endings = ["fxye", "gsa", "gsas", "gss", "gda"]

    package static func recognizes(_ bytes: [UInt8]) -> Bool { PowderText.firstLines(bytes).contains(where: isBank) }

    private static func isBank(_ line: String) -> Bool {
        let words = line.split(separator: " ")
        return words.count > 4 && words[0] == "BANK" && Int(words[1]) != nil && Double(words[2]) != nil
    }

    /// What the first line of a bank says.
    private struct Bank {
        let count: Int
        let start: Double
        let step: Double
        let type: String
        let binning: String

        init(_ line: PowderText.Line, in text: PowderText) throws {
            let words = text.words(line)
            guard words.count > 4, let count = Double(words[2]), count >= 2, count <= Double(PowderScan.largestCount)
            else {
                throw text.error(line.number, "no number of points from 2 to \(PowderScan.largestCount) stands third")
            }
            self.count = Int(count)
            binning = words[4].uppercased()
            type =
                words.dropFirst(5).map { $0.uppercased() }.first { ["STD", "ESD", "ALT", "FXYE", "FXY"].contains($0) }
                ?? "STD"
            let numbers = words.dropFirst(5).compactMap { Double($0) }
            start = numbers.first ?? 0
            step = numbers.count > 1 ? numbers[1] : 0
            guard ["STD", "ESD"].contains(type) else { return }
            guard binning.hasPrefix("CONS") else {
                throw text.error(
                    line.number,
                    "points of the type \(type) with the binning \(binning), which is one of times of flight; read is CONS"
                )
            }
            guard step > 0, step.isFinite, start.isFinite else {
                throw text.error(line.number, "a step of \(step), which is not above 0")
            }
        }
    }

    /// Reads the first bank.
    ///
    /// - Throws: ``FormatError`` with the line.
    package static func decode(_ bytes: [UInt8], path: String, reading: PowderReading) throws -> PowderScan {
        let text = try PowderText(bytes, path: path)
        let lines = text.lines
        let banks = lines.indices.filter { bytes.count > 0 && text.bytes[lines[$0].range].starts(with: "BANK".utf8) }
        guard let first = banks.first else {
            throw text.error(nil, "no line that begins with BANK, as a file of GSAS has")
        }
        let bank = try Bank(lines[first], in: text)
        let rows = lines[(first + 1)..<(banks.count > 1 ? banks[1] : lines.count)].filter {
            !$0.range.isEmpty && text.bytes[$0.range.lowerBound] != UInt8(ascii: "#")
        }
        var points = Points()
        for row in rows where points.intensities.count < bank.count { try points.append(row, of: bank, in: text) }
        let found = points.intensities.count
        guard found == bank.count else {
            throw text.error(
                rows.last?.number ?? lines[first].number,
                "the bank promises \(bank.count) points and \(found) are there; the file may be cut short")
        }
        guard let largest = points.angles.max(), largest <= 180 else {
            throw text.error(
                lines[first].number,
                "positions up to \(NumberText.rounded(points.angles.max() ?? 0)) degrees: times of flight, which are not read"
            )
        }
        var remarks = [banks.count == 1 ? "the only bank" : "the first of \(banks.count) banks, the others were left"]
        remarks[0] += ", \(bank.binning) \(bank.type), angles in centidegrees"
        if bank.type == "STD" { remarks.append("intensities are means of as many detectors as the file says") }
        let isCounted = !points.hasUncertainties && points.intensities.allSatisfy { $0 >= 0 && $0 == $0.rounded() }
        if points.hasUncertainties, !points.uncertainties.contains(where: { $0 > 0 }) {
            throw text.error(rows.first?.number, "the uncertainties are zero throughout, which says nothing")
        }
        return try PowderScan(
            path: path, place: { "line \(points.places.isEmpty ? 1 : points.places[$0])" }, twoTheta: points.angles,
            intensities: points.intensities, uncertainties: points.hasUncertainties ? points.uncertainties : nil,
            quantity: isCounted && bank.type == "STD" ? .counts : .unknown,
            radiation: StatedRadiation(
                lines[..<first].map { text[$0.range].drop { "#! ".contains($0) } }.map { String($0) }
            ).radiation,
            remarks: remarks)
    }

    /// The points of a bank.
    private struct Points {
        var angles: [Double] = []
        var intensities: [Double] = []
        var uncertainties: [Double] = []
        var places: [Int] = []
        var hasUncertainties = false

        mutating func append(_ row: PowderText.Line, of bank: Bank, in text: PowderText) throws {
            switch bank.type {
            case "FXYE", "FXY":
                let expected = bank.type == "FXY" ? 2 : 3
                let numbers = try text.numbers(row)
                guard numbers.count == expected else {
                    throw text.error(row.number, "\(numbers.count) numbers, where \(bank.type) has \(expected)")
                }
                try add(numbers[0] / 100, numbers[1], expected == 3 ? numbers[2] : nil, row, text)
            case "ALT":
                for column in stride(from: 0, to: 80, by: 20) {
                    guard let angle = try text.field(column..<column + 8, of: row), angle != 0 else { break }
                    let values = [
                        try text.field(column + 8..<column + 15, of: row),
                        try text.field(column + 15..<column + 20, of: row),
                    ]
                    try add(angle / 3200, (values[0] ?? 0) / 1000, (values[1] ?? 0) / 1000, row, text)
                }
            default:
                let width = bank.type == "ESD" ? 16 : 8
                let split = bank.type == "ESD" ? 8 : 2
                for column in stride(from: 0, to: 80, by: width) where intensities.count < bank.count {
                    let values = [
                        try text.field(column..<column + split, of: row),
                        try text.field(column + split..<column + width, of: row),
                    ]
                    guard values[0] != nil || values[1] != nil else { break }
                    let angle = (bank.start + bank.step * Double(intensities.count)) / 100
                    if bank.type == "ESD" {
                        try add(angle, values[0] ?? 0, values[1] ?? 0, row, text)
                    } else {
                        let (detectors, mean) = (max(values[0] ?? 1, 1), values[1] ?? 0)
                        hasUncertainties = hasUncertainties || detectors > 1
                        try add(angle, mean, nil, row, text)
                        uncertainties[uncertainties.count - 1] = (max(mean, 0) / detectors).squareRoot()
                    }
                }
            }
        }

        private mutating func add(
            _ angle: Double, _ intensity: Double, _ uncertainty: Double?, _ row: PowderText.Line, _ text: PowderText
        ) throws {
            if let uncertainty {
                guard uncertainty >= 0 else { throw text.error(row.number, "a negative uncertainty, \(uncertainty)") }
                hasUncertainties = true
            }
            angles.append(angle)
            intensities.append(intensity)
            uncertainties.append(uncertainty ?? 0)
            places.append(row.number)
        }
    }
}
