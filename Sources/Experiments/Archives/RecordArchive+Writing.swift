internal import Foundation
internal import ScientificFormats

extension RecordArchive {
    /// What was written.
    package struct Written {
        /// The number of records.
        package var records = 0
        /// What is not as it was stored and is left out, records with their files and facts of datasets, and why.
        package var damaged: [String] = []
        /// The number of files that records name and that are not there, such as those that are kept out of history.
        package var absentFiles = 0
    }

    /// Writes the records of experiments, with the files that are there, and the facts of their datasets.
    ///
    /// A record goes with its files or not at all, and so do the facts of a dataset.
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
                files += entries(of: record, folder: store.path(of: record, edition: edition), in: store, &written)
            }
            let facts = store.datasetFolder(experiment: experiment, edition: edition)
            do {
                files += try factFiles(folder: facts, of: records).map { entry(facts + "/" + $0, in: store) }
            } catch {
                written.damaged.append("\(experiment)/\(edition)/dataset: \(Wording(of: error))")
            }
        }
        let digests = try files.map { ($0.name, try ContentDigest.sha256(ofFile: $0.path)) }
        let manifest = Manifest(files: Dictionary(digests) { first, _ in first })
        let contents: [(name: String, contents: ZipArchive.Contents)] = files.map { ($0.name, .file($0.path)) }
        try ZipArchive.write(
            [(name: Manifest.entry, contents: .bytes(try ResultsStore.encode(manifest)))] + contents, path: path)
        return written
    }

    /// A record and the files that it names, as far as they are there; nothing where one was altered.
    private func entries(
        of record: RunRecord, folder: String, in store: ResultsStore, _ written: inout Written
    ) -> [(name: String, path: String)] {
        var (files, absent) = ([ResultsStore.recordFile], 0)
        for artifact in record.artifacts {
            switch artifact.fault(in: folder) {
            case nil: files.append(artifact.file)
            case .absent?: absent += 1
            case .altered?:
                written.damaged.append(
                    "\(entry(folder, in: store).name): its \(artifact.file) is not the one it was stored with")
                return []
            }
        }
        written.absentFiles += absent
        written.records += 1
        return files.map { entry(folder + "/" + $0, in: store) }
    }

    /// The names of the facts of a dataset and of the files that belong to them.
    ///
    /// - Throws: A `FormatError` that names the file that is not as it was stored.
    private func factFiles(folder: String, of records: [RunRecord]) throws -> [String] {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
            .filter { !$0.hasPrefix(".") }.sorted()
        guard !names.isEmpty else { return [] }
        let facts = try DatasetFacts.read(folder: folder)
        try facts.check(against: records, folder: folder)
        for name in names {
            let path = folder + "/" + name
            guard facts.knows(name, sha256: try ContentDigest.sha256(ofFile: path)) else {
                throw FormatError(file: path, reason: "is not the one that it was stored as")
            }
        }
        return names
    }

    /// A file below the folder of results, by its name there.
    private func entry(_ path: String, in store: ResultsStore) -> (name: String, path: String) {
        (name: String(path.dropFirst(store.root.count + 1)), path: path)
    }
}
