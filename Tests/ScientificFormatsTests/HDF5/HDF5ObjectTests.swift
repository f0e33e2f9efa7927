import ScientificFormats
import Testing

@Suite("Groups and attributes of HDF5 files")
struct HDF5ObjectTests {
    private func root(_ file: String) throws -> HDF5Object { try HDF5File(path: hdf5Fixture(file)).root }

    @Test("groups of many objects list all", arguments: [("older.h5", 200), ("newer.h5", 40), ("newest.h5", 40)])
    func many(file: String, count: Int) throws {
        let group = try #require(try root(file).object("many"))
        #expect(group.isGroup && !group.isDataset)
        #expect(Set(try group.names()) == Set((0..<count).map { "number \($0)" }))
        for index in [0, 7, count - 1] {
            let dataset = try #require(try group.object("number \(index)")).dataset()
            #expect(try dataset.numbers(as: Double.self) == [Double(index)])
        }
        #expect(try group.object("number \(count)") == nil)
    }

    @Test("attributes in the header and in a heap")
    func attributes() throws {
        let older = try #require(try root("older.h5").object("many"))
        #expect(try older.numbers("array") == [0, 1, 2, 3, 4, 5])
        #expect(try older.attribute("array")?.shape == [2, 3])
        #expect(try older.text("text") == "hello")
        #expect(try older.attribute("texts")?.texts() == ["a", "b"])
        #expect(try older.attribute("none") == nil)
        let newer = try #require(try root("newer.h5").object("many"))
        for index in 0..<40 { #expect(try newer.text("attribute \(index)") == "text \(index)") }
    }

    @Test("links within the file are followed, others are told")
    func links() throws {
        let root = try root("older.h5")
        #expect(try root.object("soft")?.dataset().numbers(as: Double.self) == [1, 2, 100])
        #expect(try formatError { _ = try root.object("loop") }.reason == "links that lead back to themselves")
        #expect(
            try formatError { _ = try root.object("outside") }.reason
                == "a link into another file: other.h5, /there, which is not followed")
    }

    @Test("no HDF5 file is told, and a file that is cut short")
    func otherFiles() throws {
        #expect(try formatError { _ = try HDF5File(path: fixture("variables.mat")) }.reason == "not an HDF5 file")
        let bytes = try FileBytes.read(path: hdf5Fixture("emit.nc"))
        let error = try formatError { _ = try HDF5File(bytes: Array(bytes.dropLast(1000)), path: "short.nc") }
        #expect(error.reason == "\(bytes.count - 1000) bytes of \(bytes.count) are there; the file is cut short")
        #expect(!(try HDF5File.recognizes(path: fixture("variables.mat"))))
        #expect(try HDF5File.recognizes(path: hdf5Fixture("variables.mat")))
    }
}
