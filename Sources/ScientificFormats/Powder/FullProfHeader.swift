/// What the header of FullProf's instrument 10 does to the columns behind it.
///
/// Such a file begins with the line `XYDATA`. A line `INTER f_x f_y kind step` says that positions are to be multiplied by f_x, and
/// intensities with their uncertainties by f_y; a factor that is not above 0 means 1. The kind 1 asks for an interpolation to even steps,
/// which is left to FullProf: it adds nothing and spoils uncertainties. A row of zeros may end the columns.
///
/// Format: J. Rodríguez-Carvajal, *FullProf manual*, appendix on the formats of data.
struct FullProfHeader {
    /// What positions are multiplied by.
    let position: Double
    /// What intensities and their uncertainties are multiplied by.
    let intensity: Double
    private let line: Int?

    /// Reads the header of a table; nothing where it is not FullProf's.
    ///
    /// - Throws: `FormatError` with the line `INTER` where two numbers do not follow.
    init?(_ table: NumberTable) throws {
        guard table.words.first?.text.hasPrefix("XYDATA") == true else { return nil }
        guard let inter = table.words.first(where: { $0.text.hasPrefix("INTER") && $0.line < table.places[0] }) else {
            (position, intensity, line) = (1, 1, nil)
            return
        }
        let numbers = inter.text.dropFirst("INTER".count).split { " \t,".contains($0) }.prefix(2)
            .compactMap { plainNumber($0.utf8) }
        guard numbers.count == 2, numbers.allSatisfy(\.isFinite) else {
            throw table.text.error(
                inter.line, "INTER is not followed by the factors of positions and of intensities, as FullProf has them"
            )
        }
        let factors = numbers.map { $0 > 0 ? $0 : 1 }
        (position, intensity, line) = (factors[0], factors[1], inter.line)
    }

    /// Multiplies the columns by the factors, and takes away the row of zeros that ends them.
    func apply(to table: inout NumberTable, _ roles: ColumnRoles) {
        table.removeLastRowOfZeros()
        table.multiply(roles.axis.index, by: position)
        table.multiply(roles.intensity.index, by: intensity)
        if let uncertainty = roles.uncertainty {
            let power: Double =
                switch uncertainty.kind {
                case .variance: intensity * intensity
                case .weight: 1 / (intensity * intensity)
                default: intensity
                }
            table.multiply(uncertainty.index, by: power)
        }
    }

    /// What was done, for people; nothing where all stays as it is.
    var remark: String? {
        guard let line, position != 1 || intensity != 1 else { return nil }
        return "positions were multiplied by \(position) and intensities by \(intensity), as INTER on line \(line) says"
    }
}
