internal import Foundation
internal import ScientificFormats

extension RecordArchive {
    /// What came of an import.
    package struct Imported {
        /// The number of records that were not there before.
        package var added = 0
        /// The number of records that were there already, with the same bytes.
        package var kept = 0
        /// The number of records that took the place of others.
        package var replaced = 0
        /// What was left as it is, and why.
        package var refused: [String] = []
    }

    /// The largest file that is accepted, in bytes.
    static let largestFile = 1 << 30
    /// The largest manifest that is accepted, in bytes: that of some hundred thousand records.
    static let largestManifest = 1 << 26

    /// Puts the records of the archive among results: each of them whole or not at all.
    ///
    /// A record that is there with other bytes is left as it is, unless it is to be replaced.
    ///
    /// - Parameters:
    ///   - store: The results.
    ///   - replaces: Whether other records are replaced.
    /// - Returns: What came of it.
    /// - Throws: `FormatError` where the file is no such archive, or names what cannot be a file of results; nothing is written
    ///   then.
    package func read(into store: ResultsStore, replaces: Bool) throws -> Imported {
        let archive = try ZipArchive(path: path)
        let manifest = try manifest(of: archive)
        let folders = try folders(of: manifest)
        var imported = Imported()
        for (folder, names) in folders {
            do {
                let files = try names.map { name in
                    (name: name, bytes: try contents(of: folder.path + "/" + name, in: archive, manifest))
                }
                try put(files, into: folder, of: store, replaces: replaces, counting: &imported)
            } catch {
                imported.refused.append("\(folder.path): \(Wording(of: error))")
            }
        }
        return imported
    }

    private func manifest(of archive: ZipArchive) throws -> Manifest {
        let bytes = try archive.contents(of: Manifest.entry, limit: Self.largestManifest)
        guard let manifest = try? JSONDecoder().decode(Manifest.self, from: Data(bytes)) else {
            throw FormatError(
                file: path, place: "entry '\(Manifest.entry)'", reason: "is none that 'results export' wrote")
        }
        guard manifest.format == Manifest.currentFormat else {
            throw FormatError(
                file: path, place: "entry '\(Manifest.entry)', format",
                reason: "version \(manifest.format), not \(Manifest.currentFormat); use the program that wrote it")
        }
        return manifest
    }

    /// The folders that the entries lie in, with the names of their files, in the order of their paths.
    private func folders(of manifest: Manifest) throws -> [(Folder, [String])] {
        var folders: [Folder: [String]] = [:]
        for name in manifest.files.keys {
            let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            guard let folder = Folder(parts: parts), let file = parts.last else {
                throw FormatError(file: path, place: "entry '\(name)'", reason: "is no file of results")
            }
            folders[folder, default: []].append(file)
        }
        // The facts of a dataset come last, when the records that name them are there.
        return folders.map { ($0.key, $0.value.sorted()) }.sorted { first, second in
            first.0.run != nil && second.0.run == nil
                || (first.0.run == nil) == (second.0.run == nil) && first.0.path < second.0.path
        }
    }

    private func contents(of name: String, in archive: ZipArchive, _ manifest: Manifest) throws -> [UInt8] {
        let bytes = try archive.contents(of: name, limit: Self.largestFile)
        guard ContentDigest.sha256(bytes) == manifest.files[name] else {
            throw FormatError(file: path, place: "entry '\(name)'", reason: "is not what the manifest says it is")
        }
        return bytes
    }

    private func put(
        _ files: [(name: String, bytes: [UInt8])], into folder: Folder, of store: ResultsStore, replaces: Bool,
        counting imported: inout Imported
    ) throws {
        let target = store.root + "/" + folder.path
        let isThere = FileManager.default.fileExists(atPath: target)
        let isSame = files.allSatisfy { (try? FileBytes.read(path: target + "/" + $0.name)) == $0.bytes }
        if isThere && isSame {
            imported.kept += folder.run == nil ? 0 : 1
            return
        }
        guard !isThere || replaces else {
            throw FormatError(
                file: target, reason: "is there, and differs; --replace puts that of the archive in its place")
        }
        if let place = folder.place {
            try check(files, at: place)
        } else {
            try checkFacts(files, of: folder, in: store)
        }
        try AtomicFolder.write(target, files: files)
        guard folder.run != nil else { return }
        if isThere { imported.replaced += 1 } else { imported.added += 1 }
    }

    /// Requires that files are a record with what belongs to it.
    private func check(_ files: [(name: String, bytes: [UInt8])], at place: RunPlace) throws {
        let entry = place.path + "/" + ResultsStore.recordFile
        guard let bytes = files.first(where: { $0.name == ResultsStore.recordFile })?.bytes else {
            throw FormatError(file: path, place: "entry '\(entry)'", reason: "is missing")
        }
        let record = try ResultsStore.record(from: bytes, path: "\(path), entry '\(entry)'", place: place)
        let digests = Dictionary(record.artifacts.map { ($0.file, $0.sha256) }) { first, _ in first }
        for (name, bytes) in files where name != ResultsStore.recordFile {
            guard digests[name] == ContentDigest.sha256(bytes) else {
                throw FormatError(
                    file: path, place: "entry '\(place.path)/\(name)'", reason: "is none that the record names")
            }
        }
    }
}

extension RecordArchive {
    /// Requires that files are the facts of a dataset with what belongs to them: those that the records say that are in
    /// their place by now.
    private func checkFacts(
        _ files: [(name: String, bytes: [UInt8])], of folder: Folder, in store: ResultsStore
    ) throws {
        let entry = folder.path + "/" + DatasetFacts.factsFile
        guard let bytes = files.first(where: { $0.name == DatasetFacts.factsFile })?.bytes else {
            throw FormatError(file: path, place: "entry '\(entry)'", reason: "is missing")
        }
        let facts = try ResultsStore.decode(DatasetFacts.self, from: bytes, path: "\(path), entry '\(entry)'")
        try facts.check(
            against: store.records(experiment: folder.experiment, edition: folder.edition).records,
            folder: "\(path), entry '\(folder.path)'")
        for (name, bytes) in files where !facts.knows(name, sha256: ContentDigest.sha256(bytes)) {
            throw FormatError(
                file: path, place: "entry '\(folder.path)/\(name)'", reason: "is none that the facts beside it name")
        }
    }
}

extension RecordArchive.Folder {
    /// The folder of a file, from the parts of its path; nothing where no file of results has such a path.
    fileprivate init?(parts: [String]) {
        let isPlain = parts.allSatisfy { part in
            !part.isEmpty && !part.hasPrefix(".") && part.utf8.allSatisfy { $0 > 0x20 && $0 != 0x5C && $0 != 0x7F }
        }
        guard isPlain, parts.count == 4 || parts.count == 5 else { return nil }
        (experiment, edition) = (parts[0], parts[1])
        if parts.count == 4 {
            guard parts[2] == "dataset" else { return nil }
            run = nil
        } else {
            guard let number = RunPlace.run(ofFolder: parts[3]) else { return nil }
            run = Run(method: parts[2], number: number)
        }
    }
}
