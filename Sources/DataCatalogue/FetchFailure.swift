/// The files of a dataset that could not be fetched, with what to do about them.
public struct FetchFailure: Error, Equatable {
    /// One file that could not be fetched.
    public struct File: Sendable, Equatable {
        /// The file, as the catalogue declares it.
        public let file: DataFile
        /// What went wrong, a line each.
        public let reasons: [String]
        /// Where the file belongs.
        public let destination: String
    }

    /// The name of the dataset.
    public let dataset: String
    /// The files that could not be fetched; the others of the dataset were.
    public let files: [File]
    /// The page that publishes the dataset.
    public let homepage: String
    /// What to do on that page to get the files by hand.
    public let byHand: String
}

extension FetchFailure: CustomStringConvertible {
    /// What went wrong for each file, and how to get it by hand.
    public var description: String {
        var lines: [String] = []
        for file in files {
            lines.append("\(dataset): \(file.file.path) could not be fetched:")
            lines += file.reasons.map { "  \($0)" }
        }
        lines.append("To get it by hand: \(byHand)")
        lines.append("  page: \(homepage)")
        for file in files {
            lines += file.file.sources.map { "  address: \($0)" }
            if let member = file.file.member { lines.append("  inside the zip archive: \(member)") }
            lines.append("  put it at: \(file.destination)")
            if let blob = file.file.blob { lines.append("  its id by `git hash-object`: \(blob)") }
        }
        return lines.joined(separator: "\n")
    }
}
