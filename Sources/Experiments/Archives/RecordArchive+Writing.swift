internal import Foundation
internal import ScientificFormats

extension RecordArchive {
    /// What was written.
    package struct Written {
        /// The number of records.
        package var records = 0
        /// The records that cannot stand for their runs, which are left out, and why.
        package var damaged: [String] = []
        /// The number of files that records name and that are not there, such as those that are kept out of history.
        package var absentFiles = 0
    }

    /// Writes the records of experiments, with the files that are there, and the facts of their datasets.
    ///
    /// - Parameters:
    ///   - editions: The experiments with the names of the editions that are meant.
    ///   - store: The results.
    /// - Returns: What was written.
    /// - Throws: `FormatError` where a file cannot be read, `StorageError` where the archive cannot be written.
    package func write(_ editions: [(experiment: String, edition: String)], of store: ResultsStore) throws -> Written {
        var (written, files) = (Written(), [(name: String, path: String)]())
        for (experiment, edition) in editions {
            let (records, damaged) = store.records(experiment: experiment, edition: edition)
            written.damaged += damaged.map { "\(experiment)/\(edition)/\($0.method)/\($0.folder): \($0.reason)" }
            for record in records {
                let folder = store.path(of: record, edition: edition)
                files.append(entry(folder + "/" + ResultsStore.recordFile, in: store))
                for artifact in record.artifacts {
                    let path = folder + "/" + artifact.file
                    guard FileManager.default.fileExists(atPath: path) else {
                        written.absentFiles += 1
                        continue
                    }
                    files.append(entry(path, in: store))
                }
            }
            written.records += records.count
            let facts = store.datasetFolder(experiment: experiment, edition: edition)
            let names = (try? FileManager.default.contentsOfDirectory(atPath: facts)) ?? []
            files += names.filter { !$0.hasPrefix(".") }.sorted().map { entry(facts + "/" + $0, in: store) }
        }
        let digests = try files.map { ($0.name, try ContentDigest.sha256(ofFile: $0.path)) }
        let manifest = Manifest(files: Dictionary(digests) { first, _ in first })
        let contents: [(name: String, contents: ZipArchive.Contents)] = files.map { ($0.name, .file($0.path)) }
        try ZipArchive.write(
            [(name: Manifest.entry, contents: .bytes(try ResultsStore.encode(manifest)))] + contents, path: path)
        return written
    }

    /// A file below the folder of results, by its name there.
    private func entry(_ path: String, in store: ResultsStore) -> (name: String, path: String) {
        (name: String(path.dropFirst(store.root.count + 1)), path: path)
    }
}
