import Foundation
import TestSupport
import Testing

@testable import ScientificFormats

@Suite("A matrix that is written row by row")
struct NPYWriterTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/matrix.npy" }
    private let numbers = (0..<12).map { Float($0) / 7 }

    init() throws { folder = try TemporaryFolder() }

    @Test("is the file that it would be at once")
    func pieces() throws {
        let writer = try NPYWriter(path: path, rows: 4, columns: 3)
        for row in 0..<4 { try writer.append(Array(numbers[row * 3..<row * 3 + 3])) }
        #expect(try FileBytes.read(path: path) == NPYFile.encode(numbers, shape: [4, 3]))
    }

    @Test("is no matrix before its last row is there", arguments: 0..<4)
    func unfinished(rows: Int) throws {
        let writer = try NPYWriter(path: path, rows: 4, columns: 3)
        try writer.append(Array(numbers[..<(rows * 3)]))
        #expect(throws: FormatError.self) { try NPYRows(path: path) }
        #expect(throws: FormatError.self) { try NPYFile.read(path: path) }
    }

    @Test("is refused where no number counts its bytes, and where there is no folder for it")
    func refusals() throws {
        #expect(throws: FormatError.self) { try NPYWriter(path: path, rows: Int.max / 4, columns: 2) }
        #expect(!FileManager.default.fileExists(atPath: path))
        #expect(throws: FormatError.self) { try NPYWriter(path: folder.path + "/none/a.npy", rows: 1, columns: 1) }
    }
}
