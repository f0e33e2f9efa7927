import DataCatalogue
import Experiments
import Foundation
import PowderDiffraction
import Reports
import ScientificFormats
import Unmixing

/// A reader under a name, and what it is given.
struct ReaderTarget: Sendable {
    let name: String
    /// The name of its file, below a folder of its own.
    let file: String
    /// Puts beside the file what the reader wants to find there.
    var prepare: @Sendable (_ folder: String) throws -> Void = { _ in }
    /// Reads the file, and all that it holds.
    let read: @Sendable (_ path: String) throws -> Void

    static let all = patterns + arrays + images + declarations + records
}

extension ReaderTarget {
    /// Powder patterns: every format that is read, by an ending of its own.
    private static let patterns = [
        "xrdml", "brml", "raw", "uxd", "rasx", "ras", "asc", "mdi", "nxs", "fxye", "xdd", "xy", "csv",
    ].map { ending in
        ReaderTarget(name: ending, file: "pattern.\(ending)") { _ = try PowderScan.read(path: $0) }
    }

    private static let arrays = [
        ReaderTarget(name: "npy", file: "array.npy") { path in
            _ = try NPYFile.read(path: path)
            let rows = try NPYRows(path: path)
            _ = try rows.values(0..<rows.count)
        },
        ReaderTarget(name: "safetensors", file: "tensors.safetensors") { _ = try SafetensorsFile.read(path: $0) },
        ReaderTarget(name: "zip", file: "archive.zip") { path in
            let archive = try ZipArchive(path: path)
            for name in archive.entryNames { _ = try archive.contents(of: name, limit: 1 << 20) }
        },
        ReaderTarget(name: "mat", file: "variables.mat") { path in
            let file = try MatFile(path: path)
            for name in file.variableNames {
                // A variable of another kind is refused, which must not keep the next one from being read.
                _ = try? file.numbers(name, as: Double.self)
                _ = try? file.strings(name)
                _ = try? file.integer(name)
            }
            _ = try ImageFile(path: path).image()
        },
    ]

    private static let images = [
        ReaderTarget(
            name: "envi", file: "image.hdr",
            prepare: { try Data(repeating: 1, count: 4096).write(to: URL(filePath: $0 + "/image.img")) },
            read: { path in
                _ = try ENVIImage(headerPath: path)
                _ = try ImageFile(path: path).image()
            }),
        ReaderTarget(name: "hdf5", file: "image.nc") { path in
            _ = try HDF5Image(path: path).values()
            _ = try ImageFile(path: path).image()
        },
        ReaderTarget(name: "spectra", file: "endmembers.csv") { _ = try NamedSpectra.read(path: $0) },
        ReaderTarget(name: "mask", file: "mask.npy") { _ = try PixelMask(path: $0) },
    ]

    private static let declarations = [
        ReaderTarget(name: "cif", file: "phase.cif") { path in
            for block in try CIFFile(path: path).blocks {
                _ = try? CrystalStructure.read(cif: path, block: block.name)
            }
            _ = try CrystalStructure.read(cif: path)
        },
        ReaderTarget(name: "structures", file: "phases.yaml") { _ = try CrystalStructure.read(yaml: $0) },
        ReaderTarget(name: "spec", file: "experiment.yaml") { path in
            _ = try ExperimentSpec.read(path: path, catalogues: KnownCatalogues.all)
        },
        ReaderTarget(name: "catalogue", file: "datasets.yaml") { _ = try DataCatalogue.read(path: $0) },
        ReaderTarget(name: "published", file: "table2.csv") { path in
            _ = try PublishedTable(contentsOf: URL(filePath: path))
        },
        ReaderTarget(name: "claims", file: "claims.yaml") { _ = try PaperClaims(contentsOfFile: $0) },
    ]

    private static let records = [
        ReaderTarget(name: "record", file: "results/jasper-ridge/paper/mse/run-1/record.json") { path in
            let root = path.components(separatedBy: "/jasper-ridge/")[0]
            let (_, damaged) = ResultsStore(root: root).records(experiment: "jasper-ridge", edition: "paper")
            for record in damaged where record.reason.contains("Error Domain=") { fatalError(record.reason) }
        },
        ReaderTarget(name: "facts", file: "dataset/dataset.json") { path in
            _ = try DatasetFacts.read(folder: (path as NSString).deletingLastPathComponent)
        },
        ReaderTarget(name: "history", file: "history.csv") { _ = try HistoryFile.read(path: $0) },
    ]
}
