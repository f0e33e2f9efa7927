internal import NumericalMethods
internal import ProportionInference
internal import Unmixing

/// What networks say of an image: its maps stand in files as soon as they are known, so that memory need not hold them.
final class PredictedImage {
    /// The maps.
    let maps: [(kind: PredictedMaps, maps: PixelMaps)]
    /// Rows of a table, where the image is not too large for one.
    private(set) var table: ImagePredictionTable?
    /// How much of it is to be believed; nothing where pixels are not checked.
    private(set) var check: PixelCheck?
    /// The mean length of the interval of each class; none where there are no sets.
    var meanWidths: [Double] { widths.map { $0 / Double(max(count, 1)) } }
    private var widths: [Double]
    private var count = 0

    /// Makes the files.
    ///
    /// - Parameters:
    ///   - job: What is to be inferred.
    ///   - folder: Where the files are; those of abundances alone are results.
    /// - Throws: `FormatError` where they cannot be written.
    init(_ job: ImagePredictionJob, in folder: String) throws {
        let (file, classes) = (job.file, job.classes)
        maps = try job.kinds.map { kind in
            let bands = kind.bands(classes)
            return (
                kind,
                PixelMaps(
                    names: bands,
                    store: try PixelStore(path: folder + "/\(kind.rawValue).npy", of: file, width: bands.count),
                    place: file.place)
            )
        }
        table = job.hasTable ? ImagePredictionTable(job) : nil
        check = job.range.map { PixelCheck($0) }
        widths = job.calibration.map { $0.floors.map { _ in 0 } } ?? []
    }

    /// The mean abundance of each class.
    func means() -> [Double] { maps.first { $0.kind == .abundances }?.maps.store.means() ?? [] }

    /// Adds the next pixels that have a spectrum.
    ///
    /// - Throws: `FormatError` where they cannot be written.
    func append(_ pixels: PredictedPixels) throws {
        for (kind, maps) in maps { try maps.store.append(kind.numbers(of: pixels)) }
        table?.append(pixels)
        check?.add(pixels)
        for set in pixels.sets {
            for index in widths.indices { widths[index] += set.members[index].width }
        }
        count += pixels.count
    }
}
