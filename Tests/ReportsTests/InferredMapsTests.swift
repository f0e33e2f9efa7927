import CPNG
import Foundation
import NumericalMethods
import Testing
@testable import Reports

@Suite struct InferredMapsTests {
    @Test(arguments: [
        (0.0, 0), (1, 250), (0.5, 125), (0.0019, 0), (0.0021, 1), (-0.2, 0), (1.5, 250), (.nan, 255),
    ])
    func aProportionHasALevel(proportion: Double, level: Int) {
        #expect(Int(InferredMaps.level(of: proportion)) == level)
    }

    @Test func mapsStandUnderEachOtherInGrey() throws {
        let maps = [
            Matrix(rows: 2, columns: 3, elements: [0, 0.5, 1, .nan, 0.2, 0.4]),
            Matrix(rows: 2, columns: 3, elements: [0.1, 0.3, 0.6, 0.8, 0.9, 0]),
        ]
        let file = [UInt8](try #require(Data(base64Encoded: try InferredMaps.picture(maps))))
        var image = png_image()
        image.version = png_uint_32(PNG_IMAGE_VERSION)
        try #require(png_image_begin_read_from_memory(&image, file, file.count) != 0)
        // Read as a browser does: red, green and blue.
        image.format = png_uint_32(PNG_FORMAT_FLAG_COLOR)
        #expect(image.width == 3 && image.height == 4)
        var samples = [UInt8](repeating: 1, count: 3 * 12)
        try #require(png_image_finish_read(&image, nil, &samples, 0, nil) != 0)
        let levels: [UInt8] = [0, 125, 250, 255, 50, 100, 25, 75, 150, 200, 225, 0]
        #expect(samples == levels.flatMap { [$0, $0, $0] })
    }
}
