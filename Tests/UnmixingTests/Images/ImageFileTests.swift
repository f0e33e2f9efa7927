import Foundation
import NumericalMethods
import ScientificFormats
import TestSupport
import Testing
import Unmixing

@Suite("Image files of one's own")
struct ImageFileTests {
    private let folder: TemporaryFolder
    private let size = ImageSize(rows: 2, columns: 3)
    /// The value of band b at row r and column c is 100 r + 10 c + b.
    private let expected: [Float] = {
        var values: [Float] = []
        for row in 0..<2 {
            for column in 0..<3 {
                for band in 0..<4 { values.append(Float(100 * row + 10 * column + band)) }
            }
        }
        return values
    }()

    init() throws {
        folder = try TemporaryFolder()
    }

    /// The values bands x pixels, which run along the rows or down the columns.
    private func bandsByPixels(alongRows: Bool) -> [Double] {
        let pixels = alongRows ? [0, 1, 2, 3, 4, 5] : [0, 3, 1, 4, 2, 5]
        return pixels.flatMap { expected[4 * $0..<4 * $0 + 4].map(Double.init) }
    }

    private func problem(_ path: String, variable: String? = nil) -> String {
        do {
            _ = try ImageFile(path: path, variable: variable)
            return "nothing"
        } catch {
            return "\(error)".replacing(folder.path + "/", with: "")
        }
    }

    @Test("both families of MATLAB files and a cube have the same pixels in the same places")
    func matlab() throws {
        func sizes(_ rows: String, _ columns: String) -> [MatVariable] {
            [.doubles(rows, shape: [1, 1], [2]), .doubles(columns, shape: [1, 1], [3])]
        }
        let published = MatVariable.doubles("Y", shape: [4, 6], bandsByPixels(alongRows: false))
        let alongRows = MatVariable.doubles("Y", shape: [4, 6], bandsByPixels(alongRows: true))
        var cube: [Double] = []
        for band in 0..<4 {
            for column in 0..<3 {
                for row in 0..<2 { cube.append(Double(100 * row + 10 * column + band)) }
            }
        }
        let other = MatVariable.doubles("other", shape: [1, 1], [5])
        let paths = [
            try folder.writeMat("published.mat", [published] + sizes("nRow", "nCol")),
            try folder.writeMat("edaa.mat", [alongRows] + sizes("H", "W")),
            try folder.writeMat("cube.mat", [other, .doubles("paviaU", shape: [2, 3, 4], cube)]),
        ]
        for path in paths {
            let file = try ImageFile(path: path)
            #expect(try file.raster.size == size && file.image().spectra.elements == expected, "\(path)")
            #expect(file.wavelengths == nil)
        }
        #expect(try ImageFile(path: paths[2], variable: "paviaU").image().spectra.elements == expected)
        #expect(problem(paths[2], variable: "pavia").contains("no variable 'pavia'"))
    }

    @Test("an ENVI image keeps its wavelengths")
    func envi() throws {
        let path = folder.path + "/image.hdr"
        var description = ENVIDescription()
        description.wavelengths = [400, 500, 600, 700]
        description.wavelengthUnits = "Nanometers"
        try ENVIImage(rows: 2, columns: 3, bands: 4, values: expected, description: description)
            .write(headerPath: path)
        let file = try ImageFile(path: path)
        #expect(try file.raster.size == size && file.image().spectra.elements == expected)
        #expect(file.wavelengths == [400, 500, 600, 700] && file.wavelengthUnits == "Nanometers")
        #expect(problem(path, variable: "Y").contains("has no variables"))
    }

    @Test("what is no image is told")
    func unsuitable() throws {
        let values = bandsByPixels(alongRows: true)
        let alone = try folder.writeMat("alone.mat", [.doubles("Y", shape: [4, 6], values)])
        #expect(problem(alone).contains("neither nRow and nCol nor H and W"))
        let sizes: [MatVariable] = [.doubles("nRow", shape: [1, 1], [3]), .doubles("nCol", shape: [1, 1], [3])]
        let wrong = try folder.writeMat("wrong.mat", [.doubles("Y", shape: [4, 6], values)] + sizes)
        #expect(
            problem(wrong)
                == "wrong.mat: variable 'Y': an array of 4 x 6, but bands x pixels was expected, with 3 x 3 pixels")
        let huge: [MatVariable] = [.doubles("nRow", shape: [1, 1], [4e15]), .doubles("nCol", shape: [1, 1], [4e15])]
        #expect(
            problem(try folder.writeMat("huge.mat", [.doubles("Y", shape: [4, 6], values)] + huge)).contains("4 x 6"))
        let empty = try folder.writeMat("empty.mat", [.doubles("Z", shape: [0, 3, 4], [])])
        #expect(problem(empty).hasPrefix("empty.mat: "))
        let two = try folder.writeMat(
            "two.mat", [.doubles("a", shape: [1, 1, 2], [1, 2]), .doubles("b", shape: [1, 2, 2], [1, 2, 3, 4])])
        #expect(problem(two).contains("of such there is a, b; name the variable"))
        let missing = try folder.writeMat("missing.mat", [.doubles("c", shape: [1, 2, 2], [1, 2, 3, .nan])])
        #expect(try ImageFile(path: missing).image().presentPixels == [0])
        let infinite = try folder.writeMat("infinite.mat", [.doubles("c", shape: [1, 2, 2], [1, 2, 3, .infinity])])
        #expect(problem(infinite) == "infinite.mat: variable 'c': inf in band 1 of the pixel in row 0 and column 1")
        #expect(problem(folder.path + "/image.tif").contains("neither a MATLAB file (.mat), nor the header"))
        #expect(problem(folder.path + "/absent.mat").hasPrefix("absent.mat: "))
    }
}
