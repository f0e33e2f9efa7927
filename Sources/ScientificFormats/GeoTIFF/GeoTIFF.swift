/// Writes images of 32-bit floats with their place on Earth as GeoTIFF.
///
/// Bands stand one after the other, uncompressed and little-endian; a file beyond 4 GiB is a BigTIFF. Names of bands and the
/// value of missing numbers are written in the way of GDAL. Formats: Adobe, *TIFF 6.0*; Open Geospatial Consortium,
/// *OGC GeoTIFF Standard 1.1* (19-008r4).
public enum GeoTIFF {
    /// Writes an image.
    ///
    /// - Parameters:
    ///   - image: The image; of its description, the names of bands, the ignored value and the place are written.
    ///   - path: The path of the file.
    /// - Throws: ``FormatError`` where the file cannot be written, or the image has more bands than TIFF can count.
    public static func write(_ image: ENVIImage, path: String) throws { try write(image.streamed, path: path) }

    /// Writes an image as it is made.
    ///
    /// - Parameters:
    ///   - image: The image; of its description, the names of bands, the ignored value and the place are written.
    ///   - path: The path of the file.
    /// - Throws: ``FormatError`` where the file cannot be written, or the image has more bands than TIFF can count.
    public static func write(_ image: StreamedImage, path: String) throws {
        guard image.bands <= UInt16.max else {
            throw FormatError(file: path, reason: "\(image.bands) bands, where TIFF counts to \(UInt16.max)")
        }
        let bandBytes = image.rows * image.columns * 4
        // Room for what is not numbers is estimated generously.
        let isBig = bandBytes * image.bands > Int(UInt32.max) - (1 << 20) - image.bands * 64
        var builder = TIFFBuilder(isBig: isBig, imageBytes: bandBytes * image.bands)
        addFields(of: image, to: &builder)
        let file = try WritableFile(path: path)
        try image.writeValues(to: file, at: builder.imageStart)
        for (start, bytes) in builder.finished() { try file.write(bytes[...], at: start) }
    }

    private static func addFields(of image: StreamedImage, to file: inout TIFFBuilder) {
        let bands = Array(0..<image.bands)
        let bandBytes = image.rows * image.columns * 4
        file.add(.imageWidth, longs: [image.columns])
        file.add(.imageLength, longs: [image.rows])
        file.add(.bitsPerSample, shorts: bands.map { _ in 32 })
        file.add(.compression, shorts: [1])
        file.add(.photometricInterpretation, shorts: [1])
        file.add(.stripOffsets, offsets: bands.map { file.imageStart + $0 * bandBytes })
        file.add(.samplesPerPixel, shorts: [image.bands])
        file.add(.rowsPerStrip, longs: [image.rows])
        file.add(.stripByteCounts, offsets: bands.map { _ in bandBytes })
        file.add(.planarConfiguration, shorts: [2])
        if image.bands > 1 { file.add(.extraSamples, shorts: bands.dropFirst().map { _ in 0 }) }
        file.add(.sampleFormat, shorts: bands.map { _ in 3 })
        add(image.description.place, to: &file)
        if let names = image.description.bandNames {
            let items = names.enumerated().map {
                "<Item name=\"DESCRIPTION\" sample=\"\($0.offset)\" role=\"description\">\(escaped($0.element))</Item>"
            }
            file.add(.gdalMetadata, text: "<GDALMetadata>\n" + items.joined(separator: "\n") + "\n</GDALMetadata>\n")
        }
        if let ignored = image.description.ignoredValue { file.add(.gdalNoData, text: "\(ignored)") }
    }

    private static func add(_ place: MapPlace, to file: inout TIFFBuilder) {
        guard let grid = place.grid else { return }
        let corner = grid.coordinates(column: 0, row: 0)
        if grid.rotation == 0 {
            file.add(.modelPixelScale, doubles: [grid.pixel.width, grid.pixel.height, 0])
            file.add(.modelTiepoint, doubles: [0, 0, 0, corner.x, corner.y, 0])
        } else {
            let (column, row) = grid.steps
            file.add(
                .modelTransformation,
                doubles: [
                    column.x, row.x, 0, corner.x, column.y, row.y, 0, corner.y, 0, 0, 0, 0, 0, 0, 0, 1,
                ])
        }
        let keys = GeoKeys(place.coordinateSystem)
        file.add(.geoKeyDirectory, shorts: keys.directory)
        if !keys.text.isEmpty { file.add(.geoAsciiParams, text: keys.text) }
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
