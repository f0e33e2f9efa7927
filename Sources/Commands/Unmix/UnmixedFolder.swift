internal import ArgumentParser
internal import Foundation
internal import ScientificFormats

/// The folder that results go into.
struct UnmixedFolder {
    let path: String
    /// Whether results of an earlier call are there.
    let isReplaced: Bool

    /// The file by which such a folder is known.
    static let mark = "unmixing.json"

    /// Looks at the folder, before anything is done.
    ///
    /// - Parameters:
    ///   - path: The folder.
    ///   - inputs: The files that are read.
    /// - Throws: A `ValidationError` where the folder has files that no such call has written, and where a file that is
    ///   read lies in it, as the folder is replaced as a whole.
    init(path: String, inputs: [String]) throws {
        self.path = path
        let folder = URL(fileURLWithPath: path, isDirectory: true).resolvingSymlinksInPath().standardizedFileURL.path
        for input in inputs {
            let file = URL(fileURLWithPath: input).resolvingSymlinksInPath().standardizedFileURL.path
            guard !file.hasPrefix(folder + "/") else {
                throw ValidationError(
                    "'\(input)' lies in '\(path)', which is replaced as a whole; name another folder with --output")
            }
        }
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        let present = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).filter { !$0.hasPrefix(".") }
        guard !exists || isFolder.boolValue, present.isEmpty || present.contains(Self.mark) else {
            throw ValidationError(
                "'\(path)' holds files that are no results of 'unmix'; name another folder with --output")
        }
        isReplaced = !present.isEmpty
    }

    /// Writes the results: all of them or none.
    func write(_ outcome: UnmixingOutcome) throws {
        try AtomicFolder.write(path) { (folder: String) in try outcome.write(into: folder) }
    }
}
