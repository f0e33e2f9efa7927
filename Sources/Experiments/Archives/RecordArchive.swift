internal import Foundation
internal import ScientificFormats

/// Records with their files in one zip archive, to be carried from one machine to another.
///
/// Its entries lie as they do below the folder of results, `EXPERIMENT/EDITION/METHOD/run-N/FILE` and
/// `EXPERIMENT/EDITION/dataset/FILE`. The entry `manifest.json` names each of them with its SHA-256.
package struct RecordArchive {
    /// What an archive says of its entries.
    struct Manifest: Codable {
        static let currentFormat = 1
        static let entry = "manifest.json"

        /// The version of the archive's format.
        var format = currentFormat
        /// The SHA-256 of every other entry, by its name.
        let files: [String: String]
    }

    /// A folder below that of the results: that of a run, or that of a dataset's facts.
    struct Folder: Hashable {
        let experiment: String
        let edition: String
        /// The method and the run; nothing for a dataset's facts.
        let run: Run?

        struct Run: Hashable {
            let method: String
            let number: Int
        }

        /// The path below the folder of results.
        var path: String {
            "\(experiment)/\(edition)/" + (run.map { "\($0.method)/run-\($0.number)" } ?? "dataset")
        }

        /// The run's place, where it is the folder of a run.
        var place: RunPlace? {
            run.map { RunPlace(experiment: experiment, edition: edition, method: $0.method, run: $0.number) }
        }
    }

    /// The archive.
    let path: String

    /// Names an archive.
    package init(path: String) { self.path = path }
}
