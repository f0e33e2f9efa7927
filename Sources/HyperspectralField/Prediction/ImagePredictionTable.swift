internal import Commands
internal import ProportionInference
internal import ScientificFormats
internal import Unmixing

/// A table with a row for each pixel that has a spectrum; rows and columns are counted from 0 in the whole image.
struct ImagePredictionTable {
    /// So many pixels have rows; those of larger images are in the maps only.
    static let largest = 20_000

    /// The rows so far, with their header.
    private(set) var text: String
    private let pixels: [Int]
    private let columns: Int
    private let start: (row: Int, column: Int)
    private let limits: SpectrumDistance?
    private var next = 0

    /// Begins a table.
    init(_ job: ImagePredictionJob) {
        let raster = job.file.raster
        pixels = raster.presentPixels() ?? Array(0..<raster.size.pixels)
        columns = raster.size.columns
        start = (job.file.window?.row ?? 0, job.file.window?.column ?? 0)
        limits = job.range?.limits
        text = CSV.line(
            ["row", "column"] + job.classes.flatMap { [$0, $0 + "_spread"] }
                + (job.calibration == nil ? [] : ProportionSet.columns(job.classes))
                + (limits == nil ? [] : ["verdict", "reasons"]))
    }

    /// Adds the next pixels.
    mutating func append(_ predicted: PredictedPixels) {
        for index in 0..<predicted.count {
            let pixel = pixels[next]
            var cells = ["\(pixel / columns + start.row)", "\(pixel % columns + start.column)"]
            cells += zip(predicted.proportions.mean.row(index), predicted.proportions.spread.row(index))
                .flatMap { ["\($0)", "\($1)"] }
            if !predicted.sets.isEmpty { cells += predicted.sets[index].cells() }
            if let limits {
                let verdict = RangeVerdict(predicted.distances[index], limits: limits)
                cells += [verdict.grade.rawValue, verdict.why]
            }
            text += CSV.line(cells)
            next += 1
        }
    }
}
