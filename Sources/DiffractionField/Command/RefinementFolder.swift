internal import ArgumentParser
internal import Foundation
internal import PowderDiffraction

/// The folder that results go into, and what the files of each pattern are called.
struct RefinementFolder: Sendable {
    let url: URL
    /// The name of each pattern's files, without an ending.
    let names: [String]
    /// Whether results of an earlier call are there.
    let isReplaced: Bool
    let path: String

    static let tableName = "fractions.csv"
    private static let failuresName = "failures.csv"
    private static let endings = ["json", "csv", "png", "pdf"]

    /// Looks at the folder, before anything is written.
    ///
    /// - Parameters:
    ///   - path: The folder.
    ///   - patterns: The patterns' files.
    ///   - phaseFiles: The files of structures.
    /// - Throws: A `ValidationError` where the folder has files that no such call has written, where a result would take
    ///   the place of a file that is read, and where a pattern is named twice.
    init(path: String, patterns: [String], phaseFiles: [String]) throws {
        self.path = path
        url = URL(fileURLWithPath: path, isDirectory: true)
        names = try Self.names(of: patterns)
        let present = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).filter { !$0.hasPrefix(".") }
        isReplaced = !present.isEmpty
        if isReplaced, !Self.isTable(url.appending(path: Self.tableName)) {
            throw ValidationError(
                "'\(path)' holds files that are no results of 'rietveld'; name another folder with --output")
        }
        let inputs = Set((patterns + phaseFiles).map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path })
        for name in names.flatMap({ name in Self.endings.map { "\(name).\($0)" } }) + [
            Self.tableName, Self.failuresName,
        ] {
            let file = url.appending(path: name).resolvingSymlinksInPath().path
            guard !inputs.contains(file) else {
                throw ValidationError(
                    "the result '\(path)/\(name)' would take the place of a file that is read; name another folder with --output"
                )
            }
        }
    }

    /// Whether a file begins as a table of fractions does.
    private static func isTable(_ file: URL) -> Bool {
        guard let handle = try? FileHandle(forReadingFrom: file) else { return false }
        let header = Data(RefinementResult.tableHeader.utf8)
        return (try? handle.read(upToCount: header.count)) == header
    }

    /// The shortest names that differ: the file's without its ending, with it, or its path as it was given, with dashes.
    static func names(of patterns: [String]) throws -> [String] {
        var paths: Set<String> = []
        for pattern in patterns where !paths.insert(URL(fileURLWithPath: pattern).standardizedFileURL.path).inserted {
            throw ValidationError("'\(pattern)' is given twice")
        }
        let reserved = [tableName, failuresName].map { String($0.prefix { $0 != "." }) }
        let forms: [(String) -> String] = [
            { URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent },
            { URL(fileURLWithPath: $0).lastPathComponent },
            { $0.split(separator: "/").filter { $0 != "." && $0 != ".." }.joined(separator: "-") },
        ]
        var names = patterns.map(forms[0])
        for form in forms.dropFirst() {
            // Whether capitals count is for the file system to say; here they do not.
            let counts = Dictionary(names.map { ($0.lowercased(), 1) }, uniquingKeysWith: +)
            for (index, name) in names.enumerated()
            where counts[name.lowercased(), default: 0] > 1 || reserved.contains(name.lowercased()) {
                names[index] = form(patterns[index])
            }
        }
        guard Set(names.map { $0.lowercased() }).count == names.count else {
            throw ValidationError("the names of two patterns would give files of one name; give them in separate calls")
        }
        return names
    }

    /// Makes the folder, removes what an earlier call said of failures, and begins the table.
    func begin() throws -> TableFile {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        try? FileManager.default.removeItem(at: url.appending(path: Self.failuresName))
        return try TableFile(url.appending(path: Self.tableName), header: RefinementResult.tableHeader)
    }

    /// Writes a file whole or not at all.
    func write(_ text: String, name: String) throws {
        try Data(text.utf8).write(to: url.appending(path: name), options: .atomic)
    }

    /// Writes which patterns could not be refined, and why.
    func write(failures: String) throws { try write(failures, name: Self.failuresName) }
}

/// A table that grows line by line.
final class TableFile: Sendable {
    private let handle: FileHandle

    /// Begins the table anew.
    init(_ url: URL, header: String) throws {
        try Data(header.utf8).write(to: url, options: .atomic)
        handle = try FileHandle(forWritingTo: url)
        try handle.seekToEnd()
    }

    /// Adds whole lines with one write, so that whoever reads meanwhile sees no part of one.
    func append(_ lines: String) throws { try handle.write(contentsOf: Data(lines.utf8)) }
}
