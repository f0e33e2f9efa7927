import Foundation
import ScientificFormats
import Testing

@Suite struct MatFileTests {
    static let files = ["variables.mat", "variables-compressed.mat"]

    @Test(arguments: files)
    func listsVariablesInTheOrderOfTheFile(name: String) throws {
        let file = try MatFile(path: fixture(name))
        #expect(Array(file.variableNames.prefix(3)) == ["Y", "A", "single"])
        #expect(file.variableNames.count == 24)
        #expect(file.contains("structure"))
        #expect(!file.contains("y"))
    }

    @Test(arguments: files)
    func readsNumbersColumnByColumn(name: String) throws {
        let file = try MatFile(path: fixture(name))
        let indices = (0..<4).flatMap { c in (0..<3).map { r in (r: Double(r), c: Double(c)) } }
        let y = try file.numbers("Y", as: Float.self)
        #expect(y.shape == [3, 4])
        #expect(y.elements == indices.map { Float(100 * $0.r + $0.c) })
        #expect(try file.numbers("A", as: Double.self).elements == indices.map { $0.r + $0.c / 8 })
        #expect(try file.numbers("single", as: Double.self).elements == indices.map { $0.r - $0.c / 4 })
        let cube = try file.numbers("cube", as: Double.self)
        #expect(cube.shape == [2, 3, 4])
        #expect(cube.elements == (0..<24).map(Double.init))
        #expect(try file.numbers("empty", as: Float.self) == MatArray<Float>(shape: [0, 3], elements: []))
    }

    @Test(arguments: files)
    func widensEveryNumericClass(name: String) throws {
        let file = try MatFile(path: fixture(name))
        let expected: [String: [Double]] = [
            "int8": [-128, 127], "int16": [-32768, 32767], "int32": [-0x1p31, 0x1p31 - 1],
            "int64": [-0x1p40, 0x1p40], "uint32": [0, 0x1p32 - 1], "uint64": [0, 0x1p40], "logical": [1, 0, 1],
        ]
        for (variable, values) in expected {
            #expect(try file.numbers(variable, as: Double.self).elements == values, "\(variable)")
        }
    }

