internal import ScientificFormats

/// What an image file says beside its values.
struct ImageDescription {
    /// The wavelength of each band of the image.
    var wavelengths: [Double]?
    var wavelengthUnits: String?
    /// Whether each band of the file is good.
    var goodBands: [Bool]?
    /// Where the whole image lies on Earth.
    var place = MapPlace()
    /// The value that marks missing numbers.
    var ignoredValue: Double?
    /// Whether values are scaled as they are read.
    var wereScaled = false
    var remarks: [String] = []
}
