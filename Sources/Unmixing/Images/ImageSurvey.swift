internal import NumericalMethods
internal import ScientificFormats

/// What is found when an image is gone through for the first time: which pixels are there, and their spectra if they take
/// little memory.
struct ImageSurvey {
    let window: ImageWindow
    let raster: PixelRaster
    /// The spectra of the pixels that have one; nothing where they take too much memory.
    let spectra: Matrix<Float>?
    /// What was left out, and what looks like a border that was not, in words.
    let remarks: [String]

    /// Goes through a window of an image.
    ///
    /// - Throws: `FormatError` where a value is infinite, and where no pixel is left.
    init(of source: ImageSource, window: ImageWindow, mask: PixelMask?, keptBytes: Int) throws {
        let size = ImageSize(rows: window.rows, columns: window.columns)
        let isKept = size.pixels <= keptBytes / (source.bands * 4)
        var (isPresent, spectra) = ([Bool](), [Float]())
        isPresent.reserveCapacity(size.pixels)
        if isKept { spectra.reserveCapacity(size.pixels * source.bands) }
        let wanted = mask?.within(window)
        var zeros = 0
        try source.forEachStrip(in: window) { strip, first in
            if let found = strip.infiniteValue() {
                let pixel = source.size.pixel(
                    row: window.row + (first + found.pixel) / size.columns,
                    column: window.column + (first + found.pixel) % size.columns)
                throw FormatError(
                    file: source.path, place: source.place,
                    reason: "\(found.value) in band \(found.band) of the \(source.size.describe(pixel: pixel))")
            }
            zeros += (0..<strip.spectra.rows).count { (wanted?[first + $0] ?? true) && strip.isZero($0) }
            isPresent += strip.isPresent ?? [Bool](repeating: true, count: strip.spectra.rows)
            if isKept { spectra += strip.spectra.elements }
        }
        let there = PixelRaster(size: size, isPresent: isPresent)
        guard there.presentCount > 0 else {
            throw FormatError(
                file: source.path, place: source.place,
                reason: "not one pixel has all of its values\(try source.emptyBands(in: window))")
        }
        var remarks: [String] = []
        if there.hasMissing {
            remarks.append(
                "\(size.pixels - there.presentCount) of \(size.pixels) pixels left out, as values are missing")
        }
        if let mask, let wanted {
            for (pixel, isWanted) in wanted.enumerated() where !isWanted { isPresent[pixel] = false }
            raster = PixelRaster(size: size, isPresent: isPresent)
            guard raster.presentCount > 0 else {
                throw FormatError(file: mask.path, reason: "the mask leaves no pixel of \(source.path)")
            }
            remarks.append("\(there.presentCount - raster.presentCount) pixels left out by \(mask.path)")
        } else {
            raster = there
        }
        if zeros > 0 {
            remarks.append(
                "\(zeros) of \(raster.presentCount) pixels are zero in all bands and count as data; if they are none, "
                    + "\(source.cureOfZeros)")
        }
        self.window = window
        self.remarks = remarks
        let all = isKept ? Matrix(rows: size.pixels, columns: source.bands, elements: spectra) : nil
        let present = raster.presentPixels()
        self.spectra = all.map { all in present.map { all.selectingRows($0) } ?? all }
    }
}
