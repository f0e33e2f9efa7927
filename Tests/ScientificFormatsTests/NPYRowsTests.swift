import Foundation
import ScientificFormats
import Testing

@Suite struct NPYRowsTests {
    private let path = FileManager.default.temporaryDirectory.appending(path: "rows-\(UUID()).npy").path()

    @Test func readsTheRowsThatAreAskedFor() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        try FileBytes.write(NPYFile.encode((0..<12).map(Float.init), shape: [4, 3]), path: path)
        let rows = try NPYRows(path: path)
        #expect(rows.count == 4 && rows.columns == 3)
        #expect(try rows.values(1..<3) == [3, 4, 5, 6, 7, 8])
        #expect(try rows.values(2..<2) == [])
        #expect(try rows.values(0..<4) == NPYFile.read(path: path).values)
    }

    @Test(arguments: ["vector.npy", "fortran.npy", "scalar.npy"]) func refusesWhatIsNoMatrix(name: String) throws {
        let error = try #require(throws: FormatError.self) { try NPYRows(path: fixture(name)) }
        #expect(error.reason.contains("a matrix is wanted, a sample in each row"))
    }

    @Test func refusesFilesThatAreCutShort() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let bytes = NPYFile.encode((0..<12).map(Double.init), shape: [4, 3])
        for count in [0, 7, 60, bytes.count - 1] {
            try FileBytes.write(Array(bytes[..<count]), path: path)
            #expect(throws: FormatError.self) { try NPYRows(path: path) }
        }
    }
}
