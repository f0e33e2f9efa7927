internal import ScientificFormats

/// What was read of an image file, or of a window of it.
struct ImageContents {
    let image: HyperspectralImage
    /// The wavelength of each band of the image.
    var wavelengths: [Double]?
    var wavelengthUnits: String?
    /// Whether each band of the file is good.
    var goodBands: [Bool]?
    /// Where what was read lies on Earth.
    var place = MapPlace()
    /// The value that marks missing numbers.
    var ignoredValue: Double?
    var remarks: [String] = []
}
