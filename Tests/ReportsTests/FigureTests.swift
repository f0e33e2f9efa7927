import CPNG
import Foundation
import Reports
import NumericalMethods
import Testing

/// One chunk of a PNG file.
private struct Chunk {
    let type: String
    let data: [UInt8]
}

@Suite struct FigureTests {
    private static func figure(identity: FigureIdentity = Scenes.identity) throws -> Figure {
        try Figure(contentSize: Size(width: 300, height: 40), pixelsPerPoint: 2, identity: identity) { canvas in
            canvas.fill(Rectangle(x: 10, y: 10, width: 20, height: 20), Color(0xd55e00))
            canvas.write("θ & text", at: Point(x: 50, y: 20), .label)
        }
    }

    /// The chunks of a PNG file, whose check sums are recomputed bit by bit.
    private static func chunks(of file: [UInt8]) throws -> [Chunk] {
        try #require(Array(file.prefix(8)) == [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
        func number(at offset: Int) -> UInt32 { file[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) } }
        var chunks: [Chunk] = []
        var offset = 8
        while offset < file.count {
            let length = Int(number(at: offset))
            try #require(offset + 12 + length <= file.count)
            var remainder: UInt32 = 0xffff_ffff
            for byte in file[offset + 4..<offset + 8 + length] {
                remainder ^= UInt32(byte)
                for _ in 0..<8 { remainder = remainder >> 1 ^ (remainder & 1 == 1 ? 0xedb8_8320 : 0) }
            }
            #expect(number(at: offset + 8 + length) == ~remainder)
            chunks.append(
                Chunk(
                    type: String(decoding: file[offset + 4..<offset + 8], as: UTF8.self),
                    data: Array(file[offset + 8..<offset + 8 + length])))
            offset += 12 + length
        }
        return chunks
    }

    /// The pixels of a PNG file, as libpng reads them.
    private static func decode(_ file: [UInt8]) throws -> [UInt32] {
        var image = png_image()
        image.version = png_uint_32(PNG_IMAGE_VERSION)
        try #require(png_image_begin_read_from_memory(&image, file, file.count) != 0)
        image.format = png_uint_32(PNG_FORMAT_FLAG_COLOR)
        var samples = [UInt8](repeating: 0, count: Int(image.width * image.height) * 3)
        try #require(png_image_finish_read(&image, nil, &samples, 0, nil) != 0)
        return stride(from: 0, to: samples.count, by: 3).map {
            UInt32(samples[$0]) << 16 | UInt32(samples[$0 + 1]) << 8 | UInt32(samples[$0 + 2])
        }
    }

    @Test func sameFigureGivesSameBytes() throws {
        #expect(try Self.figure().png() == Self.figure().png())
        #expect(try Self.figure().pdf() == Self.figure().pdf())
        let pdf = String(decoding: try Self.figure().pdf(), as: UTF8.self)
        #expect(!pdf.contains("/CreationDate"))
        #expect(pdf.contains("/Title (Test figure)"))
    }

    @Test func theSVGOfAFigureDoesNotDependOnWhatWasDrawnBefore() throws {
        func figure(side: Double) throws -> String {
            let checkers = Raster(rows: 2, columns: 2, pixels: [0, 0xffffff, 0xffffff, 0])
            let identity = FigureIdentity(title: "a < b & c", details: [("Runs", "4f1c")])
            let figure = try Figure(contentSize: Size(width: 40, height: 20), identity: identity) { canvas in
                for x in [0.0, 20] { canvas.draw(checkers, in: Rectangle(x: x, y: 0, width: side, height: side)) }
                canvas.clipped(to: Rectangle(x: 0, y: 0, width: 9, height: 9)) {
                    canvas.fill(Rectangle(x: 0, y: 0, width: 20, height: 20), .blue)
                }
            }
            return String(decoding: try figure.svg(), as: UTF8.self)
        }
        let first = try figure(side: 10)
        #expect(try figure(side: 10) == first)
        #expect(first.contains("<title>a &lt; b &amp; c</title>\n<desc>Runs: 4f1c</desc>"))
        // Every name is given once, before something refers to it.
        var names: [Substring] = []
        for match in first.matches(of: /\bid="([^"]+)"|"#([^"]+)"|url\(#([^)]+)\)/) {
            if let name = match.output.1 { names.append(name) }
            if let name = match.output.2 ?? match.output.3 { #expect(names.contains(name)) }
        }
        #expect(names.count >= 6 && Set(names).count == names.count && names.contains("image0"))
        // Pixels larger than a point keep sharp edges; smaller ones are for the viewer to average.
        #expect(first.matches(of: /image-rendering:pixelated/).count == 2)
        #expect(try !figure(side: 1).contains("pixelated"))
    }

    @Test("an image of few colours goes into an SVG file with a table of them, pixel by pixel the same")
    func imagesHaveColorTables() throws {
        let few = Raster(rows: 16, columns: 16, pixels: (0..<256).map { UInt32($0 * 0x010203 & 0xffffff) })
        #expect(Set(few.pixels).count == 256)
        let file = try #require(try PNG.encodeIndexed(few))
        // The type of colour in the header: 3 is a table.
        #expect(file[25] == 3)
        #expect(try Self.decode(file) == few.pixels)
        let many = Raster(rows: 1, columns: 257, pixels: (0..<257).map(UInt32.init))
        #expect(try PNG.encodeIndexed(many) == nil)
        for raster in [few, many] {
            let figure = try Figure(contentSize: Size(width: 40, height: 20), identity: Scenes.identity) { canvas in
                canvas.draw(raster, in: Rectangle(x: 0, y: 0, width: 20, height: 20))
            }
            let text = String(decoding: try figure.svg(), as: UTF8.self)
            let data = try #require(text.firstMatch(of: /data:image\/png;base64,([^"]*)"/)?.output.1)
            let embedded = Array(try #require(Data(base64Encoded: String(data))))
            #expect(try Self.decode(embedded) == raster.pixels && (embedded[25] == 3) == (raster.columns == 16))
        }
    }

    @Test func pngHoldsPixelsResolutionAndTexts() throws {
        let figure = try Self.figure()
        let file = try figure.png()
        let raster = try figure.raster()
        #expect(try Self.decode(file) == raster.pixels)
        #expect(raster.columns == 600)
        #expect(raster.pixels[30 * raster.columns + 30] == 0xd55e00)
        #expect(raster.pixels[30 * raster.columns + 80] == 0xffffff)

        let chunks = try Self.chunks(of: file)
        #expect(chunks.first?.type == "IHDR")
        #expect(chunks.last?.type == "IEND")
        // 2 pixels a point are 144 an inch, 5669 a metre.
        #expect(chunks.first { $0.type == "pHYs" }?.data == [0, 0, 0x16, 0x25, 0, 0, 0x16, 0x25, 1])
        let texts = chunks.filter { $0.type == "tEXt" }.map { String(decoding: $0.data, as: UTF8.self) }
        #expect(texts == ["Title\0Test figure", "Software\0proportions", "Runs\04f1c09aa 83b0e7d2"])
        let international = chunks.filter { $0.type == "iTXt" }.map { String(decoding: $0.data, as: UTF8.self) }
        #expect(international == ["Note\0\0\0\0\02θ in °"])
    }

    @Test(arguments: ["", " Runs", "Runs ", "two  spaces", "Läufe", String(repeating: "k", count: 80)])
    func badKeywordIsRefused(keyword: String) throws {
        let figure = try Self.figure(identity: FigureIdentity(title: "", details: [(keyword, "value")]))
        #expect(throws: ReportError.png("'\(keyword)' cannot be the keyword of a text")) { try figure.png() }
    }

    @Test func zeroByteInTextIsRefused() throws {
        let figure = try Self.figure(identity: FigureIdentity(title: "a\0b"))
        #expect(throws: ReportError.png("the text 'Title' holds a zero byte")) { try figure.png() }
    }

    @Test func tooLargeFigureIsRefused() throws {
        let figure = try Figure(contentSize: Size(width: 40_000, height: 10), identity: FigureIdentity(title: "")) {
            _ in
        }
        #expect { try figure.png() } throws: {
            ($0 as? ReportError)?.description.hasPrefix("drawing failed: ") == true
        }
    }

    @Test func errorWhileDrawingIsThrown() throws {
        let image = Raster(rows: 1, columns: 40_000, pixels: Array(repeating: 0, count: 40_000))
        let figure = try Figure(contentSize: Size(width: 100, height: 10), identity: FigureIdentity(title: "")) {
            $0.draw(image, in: Rectangle(x: 0, y: 0, width: 100, height: 10))
        }
        #expect(throws: ReportError.self) { try figure.png() }
        #expect(throws: ReportError.self) { try figure.pdf() }
    }

    @Test func linesBreakAtSpacesWhereTheirWidthEnds() throws {
        let lines = try Canvas.measure { canvas in
            let width = canvas.width(of: "two words", .footer) + 0.1
            return canvas.lines(of: "two words and\u{a0}a longerthanoneline end", width: width, .footer)
        }
        #expect(lines == ["two words", "and\u{a0}a", "longerthanoneline", "end"])
    }

    @Test func footerMakesRoomForItsLines() throws {
        let short = try Self.figure(identity: FigureIdentity(title: "", footer: ["one"]))
        let long = try Self.figure(
            identity: FigureIdentity(
                title: "", footer: [Array(repeating: "83b0e7d2", count: 40).joined(separator: " ")]))
        #expect(try Self.figure(identity: FigureIdentity(title: "")).size.height == 40)
        #expect(short.size.height == 52)
        #expect(long.size.height >= 76)
    }

    @Test func writesAllFilesWhole() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "figure-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let figure = try Self.figure()
        try figure.write(name: "small", into: folder)
        try figure.write(name: "small", into: folder)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == [
                "small.pdf", "small.png", "small.svg",
            ])
        #expect(try Array(Data(contentsOf: folder.appending(path: "small.png"))) == figure.png())
        #expect(try Array(Data(contentsOf: folder.appending(path: "small.pdf"))) == figure.pdf())
        #expect(try Array(Data(contentsOf: folder.appending(path: "small.svg"))) == figure.svg())
        // A file where a folder should be.
        #expect(throws: (any Error).self) { try figure.write(name: "small", into: folder.appending(path: "small.png")) }
    }
}
