import ScientificFormats
import Testing

/// Groups that hold themselves under eight names, and symbolic links of eight parts that lead to each other: whoever follows all of
/// them goes 8 to the power of their depth ways.
@Suite("HDF5 files that lead back to themselves", .timeLimit(.minutes(8)))
struct HDF5CycleTests {
    @Test("an image that is not found is told with the arrays that are there")
    func arrays() throws {
        let path = hdf5Fixture("cyclic.h5")
        let error = try formatError { _ = try HDF5Image(path: path) }
        #expect(
            error.reason
                == "no image of EMIT, AVIRIS-3 or PRISMA; arrays of three dimensions, which can be named where they are "
                + "rows x columns x bands: /cube, /group/array")
    }

    @Test("a link into the circle is refused")
    func links() throws {
        let root = try HDF5File(path: hdf5Fixture("cyclic.h5")).root
        #expect(
            try formatError { _ = try root.object("group/link0") }.reason == "links that lead back to themselves")
        #expect(try root.object("group/again1/again2/array")?.dataset().shape == [1, 2, 3])
    }

    @Test("the arrays of a struct that holds itself are listed once")
    func structs() throws {
        let arrays = try MatFile(path: hdf5Fixture("cyclic.mat")).arrays()
        #expect(arrays.map(\.name) == ["scene.cube"] && arrays.map(\.shape) == [[2, 3, 4]])
    }

    @Test("a type that is said to be of gigabytes allocates nothing")
    func hugeType() throws {
        var bytes = try FileBytes.read(path: hdf5Fixture("cyclic.h5"))
        // A message of the datatype, version 1, of a little-endian float with its size of four bytes.
        let float: [UInt8] = [0x11, 0x20, 0x1F, 0x00, 4, 0, 0, 0]
        let places = bytes.indices.dropLast(8).filter { bytes[$0..<$0 + 8].elementsEqual(float) }
        #expect(places.count == 2)
        for place in places { bytes.replaceSubrange(place..<place + 8, with: [0x13, 0, 0, 0, 0, 0xFF, 0xFF, 0x7F]) }
        let root = try HDF5File(bytes: bytes, path: "huge.h5").root
        let time = ContinuousClock().measure {
            for _ in 0..<1000 { _ = try? root.object("cube")?.dataset().values() }
        }
        // Gigabytes, a thousand times, would take much longer.
        #expect(time < .seconds(120))
    }

    @Test("a pattern is looked for once in each group")
    func patterns() throws {
        let error = try formatError { _ = try PowderScan.read(path: hdf5Fixture("cyclic.h5")) }
        #expect(error.reason.contains("NXdata"), "\(error)")
    }
}
