import Foundation
import ScientificFormats
import Testing

@Suite struct NPYFileTests {
    @Test func readsEveryTypeAndByteOrder() throws {
        let paths = try fixtures(endingIn: ".npy").filter { $0.contains("/array-") }
        #expect(paths.count == 14)
        for path in paths {
            // Booleans are 1 wherever the number is not 0.
            let values = (0..<24).map { path.contains("array-b1") ? min(Double($0), 1) : Double($0) }
            #expect(try NPYFile.read(path: path) == NPYArray(shape: [2, 3, 4], values: values), "\(path)")
        }
    }

    @Test func readsOtherOrdersShapesAndVersions() throws {
        let cube = try NPYFile.read(path: fixture("fortran.npy"))
        #expect(cube == NPYArray(shape: [2, 3, 4], values: (0..<24).map(Double.init)))
        #expect(try NPYFile.read(path: fixture("vector.npy")) == NPYArray(shape: [5], values: [0, 1, 2, 3, 4]))
        #expect(try NPYFile.read(path: fixture("scalar.npy")) == NPYArray(shape: [], values: [2.5]))
        #expect(try NPYFile.read(path: fixture("empty.npy")) == NPYArray(shape: [0, 3], values: []))
        #expect(try NPYFile.read(path: fixture("version-2.npy")) == NPYArray(shape: [3], values: [0, 1, 2]))
    }

    @Test func writesTheSameBytesAsNumPy() throws {
        let numbers = 0..<24
        let encoded: [(name: String, bytes: [UInt8])] = [
            ("array-f4-little", NPYFile.encode(numbers.map(Float.init), shape: [2, 3, 4])),
            ("array-f8-little", NPYFile.encode(numbers.map(Double.init), shape: [2, 3, 4])),
            ("array-u1-little", NPYFile.encode(numbers.map(UInt8.init), shape: [2, 3, 4])),
            ("array-i4-little", NPYFile.encode(numbers.map(Int32.init), shape: [2, 3, 4])),
            ("vector", NPYFile.encode((0..<5).map(Float.init), shape: [5])),
            ("scalar", NPYFile.encode([2.5] as [Double], shape: [])),
            ("empty", NPYFile.encode([] as [Double], shape: [0, 3])),
        ]
        for (name, bytes) in encoded {
            #expect(try bytes == FileBytes.read(path: fixture("\(name).npy")), "\(name)")
        }
    }

    @Test(arguments: [
        ("objects", "byte 10: an array of type '|O', which is not read; numbers are"),
        ("complex", "byte 10: an array of type '<c16', which is not read; numbers are"),
        ("record", "byte 10: a header that is not understood: {'descr': [('a', '<f4')]"),
    ])
    func refusesWhatIsNoArrayOfNumbers(name: String, message: String) throws {
        let path = fixture("\(name).npy")
        #expect(try formatError { _ = try NPYFile.read(path: path) }.description.hasPrefix("\(path): \(message)"))
    }

    @Test func refusesShapesThatTheDataDoNotFill() throws {
        let bytes = NPYFile.encode([1, 2, 3] as [Float], shape: [3])
        #expect(
            try formatError { _ = try NPYFile.decode(bytes + [0], path: "x.npy") }.description
                == "x.npy: 13 bytes of data, not shape [3] of 4 bytes each")
        let text = String(repeating: "1,", count: 65)
        let deep = Array("{'descr': '|u1', 'fortran_order': True, 'shape': (\(text)), }".utf8)
        let file = Array(bytes[..<8]) + [UInt8(deep.count & 255), UInt8(deep.count >> 8)] + deep + [7]
        #expect(try formatError { _ = try NPYFile.decode(file, path: "x.npy") }.reason == "65 dimensions, more than 64")
    }

    @Test func survivesDamage() throws {
        let whole = try FileBytes.read(path: fixture("fortran.npy"))
        for copy in damagedCopies(of: whole, flips: 5000, seed: 3) {
            if let array = try? NPYFile.decode(copy, path: "x.npy") {
                #expect(array.shape.reduce(1, *) == array.values.count)
                #expect(copy.count == whole.count)
            }
        }
    }
}
