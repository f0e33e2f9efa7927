import Foundation
import ScientificFormats
import TestSupport
import Testing

@Suite("Images as people have them", .enabled(if: Program.path != nil, "the program was not built beside the tests"))
struct UserImageTests {
    private let program: Program

    init() throws {
        program = try Program()
    }

    private func file(_ path: String) -> String { Fixtures.url("images/" + path).path() }

    private func unmix(_ image: String, _ endmembers: String, _ more: String...) throws -> [Double] {
        let ending = try program.start(
            ["unmix", file(image), "--method", "sunsal", "--endmembers", file(endmembers)] + more
        ).wait()
        #expect(ending.status == 0, "\(ending)")
        return try NPYFile.read(path: program.folder + "/unmixed/abundances.npy").values
    }

    private static let plain = "envi-base/em.csv"

    @Test(
        "the same pixels give the same abundances, however they are written",
        arguments: [
            ("envi-bbl/emit.hdr", plain, 0.005), ("envi-header/brace_next_line.hdr", plain, 0),
            ("envi-header/caps.hdr", plain, 0), ("envi-header/comma_names.hdr", plain, 0),
            ("envi-header/empty_ignore.hdr", plain, 0), ("envi-header/trailing_comma.hdr", plain, 0),
            ("envi-base/base.img", plain, 0), ("envi-base/base.hdr", "envi-library/lib.hdr", 1e-6),
            ("envi-base/base.hdr", "envi-library/lib.sli", 1e-6),
            ("envi-base/base.hdr", "endmember-wavelengths/reversed.csv", 0),
            ("envi-base/base.hdr", "endmember-wavelengths/nm.csv", 0), ("mat/Y_bands_rows_cols.mat", plain, 1e-6),
            ("mat/struct.mat", plain, 1e-6),
        ])
    func sameAbundances(image: String, endmembers: String, tolerance: Double) throws {
        let expected = try unmix("envi-base/base.hdr", Self.plain)
        let found = try unmix(image, endmembers)
        #expect(found.count == expected.count)
        let difference = zip(found, expected).map { abs($0 - $1) }.max() ?? .infinity
        #expect(difference <= tolerance, "\(image): \(difference)")
        // The fractions that the image was mixed of, within its noise.
        let means = (0..<3).map { index in
            stride(from: index, to: found.count, by: 3).reduce(0) { $0 + found[$1] } * 3 / Double(found.count)
        }
        for (mean, share) in zip(means, [0.2771, 0.3455, 0.3774]) { #expect(abs(mean - share) <= 2e-4, "\(means)") }
    }

    @Test("missing pixels stay missing, and change no other", arguments: [("scene", "-9999.0"), ("nan", "nan")])
    func missing(name: String, ignored: String) throws {
        let expected = try unmix("envi-base/base.hdr", Self.plain)
        let found = try unmix("envi-nodata/\(name).hdr", Self.plain)
        #expect(found.count { $0.isNaN } == 90)
        for (value, right) in zip(found, expected) where !value.isNaN { #expect(abs(value - right) <= 1e-9) }
        let maps = try ENVIImage(headerPath: program.folder + "/unmixed/abundances.hdr")
        #expect("\(maps.description.ignoredValue ?? 0)" == ignored && maps.missingPixels().count { $0 } == 30)
    }

    @Test("a window has its pixels, and its place on Earth, also as GeoTIFF")
    func window() throws {
        let whole = try unmix("envi-header/caps.hdr", Self.plain)
        let part = try unmix("envi-header/caps.hdr", Self.plain, "--window", "3,2,5,6", "--geotiff")
        var expected: [Double] = []
        for row in 3..<8 {
            let first = (row * 10 + 2) * 3
            expected += whole[first..<first + 18]
        }
        #expect(part.count == expected.count)
        for (found, right) in zip(part, expected) { #expect(abs(found - right) <= 1e-9) }
        let header = try String(contentsOfFile: program.folder + "/unmixed/abundances.hdr", encoding: .utf8)
        #expect(header.contains("map info = {UTM, -1.0, -2.0, 332499.6, 5419368.7, 5.3, 5.3, 33, North, WGS-84"))
        let tiff = try FileBytes.read(path: program.folder + "/unmixed/abundances.tif")
        // The corner as rasterio gives it: 332510.2, 5419352.8; EPSG:32633 as a key.
        let (x, y): (Double, Double) = (332499.6 + 2 * 5.3, 5419368.7 - 3 * 5.3)
        var corner = Data()
        for value in [x, y] { withUnsafeBytes(of: value.bitPattern.littleEndian) { corner.append(contentsOf: $0) } }
        #expect(Data(tiff).range(of: corner) != nil)
        #expect(Data(tiff).range(of: Data([0, 12, 0, 0, 1, 0, 0x79, 0x7F])) != nil)
    }

    @Test("names with commas part as their lines do")
    func bandNames() throws {
        let image = try ENVIImage(headerPath: file("band-names/desc.hdr"))
        #expect(image.description.bandNames?.first == "reflectance, 450 nm")
        #expect(try unmix("band-names/desc.hdr", "band-names/end8.csv").count == 432)
    }
}
