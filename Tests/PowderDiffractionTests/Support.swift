import Foundation
import PowderDiffraction
import ScientificFormats
import Testing

/// The path of a fixture, made by `Fixtures/diffraction/make.py` or written by hand.
func fixture(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/diffraction/\(name)").path
}

/// The error that reading a structure from the text of a CIF file ends in.
func cifError(_ text: String) throws -> String {
    try #require(throws: FormatError.self) {
        _ = try CrystalStructure.read(cifBytes: Array(text.utf8), path: "x.cif")
    }
    .description
}
