/// A TIFF file of one image, little-endian: all of it but the image's own bytes, which stand behind the first few.
struct TIFFBuilder {
    /// What a field of the directory says, by its number; the last ones are those of GeoTIFF and of GDAL.
    enum Tag: UInt16 {
        case imageWidth = 256
        case imageLength = 257
        case bitsPerSample = 258
        case compression = 259
        case photometricInterpretation = 262
        case stripOffsets = 273
        case samplesPerPixel = 277
        case rowsPerStrip = 278
        case stripByteCounts = 279
        case planarConfiguration = 284
        case extraSamples = 338
        case sampleFormat = 339
        case modelPixelScale = 33550
        case modelTiepoint = 33922
        case modelTransformation = 34264
        case geoKeyDirectory = 34735
        case geoAsciiParams = 34737
        case gdalMetadata = 42112
        case gdalNoData = 42113
    }

    private struct Field {
        let type: UInt16
        let count: Int
        let data: [UInt8]
    }

    /// Whether offsets have eight bytes, as in a BigTIFF, and not four.
    private let isBig: Bool
    /// Where the bytes of the image begin.
    let imageStart: Int
    /// Where what follows them begins, which is even.
    private let tailStart: Int
    private var tail: [UInt8] = []
    private var fields: [UInt16: Field] = [:]

    /// Begins a file whose image takes so many bytes.
    init(isBig: Bool, imageBytes: Int) {
        self.isBig = isBig
        imageStart = isBig ? 16 : 8
        tailStart = imageStart + imageBytes + imageBytes % 2
    }

    /// Appends bytes behind the image, at an even offset, which is returned.
    private mutating func append(_ data: [UInt8]) -> Int {
        if !tail.count.isMultiple(of: 2) { tail.append(0) }
        defer { tail += data }
        return tailStart + tail.count
    }

    mutating func add(_ tag: Tag, shorts: [Int]) {
        fields[tag.rawValue] = Field(
            type: 3, count: shorts.count, data: littleEndianBytes(of: shorts) { UInt16($0) })
    }

    mutating func add(_ tag: Tag, longs: [Int]) {
        fields[tag.rawValue] = Field(type: 4, count: longs.count, data: littleEndianBytes(of: longs) { UInt32($0) })
    }

    /// Adds numbers of four bytes, or of eight in a BigTIFF.
    mutating func add(_ tag: Tag, offsets: [Int]) {
        guard isBig else { return add(tag, longs: offsets) }
        fields[tag.rawValue] = Field(
            type: 16, count: offsets.count, data: littleEndianBytes(of: offsets) { UInt64($0) })
    }

    mutating func add(_ tag: Tag, doubles: [Double]) {
        fields[tag.rawValue] = Field(
            type: 12, count: doubles.count, data: littleEndianBytes(of: doubles) { $0.bitPattern })
    }

    /// Adds a text, and the zero behind it.
    mutating func add(_ tag: Tag, text: String) {
        let data = Array(text.utf8) + [0]
        fields[tag.rawValue] = Field(type: 2, count: data.count, data: data)
    }

    /// Appends the directory of the fields, in the order of their numbers.
    ///
    /// - Returns: The bytes before and behind the image, and where they stand.
    consuming func finished() -> [(start: Int, bytes: [UInt8])] {
        var entries: [UInt8] = []
        for (tag, field) in fields.sorted(by: { $0.key < $1.key }) {
            entries += littleEndianBytes(of: [tag, field.type]) { $0 } + word(field.count)
            let room = isBig ? 8 : 4
            if field.data.count <= room {
                entries += field.data + [UInt8](repeating: 0, count: room - field.data.count)
            } else {
                entries += word(append(field.data))
            }
        }
        let count = isBig ? word(fields.count) : littleEndianBytes(of: [UInt16(fields.count)]) { $0 }
        let directory = append(count + entries + word(0))
        let head: [UInt8] = isBig ? [0x49, 0x49, 43, 0, 8, 0, 0, 0] : [0x49, 0x49, 42, 0]
        return [(0, head + word(directory)), (tailStart, tail)]
    }

    private func word(_ value: Int) -> [UInt8] {
        isBig ? littleEndianBytes(of: [UInt64(value)]) { $0 } : littleEndianBytes(of: [UInt32(value)]) { $0 }
    }
}
