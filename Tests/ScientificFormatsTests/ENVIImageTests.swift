import Foundation
import ScientificFormats
import Testing

@Suite struct ENVIImageTests {
    /// Row r of 2, column c of 3 and band b of 4 hold 100 r + 10 c + b.
    static let values: [Float] = [
        0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23,
        100, 101, 102, 103, 110, 111, 112, 113, 120, 121, 122, 123,
    ]

    @Test func readsEveryInterleaveTypeAndByteOrder() throws {
        let headers = try fixtures(endingIn: ".hdr")
        #expect(headers.count == 13)
        for header in headers {
            let image = try ENVIImage(headerPath: header)
            #expect(image.rows == 2 && image.columns == 3 && image.bands == 4, "\(header)")
            #expect(image.values == Self.values, "\(header)")
            #expect(image.description.wavelengths == [400.5, 500, 600, 700], "\(header)")
            #expect(image.description.wavelengthUnits == "Nanometers", "\(header)")
            #expect(image.description.bandNames == ["a", "b b", "c", "d"], "\(header)")
            #expect(image.description.ignoredValue == -9999, "\(header)")
        }
    }

    @Test func readsWhatItWrites() throws {
        // Larger than the tiles in which images are transposed, and not a multiple of them.
        let values = (0..<37 * 41 * 43).map { Float($0) }
        var description = ENVIDescription()
        description.wavelengths = (0..<43).map { 0.4 + Double($0) / 100 }
        description.wavelengthUnits = "Micrometers"
        description.bandNames = (0..<43).map { "band \($0)" }
        description.goodBands = (0..<43).map { $0 != 7 }
        description.ignoredValue = -1
        description.place = MapPlace(["map info": "{UTM, 1, 1, 500000, 4e6, 30, 30, 33, North, WGS-84}"])
        let image = ENVIImage(rows: 37, columns: 41, bands: 43, values: values, description: description)
        try withTemporaryFolder { folder in
            try image.write(headerPath: folder + "/image.hdr")
            #expect(try ENVIImage(headerPath: folder + "/image.hdr") == image)
            let header = try String(contentsOfFile: folder + "/image.hdr", encoding: .utf8)
            let keys = header.split(separator: "\n").dropFirst().prefix(8).map { $0.split(separator: " =")[0] }
            #expect(
                keys == [
                    "samples", "lines", "bands", "header offset", "file type", "data type", "interleave", "byte order",
                ])
        }
    }

    @Test func refusesToWriteNamesThatWouldReadAsTwo() throws {
        try withTemporaryFolder { folder in
            var description = ENVIDescription()
            description.bandNames = ["a, b"]
            let image = ENVIImage(rows: 1, columns: 1, bands: 1, values: [0], description: description)
            let error = try formatError { try image.write(headerPath: folder + "/image.hdr") }
            #expect(error.reason == "'a, b' has a brace, a comma or a line break")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        }
    }

    static let goodHeader = """
        ENVI
        samples = 2
        lines = 1
        bands = 2
        data type = 1
        interleave = bip
        """

    @Test(arguments: [
        ("ENVI", "ENVY", "line 1: not an ENVI header, whose first line is ENVI"),
        ("samples = 2\n", "", "the header has no 'samples'"),
        ("samples = 2", "samples = two", "line 2: 'samples': 'two' is not a whole number of at least 1"),
        ("lines = 1", "lines = 0", "line 3: 'lines': '0' is not a whole number of at least 1"),
        ("bands = 2", "bands = 2\nbands = 3", "line 5: 'bands' is given a second time, and differs"),
        ("bands = 2", "bands 2", "line 4: 'key = value' was expected"),
        ("data type = 1", "data type = 6", "line 5: 'data type': 6: complex numbers, which are not read"),
        ("data type = 1", "data type = 7", "line 5: 'data type': 7: no known type of numbers"),
        ("data type = 1", "data type = 2", "the header has no 'byte order'"),
        (
            "data type = 1", "byte order = 2\ndata type = 1",
            "line 5: 'byte order': 2, not 0 (little-endian) or 1 (big-endian)"
        ),
        ("bip", "bis", "line 6: 'interleave': 'bis', not bsq, bil or bip"),
        ("interleave = bip", "", "the header has no 'interleave'"),
        ("bip", "bip\nwavelength = {1, 2, 3}", "line 7: 'wavelength': 3 items for 2 bands"),
        ("bip", "bip\nwavelength = {1, x}", "line 7: 'wavelength': 'x' is not a number"),
        ("bip", "bip\nwavelength = {1,\n2", "line 7: the brace of 'wavelength' is not closed"),
        ("bip", "bip\nwavelength = 1, 2", "line 7: 'wavelength': a list in braces was expected"),
        (
            "bip", "bip\nbbl = {1, 0.5}",
            "line 7: 'bbl': '0.5' is neither 1 nor 0; write 1 or 0 for band 1 (bands are counted from 0)"
        ),
        (
            "bip", "bip\nbbl = {2, 1}",
            "line 7: 'bbl': '2' is neither 1 nor 0; write 1 or 0 for band 0 (bands are counted from 0)"
        ),
        (
            "bip", "bip\nbbl = {-1, 1}",
            "line 7: 'bbl': '-1' is neither 1 nor 0; write 1 or 0 for band 0 (bands are counted from 0)"
        ),
        ("bip", "bip\nbbl = {0.0, 0}", "line 7: 'bbl': not one band is good"),
        ("bip", "bip\nfile compression = 1", "line 7: 'file compression': compressed data are not read"),
        (
            "samples = 2", "samples = 9223372036854775807",
            "line 3: 'lines': an impossible size: 1 lines x 9223372036854775807 samples x 2 bands"
        ),
    ])
    func namesTheLineOfWhatIsWrong(part: String, replacement: String, message: String) throws {
        try withTemporaryFolder { folder in
            let path = folder + "/image.hdr"
            let header = Self.goodHeader.replacingOccurrences(of: part, with: replacement)
            try FileBytes.write(Array(header.utf8), path: path)
            try FileBytes.write([1, 2, 3, 4], path: folder + "/image")
            #expect(try formatError { _ = try ENVIImage(headerPath: path) }.description == "\(path): \(message)")
        }
    }

    @Test func findsOneDataFileOfTheRightSize() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/image.hdr"
            try FileBytes.write(Array(Self.goodHeader.replacingOccurrences(of: "\n", with: "\r\n").utf8), path: path)
            #expect(
                try formatError { _ = try ENVIImage(headerPath: path) }.reason.hasPrefix(
                    "no data file beside the header"))
            try FileBytes.write([1, 2, 3, 4], path: folder + "/image.RAW")
            #expect(try ENVIImage(headerPath: path).values == [1, 2, 3, 4])
            try FileBytes.write([1, 2, 3], path: folder + "/image.RAW")
            #expect(
                try formatError { _ = try ENVIImage(headerPath: path) }.description
                    == "\(folder)/image.RAW: 3 bytes, but its header asks for 4: "
                    + "offset 0 + 1 lines x 2 samples x 2 bands x 1 bytes")
            try FileBytes.write([1, 2, 3, 4], path: folder + "/image.img")
            #expect(try ENVIImage(headerPath: path).values == [1, 2, 3, 4])
            try FileBytes.write([1, 2, 3, 4], path: folder + "/image.RAW")
            #expect(
                try formatError { _ = try ENVIImage(headerPath: path) }.reason
                    .hasPrefix("more than one data file beside the header"))
        }
    }

    @Test func survivesDamage() throws {
        let header = try FileBytes.read(path: fixture("bil-type2-order1.hdr"))
        let data = try FileBytes.read(path: fixture("bil-type2-order1.bil"))
        try withTemporaryFolder { folder in
            try FileBytes.write(data, path: folder + "/image.bil")
            for copy in damagedCopies(of: header, flips: 1000, seed: 2) {
                try FileBytes.write(copy, path: folder + "/image.hdr")
                _ = try? ENVIImage(headerPath: folder + "/image.hdr")
            }
        }
    }
}
