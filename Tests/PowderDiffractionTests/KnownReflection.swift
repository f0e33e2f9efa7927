import PowderDiffraction
import Testing

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
        try rows(ofTable: fixture("reflections.csv")).map { row in
            func number(_ column: String) throws -> Double {
                try #require(row[column].flatMap(Double.init), "\(column)")
            }
            func integer(_ column: String) throws -> Int { try #require(row[column].flatMap { Int($0) }, "\(column)") }
            return KnownReflection(
                phase: try #require(row["phase"]),
                plane: Miller(try integer("h"), try integer("k"), try integer("l")),
                multiplicity: try integer("multiplicity"), spacing: try number("d"), twoTheta: try number("two_theta"),
                squaredWithoutDispersion: try number("f_squared_without"), squared: try number("f_squared"))
        }
    }
}
