internal import Foundation
internal import NumericalMethods
public import ScientificFormats

/// An image file of the user's own, of which nothing is known beforehand.
///
/// - `.hdr`: the header of an ENVI image, or the file of its numbers beside it.
/// - `.mat`: a MATLAB file with a variable `Y` or `V`, bands x pixels, beside `nRow` and `nCol` or `H` and `W`, as
///   ``SceneFiles`` has them; or with one array of rows x columns x bands under any name, or in a struct.
/// - `.nc`, `.h5`, `.he5`, `.hdf5`: an HDF5 or netCDF-4 file of EMIT, AVIRIS-3 or PRISMA, or an array that is named.
///
/// Pixels with a value that is missing are left out, and bad bands too. A file is gone through once when it is opened. Its
/// spectra stay in memory where they take little of it; those of a larger ENVI or HDF5 file are read again whenever they are
/// wanted. A MATLAB file is read whole.
public struct ImageFile: Sendable {
    /// Which pixels of the image, or of its part in the window, have a spectrum.
    public let raster: PixelRaster
    /// Their spectra.
    public let spectra: any SpectrumSource
    /// The wavelength of each band, where the file gives them.
    public let wavelengths: [Double]?
    /// The unit of the wavelengths, as the file words it.
    public let wavelengthUnits: String?
    /// Whether each band of the file is good; nothing where the file does not say so, and all are.
    public let goodBands: [Bool]?
    /// The part of the file's image that this is; nothing for all of it.
    public let window: ImageWindow?
    /// Where this part of the image lies on Earth.
    public let place: MapPlace
    /// The value that marks missing numbers in the file, where it names one.
    public let ignoredValue: Double?
    /// Whether values were scaled as they were read, as the file says.
    public let wereScaled: Bool
    /// What was done to the values and with which right, in words: bad bands, a scale, missing pixels.
    public let remarks: [String]

    /// The number of bands.
    public var bands: Int { spectra.bands }

    /// The positions of the bands, where their wavelengths are known.
    public var positions: BandPositions? {
        wavelengths.map { BandPositions(wavelengths: $0, unit: wavelengthUnits.flatMap { WavelengthUnit($0) }) }
    }

    /// How much memory an image may take.
    public struct Memory: Sendable {
        /// The number of bytes up to which spectra stay in memory.
        public var kept: Int
        /// The number of bytes of a block of spectra that do not; a block holds ``SpectrumBlocks/granule`` of them at least.
        public var block: Int

        /// Says how much memory an image may take.
        public init(kept: Int = 1 << 27, block: Int = 1 << 26) { (self.kept, self.block) = (kept, block) }
    }

    /// Reads an image.
    ///
    /// - Parameters:
    ///   - path: The file, or the header of an ENVI image.
    ///   - variable: The name of the variable in a MATLAB file, or the path of the array in an HDF5 file, where it is none
    ///     of those above.
    ///   - window: The part that is wanted; nothing for all.
    ///   - mask: The pixels of the whole image that are kept; nothing for all.
    ///   - memory: How much memory it may take.
    /// - Throws: `FormatError` where the file cannot be read, where it cannot be told what the image is, where a value is
    ///   infinite, and where no pixel is left.
    public init(
        path: String, variable: String? = nil, window: ImageWindow? = nil, mask: PixelMask? = nil,
        memory: Memory = Memory()
    ) throws {
        let source = try ImageSource(path: path, variable: variable)
        try mask?.check(source.size)
        if let window, !window.lies(inRows: source.size.rows, columns: source.size.columns) {
            throw FormatError(
                file: path, reason: "the image has \(source.size) pixels, and \(window) reaches beyond them")
        }
        let description = source.description()
        let survey = try ImageSurvey(
            of: source,
            window: window
                ?? ImageWindow(row: 0, column: 0, rows: source.size.rows, columns: source.size.columns),
            mask: mask, keptBytes: memory.kept)
        raster = survey.raster
        spectra =
            survey.spectra
            ?? StreamedSpectra(
                source: source, window: survey.window, raster: survey.raster,
                blockLength: SpectrumBlocks.length(bands: source.bands, bytes: memory.block))
        self.window = window
        wereScaled = description.wereScaled
        remarks = description.remarks + survey.remarks
        wavelengths = description.wavelengths
        wavelengthUnits = description.wavelengthUnits
        goodBands = description.goodBands
        place = window.map(description.place.within) ?? description.place
        ignoredValue = description.ignoredValue
    }

    /// The whole image in memory.
    ///
    /// - Throws: `FormatError` where it cannot be read.
    public func image() throws -> HyperspectralImage {
        HyperspectralImage(raster: raster, presentSpectra: try spectra.matrix())
    }

    /// The endings of HDF5 and netCDF-4 files.
    package static let hdf5Endings = ["nc", "nc4", "h5", "he5", "hdf5", "hdf"]
}
