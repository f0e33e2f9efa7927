import PowderDiffraction
import ScientificFormats

/// A line of one of the four phases as other programs have it; `Fixtures/diffraction/make.py` says which and how.
struct KnownReflection {
    let phase: String
    let plane: Miller
    let multiplicity: Int
    /// The spacing d, in ångströms.
    let spacing: Double
    /// The angle for Kα1 of copper, in degrees.
    let twoTheta: Double
    /// |F|² without dispersion, in electrons² a cell.
    let squaredWithoutDispersion: Double
    /// |F|², in electrons² a cell.
    let squared: Double

    /// All lines of the table.
    static func all() throws -> [KnownReflection] {
        try table("reflections.csv").rows.map { row in
            KnownReflection(
                phase: row["phase"], plane: Miller(try row.integer("h"), try row.integer("k"), try row.integer("l")),
                multiplicity: try row.integer("multiplicity"), spacing: try row.double("d"),
                twoTheta: try row.double("two_theta"), squaredWithoutDispersion: try row.double("f_squared_without"),
                squared: try row.double("f_squared"))
        }
    }
}
