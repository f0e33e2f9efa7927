internal import NumericalMethods
internal import ScientificFormats
internal import Unmixing

/// Numbers for each pixel of an image, written as images are: with its place on Earth, and missing where it is missing.
struct PixelMaps {
    /// The name of each number.
    let names: [String]
    let store: PixelStore
    /// Where the image lies on Earth.
    let place: MapPlace

    private var size: ImageSize { store.raster.size }

    /// Writes `NAME.hdr` and `NAME.img`, a band for each number, and where it is wanted `NAME.tif`.
    ///
    /// Missing pixels have the value that marks missing numbers in the image's file, unless it has none or a number has that
    /// value as well; then they are NaN.
    func write(_ name: String, into folder: String, asGeoTIFF: Bool = false) throws {
        let image = image()
        try image.write(headerPath: folder + "/\(name).hdr")
        if asGeoTIFF { try GeoTIFF.write(image, path: folder + "/\(name).tif") }
    }

    private func image() -> StreamedImage {
        let missing = store.freeIgnoredValue ?? .nan
        var description = ENVIDescription()
        description.bandNames = names.map(Self.harmless)
        description.place = place
        if store.raster.hasMissing { description.ignoredValue = Double(missing) }
        return StreamedImage(rows: size.rows, columns: size.columns, bands: store.width, description: description) {
            rows in
            try store.numbers(rows: rows).elements.map { $0.isNaN ? missing : Float($0) }
        }
    }

    /// The maps of some of the numbers, rows x columns, made small enough for a figure.
    func reduced(_ shown: [Int]) throws -> [Matrix<Double>] {
        var maps = shown.map { _ in MapReduction(rows: size.rows, columns: size.columns, count: shown.count) }
        let rowsAtOnce = max(1, (1 << 24) / (size.columns * store.width * 8))
        for first in stride(from: 0, to: size.rows, by: rowsAtOnce) {
            let numbers = try store.numbers(rows: first..<min(first + rowsAtOnce, size.rows))
            for (map, index) in shown.enumerated() {
                maps[map].add((0..<numbers.rows).lazy.map { numbers[$0, index] })
            }
        }
        return maps.map { $0.map() }
    }

    /// A name without what ENVI gives a meaning of its own.
    private static func harmless(_ name: String) -> String {
        String(name.map { $0.isNewline || "{},".contains($0) ? "_" : $0 })
    }
}
