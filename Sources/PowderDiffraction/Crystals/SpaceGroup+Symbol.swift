extension SpaceGroup {
    /// The space group of a Hermann–Mauguin symbol, in the setting that suits a cell.
    ///
    /// Blanks, underscores, brackets and the case of letters do not count; a monoclinic symbol may be full or short:
    /// `P 1 21/n 1` and `P21/n` are the same. What the symbol leaves open is decided by the cell, whose metric the
    /// operations must preserve: the axes of a rhombohedral lattice, the unique axis of a monoclinic one, which is b where
    /// the cell allows it. Where several settings remain, the symbol needs a suffix, which is always allowed: `:1` or `:2`
    /// (or `S`, `Z`) for the origin, `:H` or `:R` for the axes, or the choice in Hall's table, such as `:b1` or `:cab`.
    ///
    /// - Parameters:
    ///   - symbol: The symbol, such as `R -3 c`, `P21/n` or `F d -3 m :2`.
    ///   - cell: The cell.
    /// - Returns: The space group, under the symbol as it was given.
    /// - Throws: ``SymmetryError`` where there is no such symbol, it leaves several settings, or it does not suit the cell.
    public static func named(_ symbol: String, cell: UnitCell) throws(SymmetryError) -> SpaceGroup {
        let called = try settings(calledBy: symbol)
        let setting = try theOne(of: called, cell: cell, called: "'\(symbol)'")
        return SpaceGroup(symbol: symbol, number: setting.number, operations: setting.operations())
    }

    /// The settings that a symbol may mean, at least one.
    static func settings(calledBy symbol: String) throws(SymmetryError) -> [SpaceGroupSetting] {
        let parts = symbol.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let key = SpaceGroupSetting.key(String(parts.first ?? ""))
        let called = SpaceGroupSetting.all.filter { $0.keys.contains(key) }
        if !called.isEmpty {
            guard parts.count > 1 else {
                // C m m e and C c c e have further settings by that name, but it means the first.
                let ordinary = called.filter { ["", "1", "2"].contains($0.choice) }
                return (67...68).contains(called[0].number) && !ordinary.isEmpty ? ordinary : called
            }
            return try choose(String(parts[1]), among: called, symbol: symbol)
        }
        if parts.count == 1, let last = key.last, "hrsz".contains(last) {
            let rest = String(key.dropLast())
            let called = SpaceGroupSetting.all.filter { $0.keys.contains(rest) }
            if !called.isEmpty { return try choose(String(last), among: called, symbol: symbol) }
        }
        throw SymmetryError(
            "'\(symbol)' is no known space group; give a Hermann–Mauguin symbol such as 'R -3 c'")
    }

    private static func choose(
        _ suffix: String, among settings: [SpaceGroupSetting], symbol: String
    ) throws(SymmetryError) -> [SpaceGroupSetting] {
        let written = SpaceGroupSetting.key(suffix)
        let wanted = ["s": "1", "z": "2"][written] ?? written
        var chosen = settings.filter { $0.choice.lowercased() == wanted }
        // The origin is named before the axes, as in `2ba-c`.
        if chosen.isEmpty, wanted == "1" || wanted == "2" { chosen = settings.filter { $0.choice.hasPrefix(wanted) } }
        guard chosen.isEmpty else { return chosen }
        let known = settings.map(\.choice).filter { !$0.isEmpty }.map { "':\($0)'" }
        throw SymmetryError(
            "'\(symbol)': the space group has no setting ':\(suffix)'; "
                + (known.isEmpty ? "it has one setting only" : "known: \(known.joined(separator: ", "))"))
    }

    /// The one of several settings that suits a cell.
    ///
    /// - Parameters:
    ///   - settings: The settings, at least one.
    ///   - cell: The cell.
    ///   - name: What the settings were chosen by, as an error names it.
    /// - Returns: The setting.
    /// - Throws: ``SymmetryError`` where none suits the cell, or several do.
    static func theOne(
        of settings: [SpaceGroupSetting], cell: UnitCell, called name: String
    ) throws(SymmetryError) -> SpaceGroupSetting {
        let metric = cell.metric
        // Two choices of axes may lead to the same operations, and are then one setting.
        var seen: Set<Set<SymmetryOperation>> = []
        let fitting = settings.filter { setting in
            let operations = setting.operations()
            return operations.allSatisfy { $0.preserves(metric) } && seen.insert(Set(operations)).inserted
        }
        guard let first = fitting.first else {
            throw SymmetryError("the symmetry \(name) does not suit the cell \(cell)")
        }
        if fitting.count == 1 { return first }
        let ordinary = fitting.filter { $0.choice.contains("b") && (3...15).contains($0.number) }
        if ordinary.count == 1 { return ordinary[0] }
        let ways = fitting.map { setting in
            let suffix = setting.choice.isEmpty ? "" : " :\(setting.choice)"
            return "'\(setting.symbol)\(suffix)'"
        }
        let choice = "\(ways.dropLast().joined(separator: ", ")) or \(ways.last ?? "")"
        throw SymmetryError("\(name) leaves open which setting is meant; write \(choice)")
    }
}

extension SymmetryOperation {
    /// Whether the operation keeps lengths and angles, up to what the rounding of cells may do.
    ///
    /// RᵀGR = G within a thousandth of the products of the lengths: 0.05 % of a length, 0.06° of an angle.
    func preserves(_ metric: MetricTensor) -> Bool {
        let axes = (0..<3).map { column in
            SIMD3(Double(rotation[0][column]), Double(rotation[1][column]), Double(rotation[2][column]))
        }
        let before = [
            [metric.xx, metric.xy, metric.xz], [metric.xy, metric.yy, metric.yz], [metric.xz, metric.yz, metric.zz],
        ]
        for i in 0..<3 {
            for j in i..<3 {
                let scale = (before[i][i] * before[j][j]).squareRoot()
                guard abs(metric.product(axes[i], axes[j]) - before[i][j]) <= 1e-3 * scale else { return false }
            }
        }
        return true
    }
}

extension UnitCell: CustomStringConvertible {
    /// The six numbers, such as `a=5 b=5 c=17 α=90 β=90 γ=120`.
    public var description: String {
        zip(["a", "b", "c", "α", "β", "γ"], [a, b, c, alpha, beta, gamma])
            .map { name, value in
                "\(name)=\(value == value.rounded() && abs(value) < 1e6 ? String(Int(value)) : String(value))"
            }
            .joined(separator: " ")
    }
}
