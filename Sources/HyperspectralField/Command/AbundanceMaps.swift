internal import NumericalMethods
internal import ScientificFormats
internal import Unmixing

/// Numbers for each pixel of an image, written as images are: with its place on Earth, and missing where it is missing.
struct AbundanceMaps {
    /// The image.
    let file: ImageFile
    /// The name of each number.
    let names: [String]
    /// Pixels x numbers; NaN where a pixel is missing.
    let values: Matrix<Double>

    private var size: ImageSize { file.image.size }

    /// The maps, a band for each number.
    ///
    /// Missing pixels have the value that marks missing numbers in the image's file, unless it has none or a number has
    /// that value as well; then they are NaN.
    func image() -> ENVIImage {
        var description = ENVIDescription()
        description.bandNames = names.map(Self.harmless)
        description.place = file.place
        var numbers = values.elements.map(Float.init)
        if file.image.presentPixels != nil {
            let ignored = file.ignoredValue.map { Float($0) } ?? .nan
            let isFree = ignored.isFinite && !numbers.contains(ignored)
            description.ignoredValue = isFree ? Double(ignored) : .nan
            if isFree { numbers = numbers.map { $0.isNaN ? ignored : $0 } }
        }
        return ENVIImage(
            rows: size.rows, columns: size.columns, bands: values.columns, values: numbers, description: description)
    }

    /// Writes `NAME.hdr` and `NAME.img`, and where it is wanted `NAME.tif`.
    func write(_ name: String, into folder: String, asGeoTIFF: Bool = false) throws {
        let image = image()
        try image.write(headerPath: folder + "/\(name).hdr")
        if asGeoTIFF { try GeoTIFF.write(image, path: folder + "/\(name).tif") }
    }

    /// Writes `NAME.npy`, rows x columns x numbers.
    func writeArray(_ name: String, into folder: String) throws {
        try FileBytes.write(
            NPYFile.encode(values.elements, shape: [size.rows, size.columns, values.columns]),
            path: folder + "/\(name).npy")
    }

    /// The map of one number, rows x columns.
    func map(_ index: Int) -> Matrix<Double> {
        Matrix(rows: size.rows, columns: size.columns, elements: (0..<size.pixels).map { values[$0, index] })
    }

    /// A name without what ENVI gives a meaning of its own.
    private static func harmless(_ name: String) -> String {
        String(name.map { $0.isNewline || "{},".contains($0) ? "_" : $0 })
    }
}
