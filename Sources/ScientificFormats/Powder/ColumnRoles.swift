/// Which column of a table of numbers is what: as people say it, as its heading says it, or as columns without headings are
/// ordered.
struct ColumnRoles {
    /// The column of the angles.
    let axis: (index: Int, kind: PowderAxis)
    /// The column of the intensities.
    let intensity: (index: Int, quantity: PowderQuantity)
    /// The column that says how certain the intensities are.
    let uncertainty: (index: Int, kind: PowderColumn)?
    /// Whether a heading or people say what the axis is.
    let isAxisNamed: Bool
    /// What each column was taken for.
    let words: String

    /// How people say what the columns hold.
    static let cure = "say what the columns hold, as in --columns 2theta,counts,-"

    /// Decides.
    ///
    /// - Throws: ``FormatError`` where it is unclear what a column that matters holds.
    init(_ table: NumberTable, columns given: [PowderColumn]?) throws {
        let count = table.columns.count
        func error(_ reason: String, line: Int? = nil) -> FormatError {
            table.text.error(line ?? table.places[0], reason)
        }
        if let given {
            guard given.count == count else {
                throw error("\(count == 1 ? "1 column" : "\(count) columns"), where --columns names \(given.count)")
            }
            try self.init(given, names: Array(repeating: nil, count: count), table, line: nil)
            return
        }
        guard count >= 2 else { throw error("1 column, where an angle and an intensity were expected") }
        if let heading = ColumnHeading(of: table) {
            try self.init(heading.columns, names: heading.names, table, line: heading.line)
            return
        }
        try self.init(inUsualOrder: table, error)
    }

    /// Takes what is said of every column, nothing for what has an unknown name.
    private init(_ said: [PowderColumn?], names: [String?], _ table: NumberTable, line: Int?) throws {
        func error(_ reason: String) -> FormatError {
            table.text.error(line ?? table.places[0], reason + "; " + Self.cure)
        }
        var said = said
        let title: (Int) -> String = { names[$0].map { "'\($0)'" } ?? "column \($0 + 1)" }

        // 2θ before what it has to be computed from.
        let axes = said.indices.filter { said[$0]?.axis != nil }
        let angle = axes.first { said[$0]?.axis?.needsWavelength == false } ?? axes.first
        guard let angle, let kind = said[angle]?.axis else {
            if let other = said.indices.first(where: { said[$0] == .qOfUnknownUnit }) {
                throw error("\(title(other)) is q without its unit, which is q_A^-1 or q_nm^-1")
            }
            if let other = said.indices.first(where: { said[$0] == .otherAxis }) {
                throw error("\(title(other)) is no angle, and neither q nor d, from which 2θ is found")
            }
            let named = said.indices.filter { names[$0] != "" }.map(title).joined(separator: ", ")
            throw error("none of the columns \(named) is an angle, q or d, from which 2θ is found")
        }
        let strangers = said.indices.filter { said[$0] == nil }
        if !said.contains(where: { $0?.quantity != nil }), strangers.count == 1 {
            said[strangers[0]] = .intensity(.unknown)
        }
        let intensities = said.indices.filter { said[$0]?.quantity != nil }
        // Counts say more than their rate.
        let order: [PowderQuantity] = [.counts, .correctedCounts, .unknown, .countsPerSecond]
        let best = order.lazy.compactMap { quantity -> [Int]? in
            let found = intensities.filter { said[$0]?.quantity == quantity }
            return found.isEmpty ? nil : found
        }.first
        guard let best, let quantity = said[best[0]]?.quantity else {
            throw error(
                "no column is called intensity or counts; there are " + said.indices.map(title).joined(separator: ", "))
        }
        guard best.count == 1 else {
            throw error(
                "several columns are \(quantity == .unknown ? "intensities" : quantity.rawValue): "
                    + best.map(title).joined(separator: ", "))
        }
        if let factors = said.indices.first(where: { said[$0] == .attenuator }),
            let first = table.columns[factors].first,
            let row = table.columns[factors].firstIndex(where: { $0 != first })
        {
            throw table.text.error(
                table.places[row],
                "the attenuator changes from \(first) to \(table.columns[factors][row]), and nothing says whether the "
                    + "intensities are corrected for it; " + Self.cure)
        }
        axis = (angle, kind)
        intensity = (best[0], quantity)
        uncertainty = said.indices.first { said[$0]?.isUncertainty == true }.map { ($0, said[$0] ?? .uncertainty) }
        isAxisNamed = true
        let used = [angle, best[0]] + (uncertainty.map { [$0.index] } ?? [])
        words = said.indices.map { index in
            let meaning = used.contains(index) ? said[index]?.words ?? "" : "left out"
            return "\(title(index)) is \(meaning)"
        }.joined(separator: ", ")
    }

    /// Takes columns without headings: 2θ, intensity and, where there is a third that can be it, the uncertainty; a column that
    /// numbers the rows may stand in front.
    private init(inUsualOrder table: NumberTable, _ error: (String, Int?) -> FormatError) throws {
        let first = table.columns.count > 2 && table.isNumbering(0) && table.rises(1) ? 1 : 0
        let count = table.columns.count - first
        guard count <= 3 else { throw error("\(count) columns without headings; \(Self.cure)", nil) }
        axis = (first, .twoTheta)
        intensity = (first + 1, .unknown)
        isAxisNamed = false
        var words = ["2θ in degrees", "intensity"]
        if first == 1 { words.insert("a number for each row", at: 0) }
        guard count == 3 else {
            uncertainty = nil
            self.words = words.joined(separator: ", ")
            return
        }
        switch UncertaintyEvidence(table.columns[first + 2], of: table.columns[first + 1]) {
        case .uncertainty(let reason):
            uncertainty = (first + 2, .uncertainty)
            words.append("its standard uncertainty (\(reason))")
        case .constant(let value):
            uncertainty = nil
            words.append("\(value) throughout, no uncertainty, left out")
        case .unclear(let reason):
            throw error(
                "the column behind the intensities has no heading, and \(reason); say --columns 2theta,counts,sigma where it is "
                    + "their uncertainty, or --columns 2theta,counts,-", nil)
        }
        self.words = words.joined(separator: ", ")
    }
}

extension NumberTable {
    /// Whether a column numbers the rows, from 0 or 1.
    func isNumbering(_ column: Int) -> Bool {
        guard let first = columns[column].first, first == 0 || first == 1, places.count >= 3 else { return false }
        return columns[column].indices.allSatisfy { columns[column][$0] == first + Double($0) }
    }

    /// Whether a column rises from row to row.
    func rises(_ column: Int) -> Bool { zip(columns[column], columns[column].dropFirst()).allSatisfy { $0 < $1 } }
}
