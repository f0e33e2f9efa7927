internal import ArgumentParser
internal import Foundation
internal import ScientificFormats

/// The folder that results go into: seven files, put in their places when all of them are written.
///
/// Nothing else in the folder is touched.
struct UnmixedFolder {
    let path: String
    /// Whether results of an earlier call are there.
    let isReplaced: Bool

    /// The file that is there if all of them are.
    static let mark = "unmixing.json"
    private static let names = [
        "abundances.hdr", "abundances.img", "abundances.npy", "endmembers.csv", "maps.png", "maps.pdf", mark,
    ]

    /// Looks at the folder, and makes it, before anything is done.
    ///
    /// - Parameters:
    ///   - path: The folder.
    ///   - inputs: The files that are read.
    /// - Throws: A `ValidationError` where a result would take the place of a file that is read, or of one that is no
    ///   result, and what the file system answers where nothing can be written there.
    init(path: String, inputs: [String]) throws {
        self.path = path
        let present = Self.names.filter { FileManager.default.fileExists(atPath: path + "/" + $0) }
        let read = Set(inputs.map(Self.place))
        if let name = present.first(where: { read.contains(Self.place(path + "/" + $0)) }) {
            throw ValidationError(
                "the result '\(path)/\(name)' would take the place of a file that is read; name another folder with --output"
            )
        }
        isReplaced = present.contains(Self.mark)
        if let name = present.first, !isReplaced {
            throw ValidationError(
                "the result '\(path)/\(name)' would take the place of a file that is there; name another folder with --output"
            )
        }
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard access(path, W_OK | X_OK) == 0 else {
            throw FormatError(file: path, reason: String(cString: strerror(errno)))
        }
    }

    private static func place(_ path: String) -> String {
        URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
    }

    /// Writes the results, and puts them in their places when all are written.
    func write(_ outcome: UnmixingOutcome) throws {
        let temporary = "\(path)/.unfinished-\(getpid())"
        try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: temporary) }
        try outcome.write(into: temporary)
        // The mark goes first and comes last, so that it never stands beside files of two calls.
        unlink("\(path)/\(Self.mark)")
        for name in Self.names where rename("\(temporary)/\(name)", "\(path)/\(name)") != 0 {
            throw FormatError(file: "\(path)/\(name)", reason: String(cString: strerror(errno)))
        }
    }
}