    @Test(arguments: files)
    func readsWholeNumbersOfNarrowClasses(name: String) throws {
        let file = try MatFile(path: fixture(name))
        // 200 * 307 fits neither UInt8 nor Int16: only a wide type can be multiplied.
        #expect(try file.integer("nRow") * file.integer("nCol") == 61400)
        #expect(try formatError { _ = try file.integer("half") }.reason == "one whole number was expected, not 0.5")
        #expect(
            try formatError { _ = try file.integer("Y") }.reason
                == "one whole number was expected, not an array of shape [3, 4]")
        // Beyond 2⁵³ a Double cannot tell neighbours apart.
        #expect(throws: FormatError.self) { try file.integer("huge") }
    }

    @Test(arguments: files)
    func readsTexts(name: String) throws {
        let file = try MatFile(path: fixture(name))
        #expect(try file.strings("cood") == ["1-tree", "2-water", "3-Straße µ"])
        #expect(try file.strings("name") == ["hello"])
        #expect(try file.strings("rows") == ["one", "three"])
        #expect(try file.strings("noText") == [""])
    }

    @Test(arguments: files)
    func refusesByNameWhatIsNoNumbersOrText(name: String) throws {
        let path = fixture(name)
        let file = try MatFile(path: path)
        let refusals: [(variable: String, reason: String)] = [
            ("complex", "complex numbers, which are not read"),
            ("sparse", "a sparse matrix, not an array of numbers"),
            ("structure", "a struct, not an array of numbers"),
            ("cood", "a cell array, not an array of numbers"),
            ("name", "a char array, not an array of numbers"),
        ]
        for (variable, reason) in refusals {
            let error = try formatError { _ = try file.numbers(variable, as: Float.self) }
            #expect(error == FormatError(file: path, place: "variable '\(variable)'", reason: reason))
        }
        #expect(try formatError { _ = try file.strings("mixed") }.reason == "cell 2 is an array of numbers, not text")
        #expect(try formatError { _ = try file.strings("A") }.reason == "an array of numbers, not text")
        let missing = try formatError { _ = try file.numbers("V", as: Float.self) }
        #expect(missing.description.hasPrefix("\(path): no variable 'V'; the file holds: Y, A, single"))
        // A struct is told by its arrays, which can be named.
        #expect(missing.description.contains(", structure."))
    }

    @Test func readsBigEndianFilesAndPackedElements() throws {
        let file = try MatFile(path: fixture("big-endian.mat"))
        #expect(file.variableNames == ["B", "tiny"])
        #expect(try file.numbers("B", as: Float.self) == MatArray(shape: [2, 3], elements: [-1, 2, -3, 4, -5, 6]))
        #expect(try file.numbers("tiny", as: Float.self) == MatArray(shape: [1, 2], elements: [7, 255]))
    }

    @Test func namesOtherVersions() throws {
        #expect(
            try formatError { _ = try MatFile(path: fixture("version-7.3.mat")) }.reason
                .hasPrefix("a damaged superblock: "))
        let header = try FileBytes.read(path: fixture("version-7.3.mat")).prefix(300)
        #expect(
            try formatError { _ = try MatFile(bytes: Array(header), path: "short.mat") }.reason
                == "a MATLAB file of version 7.3 without its HDF5 part; it is cut short")
        #expect(
            try formatError { _ = try MatFile(path: fixture("version-4.mat")) }.reason
                .hasPrefix("not a MATLAB file of version 5 to 7"))
        #expect(
            try formatError { _ = try MatFile(path: "/nowhere/x.mat") }.description
                == "/nowhere/x.mat: No such file or directory")
        #expect(try formatError { _ = try MatFile(path: fixture("")) }.reason == "not a regular file")
    }

    /// Reads everything; what comes back is checked only for fitting its shape.
    private func readAll(_ bytes: [UInt8]) throws {
        let file = try MatFile(bytes: bytes, path: "damaged.mat")
        for name in file.variableNames {
            if let array = try? file.numbers(name, as: Float.self) {
                #expect(array.shape.reduce(1, *) == array.elements.count)
            }
            _ = try? file.strings(name)
        }
    }

    @Test(arguments: files + ["big-endian.mat"])
    func survivesDamage(name: String) throws {
        let bytes = try FileBytes.read(path: fixture(name))
        for copy in damagedCopies(of: bytes, flips: 5000, seed: 1) { try? readAll(copy) }
    }

    @Test(arguments: files + ["big-endian.mat"])
    func refusesFilesThatAreCutShort(name: String) throws {
        let bytes = try FileBytes.read(path: fixture(name))
        let whole = try MatFile(bytes: bytes, path: name).variableNames
        for length in 0..<bytes.count {
            // A file that ends between two variables is a good one with fewer variables.
            guard let file = try? MatFile(bytes: Array(bytes[..<length]), path: name) else { continue }
            #expect(whole.starts(with: file.variableNames) && file.variableNames.count < whole.count, "\(length) bytes")
        }
    }

    @Test func findsEveryFlippedBitOfCompressedNumbers() throws {
        let path = fixture("variables-compressed.mat")
        let bytes = try FileBytes.read(path: path)
        let y = try MatFile(path: path).numbers("Y", as: Float.self)
        // The first variable's compressed data begin behind the header of 128 bytes and the tag of 8.
        let size = Int(bytes[132]) | Int(bytes[133]) << 8
        for position in 136..<136 + size {
            for bit in 0..<8 {
                var copy = bytes
                copy[position] ^= 1 << bit
                let read = try? MatFile(bytes: copy, path: path).numbers("Y", as: Float.self)
                #expect(read == nil || read == y, "bit \(bit) of byte \(position)")
            }
        }
    }

    @Test func refusesDimensionsThatTheDataDoNotFill() throws {
        var bytes = try FileBytes.read(path: fixture("variables.mat"))
        // The number of columns of Y, the first variable, behind two tags, the flags and the number of rows.
        #expect(bytes[164] == 4)
        bytes[164] = 40
        let file = try MatFile(bytes: bytes, path: "x.mat")
        #expect(
            try formatError { _ = try file.numbers("Y", as: Float.self) }.description
                == "x.mat: variable 'Y': dimensions 3x40 of 2 bytes each, but 24 bytes of data")
        // Dimensions whose product overflows.
        bytes.replaceSubrange(160..<168, with: [0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0x7F])
        #expect(throws: FormatError.self) { try MatFile(bytes: bytes, path: "x.mat").numbers("Y", as: Float.self) }
    }

    @Test(
        .enabled(
            if: ProcessInfo.processInfo.environment["PROPORTIONS_DATA"] != nil,
            "PROPORTIONS_DATA does not name a folder with the data of Jasper Ridge"))
    func readsJasperRidge() throws {
        let folder = try #require(ProcessInfo.processInfo.environment["PROPORTIONS_DATA"]) + "/hyperspectral"
        let imagePath = folder + "/jasperRidge2_R198.mat"
        #expect(try ContentDigest.gitBlob(ofFile: imagePath) == "7ca30c40f8a2e4d55477f5ce5722576b0150e8d4")
        let image = try MatFile(path: imagePath)
        let y = try image.numbers("Y", as: Float.self)
        #expect(y.shape == [198, 10000])
        #expect(y.elements.max() == 5437)
        #expect(try image.integer("nRow") == 100)
        #expect(try image.integer("nCol") == 100)
        // The number of bands before the noisy ones were taken out.
        #expect(try image.integer("nBand") == 224)
        #expect(try image.integer("maxValue") == 5000)

        let truthPath = folder + "/end4.mat"
        #expect(try ContentDigest.gitBlob(ofFile: truthPath) == "2b6792fd0049c8327a2547acc74b0aabdacc4c89")
        let truth = try MatFile(path: truthPath)
        #expect(try truth.strings("cood") == ["1-tree", "2-water", "3-dirt", "4-road"])
        #expect(try truth.numbers("M", as: Double.self).shape == [198, 4])
        let proportions = try truth.numbers("A", as: Double.self)
        #expect(proportions.shape == [4, 10000])
        for pixel in 0..<10000 {
            #expect(abs(proportions.elements[4 * pixel..<4 * pixel + 4].reduce(0, +) - 1) <= 1e-9)
        }
    }
}
