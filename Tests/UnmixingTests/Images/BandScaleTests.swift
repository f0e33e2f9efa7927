import ScientificFormats
import TestSupport
import Testing
import Unmixing

@Suite("Numbers of ENVI files and the values that they mean")
struct BandScaleTests {
    private func write(_ folder: TemporaryFolder, _ change: (inout ENVIDescription) -> Void) throws -> String {
        var description = ENVIDescription()
        description.ignoredValue = -9999
        change(&description)
        let path = folder.path + "/image.hdr"
        try ENVIImage(
            rows: 1, columns: 3, bands: 2, values: [10, 20, -9999, 40, 50, 60], description: description
        ).write(headerPath: path)
        return path
    }

    @Test("gain and offset of each band are applied, and missing numbers are told before")
    func gains() throws {
        let folder = try TemporaryFolder()
        let path = try write(folder) { description in
            (description.gains, description.offsets) = ([0.5, 2], [1, -3])
        }
        let file = try ImageFile(path: path)
        #expect(try file.spectra.matrix().elements == [6, 37, 26, 117])
        #expect(file.remarks[0] == "values computed with the header's data gain values and data offset values")
        #expect(file.raster.presentPixels() == [0, 2])
        let alone = try write(folder) { $0.offsets = [1, 2] }
        #expect(try ImageFile(path: alone).spectra.matrix().elements == [11, 22, 51, 62])
    }

    @Test("two scales that say different things are refused by name, and those that say nothing are not")
    func contradiction() throws {
        let folder = try TemporaryFolder()
        let both = try write(folder) { description in
            (description.gains, description.reflectanceScale) = ([0.5, 2], 10_000)
        }
        let error = #expect(throws: FormatError.self) { try ImageFile(path: both) }
        #expect(error?.reason.contains("'data gain values': the header has a 'reflectance scale factor', too") ?? false)
        let none = try write(folder) { description in
            (description.gains, description.offsets, description.reflectanceScale) = ([1, 1], [0, 0], 10)
        }
        #expect(try ImageFile(path: none).spectra.matrix().elements == [1, 2, 5, 6])
    }
}
