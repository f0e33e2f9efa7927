/// What columns of numbers may mean otherwise than they were read.
extension PowderColumns {
    /// `4,01,17` and `4,02,18` are three columns each, but the angle stands still.
    static func checkDecimalCommas(_ table: NumberTable) throws {
        guard table.separator.mark == .commas, table.columns.count > 2,
            (table.columns[0] + table.columns[1]).allSatisfy({ $0 == $0.rounded() }),
            let point = table.columns[0].indices.dropFirst().first(where: {
                table.columns[0][$0] == table.columns[0][$0 - 1]
            })
        else { return }
        throw table.text.error(
            table.places[point],
            "the same angle twice, as where commas separate both the columns and the decimals; write decimal points, or "
                + "separate the columns by semicolons or tabs")
    }

    /// `20.02 1 034` and `20.04 1 198` are three columns each, but the last one keeps its zeros, as the end of a number does.
    static func checkCutThousands(_ table: NumberTable) throws {
        guard table.columns.count > 2, table.separator.mark != .semicolons, ColumnHeading(of: table) == nil else {
            return
        }
        for column in 1..<table.columns.count - 1
        where table.columns[column].allSatisfy({ $0 == $0.rounded() && $0 >= 1 && $0 < 1000 })
            && table.columns[column + 1].allSatisfy({ $0 == $0.rounded() && $0 >= 0 && $0 < 1000 })
        {
            let rows = table.texts()
            guard rows.allSatisfy({ $0[column + 1].utf8.count == 3 }),
                let row = rows.firstIndex(where: { $0[column + 1].hasPrefix("0") })
            else { continue }
            let sign = table.separator.mark == .commas ? "," : " "
            let number = rows[row][column] + sign + rows[row][column + 1]
            throw table.text.error(
                table.places[row],
                "columns \(column + 1) and \(column + 2) may be one number with a sign between thousands, '\(number)'; leave it "
                    + "out, or " + ColumnRoles.cure)
        }
    }

    /// `10;1,234` and `11;1,198` are counts with a sign between thousands or rates with decimals, and nothing says which.
    static func checkThousands(_ table: NumberTable, axis: Int) throws {
        guard table.separator.point == UInt8(ascii: ","),
            table.columns[axis].allSatisfy({ $0 == $0.rounded() }),
            table.columns.allSatisfy({ $0.allSatisfy { abs($0 * 1000 - ($0 * 1000).rounded()) < 1e-6 } })
        else { return }
        let rows = table.texts()
        let commas = rows.map { $0.filter { $0.contains(",") } }
        guard let row = commas.firstIndex(where: { !$0.isEmpty }), !rows.contains(where: { $0[axis].contains(",") }),
            commas.allSatisfy({ $0.allSatisfy { DigitGroups.joined($0) != nil } }),
            let whole = DigitGroups.joined(commas[row][0])
        else { return }
        let number = commas[row][0]
        throw table.text.error(
            table.places[row],
            "'\(number)' is \(number.replacing(",", with: ".")) with a decimal comma and \(whole) with a sign between thousands, "
                + "and no line tells which; write decimal points, and no sign between thousands")
    }

    /// `2040 0.02` in front of points is no point but their number and their step, as the order of the angles shows.
    static func checkFirstRow(_ table: NumberTable, _ roles: ColumnRoles) throws {
        let axis = table.columns[roles.axis.index]
        let (own, rest) = (axis[0], axis.dropFirst())
        guard rest.count > 2, let first = rest.first, let last = rest.last else { return }
        let steps = zip(rest.dropFirst(), rest).map { $0 - $1 }
        let step = (last - first) / Double(steps.count)
        guard step != 0, steps.allSatisfy({ $0 * step >= 0 }) else { return }
        // Whether the row lies behind the one after it, or beyond any angle.
        let isOutOfOrder =
            (first - own) * step < 0 || roles.axis.kind == .twoTheta && abs(own) > 180 && abs(first) <= 180
        // Whether the row gives the step of the others, which is not its own.
        let isHeader =
            abs((first - own) / step - 1) > 0.5
            && table.columns.indices.contains {
                $0 != roles.axis.index && abs(table.columns[$0][0] / abs(step) - 1) < 0.01
            }
        guard isOutOfOrder || isHeader else { return }
        throw table.text.error(
            table.places[0],
            "no point, as \(own) is not in line with the column behind it, which begins with \(first); where the line gives a "
                + "number of points, a first angle or a step, write # before it to leave it out")
    }

    /// Degree signs stand behind angles in degrees, and behind what is left out.
    static func checkDegreeSigns(_ table: NumberTable, _ roles: ColumnRoles) throws {
        let used = [roles.intensity.index] + [roles.uncertainty?.index].compactMap(\.self)
        let isInDegrees = roles.axis.kind == .twoTheta || roles.axis.kind == .theta
        for (column, line) in table.degreeSigns.sorted(by: { $0.value < $1.value })
        where used.contains(column) || column == roles.axis.index && !isInDegrees {
            let meaning = column == roles.axis.index ? roles.axis.kind.rawValue : "no angle"
            throw table.text.error(
                line,
                "column \(column + 1): a degree sign behind a number, where the column is \(meaning); "
                    + ColumnRoles.cure)
        }
    }
}

extension NumberTable {
    /// The fields of the rows as they are written.
    fileprivate func texts() -> [[String]] {
        let lines = text.lines
        return text.bytes.withUnsafeBufferPointer { buffer in
            var fields: [Range<Int>] = []
            return places.map { place in
                separator.fields(of: lines[place - 1].range, in: buffer, count: columns.count, into: &fields)
                return fields.map { text[$0] }
            }
        }
    }
}
