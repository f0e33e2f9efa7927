import Foundation
import ScientificFormats
import TestSupport
import Testing

/// Files that `Fixtures/images/writers/make.py` made; `ENVI_WRITERS` may name a folder with more of them.
@Suite("ENVI files of GDAL, Spectral Python and rioxarray")
struct ENVIWritersTests {
    @Test("every type in every interleave is read, with what the header says")
    func read() throws {
        let folder =
            ProcessInfo.processInfo.environment["ENVI_WRITERS"]
            ?? Fixtures.url("images/writers").path(percentEncoded: false)
        let headers = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".hdr") }
        #expect(headers.count >= 19)
        for name in headers {
            let image = try ENVIImage(headerPath: folder + "/" + name)
            #expect(image.rows == 2 && image.columns == 3 && image.bands == 4, "\(name)")
            #expect(image.values == ENVIImageTests.values, "\(name)")
            let description = image.description
            if name.hasPrefix("spy") {
                #expect(
                    description.wavelengths == [400.5, 500, 600, 700] && description.wavelengthUnits == "nm", "\(name)")
                #expect(description.bandNames == ["a", "b", "c", "d"] && description.ignoredValue == -1, "\(name)")
            } else {
                #expect(!description.place.isUnknown, "\(name)")
            }
            if name.hasPrefix("gdal") {
                #expect(description.bandNames == ["red, 650 nm", "green {x}", "blue", "infrared"], "\(name)")
                #expect(description.ignoredValue == 77, "\(name)")
            }
        }
    }
}
