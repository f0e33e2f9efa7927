/// Patterns as columns of text, separated by spaces, tabs, commas or semicolons.
///
/// A heading says what the columns hold; without one they are 2θ, intensity and perhaps its uncertainty.
/// <doc:ReadingPowderPatterns> has the rules.
package enum PowderColumns: PowderFormat {
    package static let name = "columns of text"
    package static let endings = ["xy", "xye", "txt", "dat", "csv", "tsv", "prn", "asc", "chi"]
    package static let takesColumns = true

    /// Whether a file begins like a text, and not like XML.
    package static func recognizes(_ bytes: [UInt8]) -> Bool {
        PowderText.recognizes(bytes) && !PANalyticalXRDML.recognizes(bytes)
    }

    /// Reads a pattern from the contents of a file.
    ///
    /// - Throws: ``FormatError`` with the line, where a line is neither comment, header nor numbers like those before, or it is
    ///   unclear what a column holds.
    package static func decode(_ bytes: [UInt8], path: String, reading: PowderReading) throws -> PowderScan {
        let text = try PowderText(bytes, path: path)
        var table = try NumberTable(text)
        try checkDecimalCommas(table)
        if reading.columns == nil { try checkCutThousands(table) }
        var remarks: [String] = []
        var stated = StatedRadiation(table.words.map(\.plain))
        if let (line, number) = table.bareNumber {
            if number == Double(table.places.count) {
                remarks.append("line \(line), \(table.places.count), is the number of points")
            } else if number == number.rounded(), number > 20, number <= Double(PowderScan.largestCount) {
                throw text.error(
                    line,
                    "\(Int(number)) points are promised and \(table.places.count) are there; the file may be cut short")
            } else if PowderRadiation.isWavelength(number), number != number.rounded() {
                remarks.append("line \(line), \(number), was taken for the wavelength in ångströms")
                stated.wavelengths.insert(number)
            } else {
                throw text.error(
                    line, "\(number) stands alone, and nothing says what it is; write # before it to leave it out")
            }
        }
        let roles = try ColumnRoles(table, columns: reading.columns)
        try checkDegreeSigns(table, roles)
        try checkThousands(table, axis: roles.axis.index)
        try checkFirstRow(table, roles)
        remarks.append("columns separated by \(table.separator.words): \(roles.words)")
        if let header = try FullProfHeader(table) {
            header.apply(to: &table, roles)
            remarks += [header.remark].compactMap(\.self)
        }
        if table.headerLines > 0 { remarks.append("lines of header before the numbers: \(table.headerLines)") }
        if !table.degreeSigns.isEmpty { remarks.append("degree signs behind angles") }
        if !table.end.isEmpty {
            remarks.append(
                "words behind the numbers that were left out: "
                    + table.end.prefix(3).map { "'\($0.text)'" }.joined(separator: ", ")
                    + (table.end.count > 3 ? " and \(table.end.count - 3) more lines" : ""))
        }
        if stated.wavelengths.count > 1 { remarks.append("comments give more than one wavelength, so none was taken") }
        if !text.isEnded { remarks.append("the last line has no line end, so it may be cut short") }
        return try scan(table, roles, radiation: stated.radiation, reading: reading, remarks: remarks)
    }

    /// The pattern that columns with known roles hold.
    static func scan(
        _ table: NumberTable, _ roles: ColumnRoles, radiation: PowderRadiation?, reading: PowderReading,
        remarks: [String]
    ) throws -> PowderScan {
        var remarks = remarks
        var intensities = table.columns[roles.intensity.index]
        var (angles, places) = (table.columns[roles.axis.index], table.places)
        if let index = angles.firstIndex(where: \.isNaN) {
            throw table.text.error(places[index], "column \(roles.axis.index + 1): 'nan' is not a number")
        }
        var uncertainties = try roles.uncertainty.map {
            try self.uncertainties($0.kind, in: table.columns[$0.index], table)
        }

        let present = intensities.indices.filter { !intensities[$0].isNaN }
        if present.count < intensities.count {
            if !reading.leavesOutMissing, let missing = intensities.firstIndex(where: \.isNaN) {
                throw table.text.error(
                    places[missing],
                    "column \(roles.intensity.index + 1): 'nan' is no intensity, and none may be missing here")
            }
            remarks.append("points without an intensity (nan) that were left out: \(intensities.count - present.count)")
            func kept<Element>(_ elements: [Element]) -> [Element] { present.map { elements[$0] } }
            (intensities, angles, places) = (kept(intensities), kept(angles), kept(places))
            uncertainties = uncertainties.map(kept)
        }
        angles = try self.angles(
            angles, roles, table, places, radiation: radiation, wavelength: reading.wavelength, remarks: &remarks)
        if zip(angles, angles.dropFirst()).allSatisfy({ $0 > $1 }), angles.count > 1 {
            if roles.axis.kind.needsWavelength == false { remarks.append("the angles fall, and were put in order") }
            (intensities, angles, places) = (intensities.reversed(), angles.reversed(), places.reversed())
            uncertainties = uncertainties.map { $0.reversed() }
        }
        let repeated = RoundedAngles.setApart(&angles)
        if repeated > 0 {
            remarks.append(
                "angles like the one before, as digits are missing, that were set apart within the last digit: \(repeated)"
            )
        }
        // A heading may say counts of what was scaled or had its background subtracted.
        let isCounted = intensities.allSatisfy { $0 >= 0 && $0 == $0.rounded() }
        let quantity = roles.intensity.quantity == .counts && !isCounted ? .unknown : roles.intensity.quantity
        return try PowderScan(
            path: table.text.path, place: { "line \($0 < places.count ? places[$0] : table.places[0])" },
            twoTheta: angles,
            intensities: intensities, uncertainties: uncertainties, quantity: quantity, radiation: radiation,
            remarks: remarks)
    }

    /// The angles 2θ in degrees that the axis stands for.
    private static func angles(
        _ values: [Double], _ roles: ColumnRoles, _ table: NumberTable, _ places: [Int], radiation: PowderRadiation?,
        wavelength: Double?, remarks: inout [String]
    ) throws -> [Double] {
        let axis = roles.axis.kind
        if axis == .twoTheta {
            if !roles.isAxisNamed, falls(values), !hasEvenSteps(values) {
                throw table.text.error(
                    places[0],
                    "the first column falls in uneven steps, as d does and no angle; say what it is, as in --columns d_A,counts"
                        + (roles.uncertainty == nil ? "" : ",sigma"))
            }
            return values
        }
        var length = 1.0
        if axis.needsWavelength {
            guard let known = radiation?.kAlpha1 ?? radiation?.wavelength ?? wavelength else {
                throw table.text.error(
                    nil,
                    "the axis is \(axis.rawValue), and the file gives no wavelength to find 2θ with; say --wavelength or --tube"
                )
            }
            length = known
            remarks.append("\(axis.rawValue) was converted to 2θ with \(NumberText.rounded(known)) Å")
        } else {
            remarks.append("\(axis.rawValue) was converted to 2θ in degrees")
        }
        return try values.indices.map { index in
            guard let angle = axis.twoTheta(values[index], wavelength: length) else {
                throw table.text.error(
                    places[index],
                    "\(axis.rawValue) of \(values[index]) is reached by no angle at a wavelength of \(NumberText.rounded(length)) Å"
                )
            }
            return angle
        }
    }

    private static func falls(_ values: [Double]) -> Bool {
        values.count > 2 && zip(values, values.dropFirst()).allSatisfy { $0 > $1 }
    }

    /// Whether no step is a fifth larger or smaller than the mean.
    private static func hasEvenSteps(_ values: [Double]) -> Bool {
        let mean = (values[values.count - 1] - values[0]) / Double(values.count - 1)
        return zip(values.dropFirst(), values).allSatisfy { abs(($0 - $1) / mean - 1) < 0.2 }
    }

    /// The uncertainties σ, 0 where a point has none.
    ///
    /// - Throws: ``FormatError`` where the column cannot hold what it is said to hold.
    private static func uncertainties(_ kind: PowderColumn, in column: [Double], _ table: NumberTable) throws
        -> [Double]
    {
        if let index = column.firstIndex(where: { $0 < 0 }) {
            throw table.text.error(
                table.places[index],
                "\(kind.words) of the intensity is \(column[index]), and none is negative; where the column holds something else, "
                    + "say --columns 2theta,counts,-")
        }
        guard column.contains(where: { $0 > 0 }) else {
            throw table.text.error(
                table.places[0],
                "\(kind.words) of the intensity is zero throughout, which says nothing; say --columns 2theta,counts,- to do "
                    + "without")
        }
        return column.map { value in
            guard value > 0 else { return 0 }
            return switch kind {
            case .variance: value.squareRoot()
            case .weight: 1 / value.squareRoot()
            default: value
            }
        }
    }
}
