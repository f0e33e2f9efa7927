package import ArgumentParser
package import Experiments
internal import Foundation
internal import ScientificFormats

/// The folder that a command's results go into: one rule for all commands.
///
/// - Whatever can be checked beforehand is checked before anything is done.
/// - Nothing is made, replaced or removed before there is a result to put there. A call that fails before leaves the folder
///   as an earlier call left it, and makes none.
/// - No result takes the place of a file that is read, nor of one that is no result of an earlier call: both are refused
///   before anything is done. So is a folder with files of others, where a command needs one of its own.
/// - Files that belong together are written elsewhere, and moved to their places when all of them are there.
package struct ResultFolder: Sendable {
    /// The path as the command line gives it.
    package let path: String
    /// Whether results of an earlier call are there.
    package let isReplaced: Bool

    /// The file that shows that a folder holds results.
    package struct Mark: Sendable {
        fileprivate let name: String
        fileprivate let beginning: [UInt8]

        /// Describes the file.
        ///
        /// - Parameters:
        ///   - name: Its name.
        ///   - beginning: What it begins with; empty where its name is enough.
        package init(_ name: String, beginning: String = "") {
            self.name = name
            self.beginning = Array(beginning.utf8)
        }

        fileprivate func isThere(in folder: String) -> Bool {
            guard let file = FileHandle(forReadingAtPath: folder + "/" + name) else { return false }
            return beginning.isEmpty || (try? file.read(upToCount: beginning.count)) == Data(beginning)
        }
    }

    /// What else may be in the folder.
    ///
    /// A command whose files have names of their own, such as `maps.png`, has a folder of its own: files of two commands
    /// could not be told apart. One whose files bear the name of their experiment may add them to a folder of others, as
    /// simulated patterns stand beside the fractions that they were made of, and diagrams beside tables.
    package enum Others: Sendable {
        /// Anything that is in no result's way, which stays untouched.
        case allowed
        /// Nothing, unless results of the command of this name are there. Hidden files do not count.
        case refused(command: String)
    }

    /// Looks at the folder, before anything is written.
    ///
    /// - Parameters:
    ///   - path: The folder, which need not be there.
    ///   - results: The names of all files that may be written.
    ///   - mark: The one of them that shows that results are there.
    ///   - others: What else may be in the folder.
    ///   - inputs: The files that are read.
    /// - Throws: A `ValidationError` where a result would take the place of a file that is read, or of one that is no
    ///   result, and where others are in the folder that may not be.
    package init(
        path: String, results: [String], mark: Mark, others: Others, inputs: [String]
    ) throws(ValidationError) {
        self.path = path
        let isMarked = mark.isThere(in: path)
        let present: [String]
        switch others {
        case .allowed:
            present = results.filter { FileManager.default.fileExists(atPath: path + "/" + $0) }
        case .refused(let command):
            present = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).filter {
                !$0.hasPrefix(".")
            }
            guard present.isEmpty || isMarked else {
                throw ValidationError(
                    "'\(path)' holds files that are no results of '\(command)'; name another folder with --output")
            }
        }
        func refuse(_ name: String, _ what: String) -> ValidationError {
            ValidationError(
                "the result '\(path)/\(name)' would take the place of a file that is \(what); name another folder with "
                    + "--output")
        }
        let read = Set(inputs.map(Self.place))
        if let name = results.first(where: { read.contains(Self.place(path + "/" + $0)) }) {
            throw refuse(name, "read")
        }
        if let name = present.first, !isMarked { throw refuse(name, "there") }
        isReplaced = isMarked
    }

    /// Where a file is, whatever links lead there.
    private static func place(_ path: String) -> String {
        URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
    }

    /// Requires that the folder, or what it would be made in, can be written to; makes nothing.
    ///
    /// - Throws: `FormatError` with what the file system answers.
    package func check() throws {
        var place = URL(fileURLWithPath: path).standardizedFileURL
        while !FileManager.default.fileExists(atPath: place.path), place.path != "/" { place.deleteLastPathComponent() }
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder)
        guard isFolder.boolValue else { throw FormatError(file: place.path, reason: "is no folder") }
        guard access(place.path, W_OK | X_OK) == 0 else {
            throw FormatError(file: path, reason: String(cString: strerror(errno)))
        }
    }

    /// Makes the folder where it is missing, and removes what crashed writers left in it; once, before the first file is written.
    ///
    /// - Throws: What the file system answers where nothing can be written there.
    package func make() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard access(path, W_OK | X_OK) == 0 else {
            throw FormatError(file: path, reason: String(cString: strerror(errno)))
        }
        LeftOvers.remove(in: path)
    }

    /// Writes files that belong together: all of them, or none.
    ///
    /// - Parameters:
    ///   - names: Their names. The last one is there only if all of them are.
    ///   - fill: Writes them into the folder that it gets, which is a temporary one.
    /// - Returns: What `fill` returns.
    /// - Throws: What `fill` throws, and what the file system answers.
    @discardableResult
    package func write<Result>(_ names: [String], fill: (_ folder: String) throws -> Result) throws -> Result {
        let staged = try StagedFolder(in: path, for: names.last ?? "", removesLeftOvers: false)
        defer { staged.discard() }
        let result = try staged.naming { try fill(staged.path) }
        try staged.move(names, into: path)
        return result
    }

    /// Makes the folder and writes into it what is computed meanwhile, file by file, unless a stop is asked for.
    ///
    /// - Parameters:
    ///   - names: The names of the files. The last one is there only if all of them are.
    ///   - interruption: What asks for a stop, until the files are in place.
    ///   - fill: Computes them, and writes them into the folder that it gets, which is a temporary one. A
    ///     `CancellationError` of it says that it stopped.
    /// - Returns: What `fill` returns.
    /// - Throws: What ``make()`` and ``write(_:fill:)`` throw, and an exit code where a stop was asked for. Folders that were
    ///   missing are missing then.
    package func makeAndWrite<Result>(
        _ names: [String], until interruption: Interruption, fill: (_ folder: String) throws -> Result
    ) throws -> Result {
        let missing = missingFolders()
        do {
            try make()
            return try write(names) { folder in
                let result = try fill(folder)
                // It may be asked for while the last file is drawn.
                guard !interruption.isRequested else { throw CancellationError() }
                return result
            }
        } catch {
            // Only those that are empty are removed.
            missing.forEach { rmdir($0) }
            guard error is CancellationError else { throw error }
            Console.complain("stopped: nothing was written")
            throw ExitCode(interruption.status)
        }
    }

    /// The folder and those above it, as far as they are missing.
    private func missingFolders() -> [String] {
        var place = URL(fileURLWithPath: path).standardizedFileURL
        var missing: [String] = []
        while !FileManager.default.fileExists(atPath: place.path), place.path != "/" {
            missing.append(place.path)
            place.deleteLastPathComponent()
        }
        return missing
    }

    /// Removes a result of an earlier call, if it is there.
    package func remove(_ name: String) { unlink(path + "/" + name) }
}
