import DataCatalogue
import Foundation
import Testing

/// A dataset whose one file is declared by the inside of a flow mapping.
func dataset(_ file: String) throws -> DatasetEntry {
    try #require(try DataCatalogue.parse(text: CatalogueTests.text(file: file), file: "d.yaml")["scene"])
}

func dataFile(_ file: String) throws -> DataFile {
    try #require(try dataset(file).files.first)
}

func write(_ text: String, to path: String) throws {
    let url = URL(filePath: path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
}
