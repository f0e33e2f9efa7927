import ScientificFormats
import Testing

@Suite("Arrays of HDF5 files")
struct HDF5DatasetTests {
    static let newer = ["newer.h5", "newest.h5"]
    static let squares =
        ["contiguous", "chunks", "packed", "compact"].map { ("older.h5", $0) }
        + newer.flatMap { file in
            ["single", "single packed", "fixed", "fixed packed", "extensible packed", "tree", "implicit"].map {
                (file, $0)
            }
        }

    private func dataset(_ file: String, _ name: String) throws -> HDF5Dataset {
        try #require(try HDF5File(path: hdf5Fixture(file)).root.object(name)).dataset()
    }

    @Test("5 x 7 numbers are read in whole and by every window, however they are stored", arguments: squares)
    func isRead(file: String, name: String) throws {
        let dataset = try dataset(file, name)
        #expect(dataset.shape == [5, 7])
        #expect(try dataset.numbers(as: Float.self) == (0..<35).map(Float.init))
        for row in 0..<5 {
            for column in 0..<7 {
                for (height, width) in [(1, 1), (5 - row, 7 - column), (1, 7 - column), (5 - row, 1)] {
                    let window = try dataset.numbers(from: [row, column], count: [height, width], as: Double.self)
                    let expected = (row..<row + height).flatMap { r in
                        (column..<column + width).map { Double(7 * r + $0) }
                    }
                    #expect(window == expected, "\(name) \(row) \(column) \(height) \(width)")
                }
            }
        }
    }

    @Test("long indexes of chunks are followed to their end", arguments: newer)
    func longIndexes(file: String) throws {
        #expect(try dataset(file, "fixed pages").numbers(as: Double.self) == (0..<2100).map(Double.init))
        #expect(try dataset(file, "extensible").numbers(as: Double.self) == (0..<900).map(Double.init))
        let tree = try dataset(file, "tree packed")
        #expect(try tree.numbers(as: Double.self) == (0..<900).map(Double.init))
        #expect(try tree.numbers(from: [29, 3], count: [1, 2], as: Double.self) == [873, 874])
        #expect(try dataset(file, "extensible").numbers(from: [899], count: [1], as: Double.self) == [899])
    }

    @Test("every type of number, in both orders of bytes")
    func types() throws {
        let types = try #require(try HDF5File(path: hdf5Fixture("older.h5")).root.object("types"))
        let names = try types.names()
        #expect(names.count == 22)
        for name in names {
            let dataset = try #require(try types.object(name)).dataset()
            #expect(try dataset.numbers(as: Double.self) == [1, 2, 100], "\(name)")
        }
        #expect(try dataset("older.h5", "booleans").numbers(as: Float.self) == [1, 0, 1])
    }

    @Test("what was never written has the fill value", arguments: newer)
    func holes(file: String) throws {
        let holes = try dataset(file, "holes").numbers(as: Float.self)
        let expected = (0..<36).map { Float((2..<4).contains($0 / 6) && (2..<4).contains($0 % 6) ? 1 : -9999) }
        #expect(holes == expected)
        #expect(try dataset("older.h5", "unwritten").numbers(as: Float.self) == [Float](repeating: 7, count: 12))
        #expect(try dataset("older.h5", "nothing").numbers(as: Float.self) == [])
        #expect(try dataset("older.h5", "scalar").numbers(as: Double.self) == [42])
    }

    @Test("texts of equal and of varying length")
    func texts() throws {
        #expect(try dataset("older.h5", "texts/long").values().texts() == ["one", "two µ", ""])
        #expect(try dataset("older.h5", "texts/short").values().texts() == ["one", "three"])
        let error = try formatError { _ = try dataset("older.h5", "texts/long").numbers(as: Float.self) }
        #expect(error.description == "\(hdf5Fixture("older.h5")): '/texts/long': texts, not numbers")
    }

    @Test("a filter that is not undone is named, with the cure")
    func unknownFilter() throws {
        let error = try formatError { _ = try dataset("older.h5", "unknown filter") }
        #expect(error.reason.contains("the filter 'lzf', which is not undone; 'h5repack -f GZIP=4'"))
    }
}
