import Foundation
import NumericalMethods
import ScientificFormats
import TestSupport
import Testing
import Unmixing

/// An image of three blocks, whose middle columns are missing here and there.
@Suite("Spectra of images larger than memory")
struct StreamedSpectraTests {
    private static let size = ImageSize(rows: 310, columns: 200)
    private static let bands = 6
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path + "/image.hdr"
        var stream = Seed(experiment: "streamed", base: 0).stream()
        let pure = (0..<4 * Self.bands).map { _ in 0.1 + stream.uniform() }
        var values: [Float] = []
        for pixel in 0..<Self.size.pixels {
            let shares = stream.dirichlet([0.5, 0.5, 0.5, 0.5])
            for band in 0..<Self.bands {
                let mixed = (0..<4).reduce(0) { $0 + shares[$1] * pure[$1 * Self.bands + band] }
                values.append(pixel % 977 == 5 ? -9999 : Float(mixed + 0.01 * stream.normal()))
            }
        }
        var description = ENVIDescription()
        description.ignoredValue = -9999
        try ENVIImage(
            rows: Self.size.rows, columns: Self.size.columns, bands: Self.bands, values: values,
            description: description
        ).write(headerPath: path)
    }

    /// The file read anew whenever it is gone through, and held in memory.
    private func files(
        window: ImageWindow? = nil, mask: PixelMask? = nil
    ) throws -> (streamed: ImageFile, kept: ImageFile) {
        (
            try ImageFile(path: path, window: window, mask: mask, memory: ImageFile.Memory(kept: 0, block: 0)),
            try ImageFile(path: path, window: window, mask: mask)
        )
    }

    @Test("blocks are of whole granules, and hold the spectra of an image in memory")
    func blocks() throws {
        let (streamed, kept) = try files()
        let whole = try #require(kept.spectra as? Matrix<Float>)
        #expect(streamed.raster == kept.raster && streamed.raster.presentCount == 62_000 - 64)
        for normalization in [FittedNormalization.unscaled, .dividing(by: 3), .unitLength] {
            let spectra = try streamed.spectra.normalized(by: normalization)
            var (elements, lengths) = ([Float](), [Int]())
            for _ in 0..<2 {
                (elements, lengths) = ([], [])
                try spectra.forEachBlock { block, first in
                    #expect(first * Self.bands == elements.count)
                    elements += block.elements
                    lengths.append(block.rows)
                }
            }
            #expect(lengths == [23_040, 23_040, 61_936 - 46_080])
            #expect(elements == normalization.apply(to: whole).elements)
        }
        #expect(try streamed.image().spectra == kept.image().spectra)
        #expect(
            try Normalization.divideByMaximum.fitted(toAllOf: streamed.spectra)
                == .dividing(by: Double(whole.elements.max() ?? 0)))
    }

    @Test("windows and masks leave the same pixels")
    func parts() throws {
        let mask = folder.path + "/mask.npy"
        let isKept = (0..<Self.size.pixels).map { UInt8($0 % 3 == 0 ? 0 : 1) }
        try FileBytes.write(NPYFile.encode(isKept, shape: [310, 200]), path: mask)
        let (streamed, kept) = try files(
            window: ImageWindow(row: 7, column: 20, rows: 300, columns: 150), mask: PixelMask(path: mask))
        #expect(try streamed.spectra.matrix() == kept.spectra.matrix() && streamed.raster == kept.raster)
        #expect(streamed.remarks == kept.remarks && streamed.remarks.count == 2)
        let missing = (0..<45_000).count { pixel in
            let place = (pixel / 150 + 7) * 200 + pixel % 150 + 20
            return place % 977 == 5 || place % 3 == 0
        }
        #expect(streamed.raster.presentCount == 45_000 - missing)
    }

    @Test("both searches find the same endmembers, and the scale of endmembers is the same")
    func endmembers() throws {
        let (streamed, kept) = try files()
        let (seed, spectra) = (Seed(experiment: "streamed", base: 1), try kept.spectra.matrix())
        for source in [EndmemberSource.simplexVolume, .vertexComponentAnalysis] {
            func found(_ spectra: some SpectrumSource) throws -> FoundEndmembers {
                try source.endmembers(of: spectra, classes: 4, given: nil, seed: seed)
            }
            let (one, other) = (try found(streamed.spectra), try found(spectra))
            #expect(one.spectra == other.spectra && one.pixels == other.pixels)
            let (scale, same) = (
                try EndmemberScale(fitting: one.spectra, to: streamed.spectra),
                try EndmemberScale(fitting: one.spectra, to: spectra)
            )
            #expect(scale == same && scale != nil)
        }
    }

    @Test("what stops a pass stops the reading, too")
    func stopped() throws {
        struct Enough: Error {}
        let spectra = try files().streamed.spectra
        for _ in 0..<20 {
            #expect(throws: Enough.self) { try spectra.forEachBlock { _, _ in throw Enough() } }
        }
        // A value that normalization makes infinite.
        #expect(throws: UnsuitableSpectra.self) {
            try spectra.normalized(by: .dividing(by: 1e-300)).forEachBlock { _, _ in }
        }
        try FileBytes.write([1, 2, 3], path: folder.path + "/image.img")
        #expect(throws: FormatError.self) { try spectra.forEachBlock { _, _ in } }
    }

    @Test("an infinite value is told by its place in the whole image")
    func infinite() throws {
        var values = [Float](repeating: 1, count: 5 * 4 * 2)
        values[(3 * 4 + 2) * 2 + 1] = .infinity
        let path = folder.path + "/infinite.hdr"
        try ENVIImage(rows: 5, columns: 4, bands: 2, values: values).write(headerPath: path)
        let error = #expect(throws: FormatError.self) {
            try ImageFile(path: path, window: ImageWindow(row: 1, column: 1, rows: 4, columns: 3))
        }
        #expect(error?.reason == "inf in band 1 of the pixel in row 3 and column 2")
    }
}
