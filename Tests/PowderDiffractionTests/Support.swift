import Foundation
import PowderDiffraction
import ScientificFormats
import NumericalMethods
import Testing

/// The path of a fixture, made by `Fixtures/diffraction/make.py` or written by hand.
func fixture(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/diffraction/\(name)").path
}

/// A table among the fixtures; lines that begin with `#` are comments.
func table(_ name: String) throws -> CSVTable {
    let lines = try String(contentsOfFile: fixture(name), encoding: .utf8).split(separator: "\n")
    return try CSVTable(lines.filter { !$0.hasPrefix("#") }.joined(separator: "\n"))
}

extension CSVTable.Row {
    /// The whole number in a column.
    func integer(_ column: String) throws -> Int { try #require(Int(self[column]), "line \(line), \(column)") }

    /// The number in a column.
    func double(_ column: String) throws -> Double { try #require(Double(self[column]), "line \(line), \(column)") }
}

/// The error that reading a structure from the text of a CIF file ends in.
func cifError(_ text: String) throws -> String {
    try #require(throws: FormatError.self) {
        _ = try CrystalStructure.read(cifBytes: Array(text.utf8), path: "x.cif")
    }
    .description
}

/// Damaged copies of a file: cut off at every length, and with up to four bytes overwritten, many by other characters of
/// the kind that the file has.
func damagedCopies(of bytes: [UInt8], flips: Int, seed: UInt64) -> [[UInt8]] {
    var random = SplitMix64(seed: seed)
    func pick(below bound: Int) -> Int { Int(random.next() % UInt64(bound)) }
    return (0..<bytes.count).map { Array(bytes[..<$0]) }
        + (0..<flips).map { _ in
            var copy = bytes
            for _ in 0...pick(below: 4) {
                copy[pick(below: copy.count)] =
                    pick(below: 2) == 0 ? UInt8(pick(below: 256)) : bytes[pick(below: bytes.count)]
            }
            return copy
        }
}
