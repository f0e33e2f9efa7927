internal import ArgumentParser
internal import Commands
internal import Foundation
internal import PowderDiffraction
internal import Reports
internal import ScientificFormats

/// The folder that results go into, and what the files of each pattern are called.
struct RefinementFolder: Sendable {
    /// The name of each pattern's files, without an ending.
    let names: [String]
    /// Whether results of an earlier call are there, and how new ones get in.
    let results: ResultFolder

    static let tableName = "fractions.csv"
    static let wideName = "fractions-wide.csv"
    static let absoluteName = "absolute.csv"
    static let seriesName = "series"
    private static let failuresName = "failures.csv"
    /// The files that tell of all patterns.
    private static let common =
        [tableName, wideName, absoluteName, failuresName] + Figure.files(name: seriesName)
    /// The files of a pattern; the last one is there if all are.
    private static func files(of name: String, hasFigures: Bool = true, hasCIF: Bool = true) -> [String] {
        (hasFigures ? Figure.files(name: name) : []) + ["\(name).csv"] + (hasCIF ? ["\(name).cif"] : [])
            + ["\(name).json"]
    }

    /// Looks at the folder, before anything is written.
    ///
    /// - Parameters:
    ///   - path: The folder.
    ///   - patterns: The patterns' files.
    ///   - phaseFiles: The files of structures.
    /// - Throws: A `ValidationError` where the folder has files that no such call has written, where a result would take
    ///   the place of a file that is read, and where a pattern is named twice.
    init(path: String, patterns: [String], phaseFiles: [String]) throws {
        names = try Self.names(of: patterns)
        results = try ResultFolder(
            path: path,
            results: names.flatMap { Self.files(of: $0) } + Self.common,
            mark: ResultFolder.Mark(Self.tableName, beginning: RefinementResult.tableBeginning),
            others: .refused(command: "rietveld"), inputs: patterns + phaseFiles)
        try results.check()
    }

    /// The shortest names that differ: the file's without its ending, with it, or its path as it was given, with dashes.
    static func names(of patterns: [String]) throws -> [String] {
        var paths: Set<String> = []
        for pattern in patterns where !paths.insert(URL(fileURLWithPath: pattern).standardizedFileURL.path).inserted {
            throw ValidationError("'\(pattern)' is given twice")
        }
        let reserved = common.map { String($0.prefix { $0 != "." }) }
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

    /// Removes what an earlier call said of all patterns, but for the tables that the next ones replace.
    func clear() throws {
        try results.make()
        for name in Self.common where name != Self.tableName && name != Self.wideName { results.remove(name) }
    }

    /// Begins a table anew.
    func table(_ name: String, header: String) throws -> TableFile {
        try TableFile(URL(fileURLWithPath: results.path + "/" + name), header: header)
    }

    /// Whether an earlier call has left results of a pattern.
    func hasResults(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(results.path)/\(name).json")
    }

    /// Writes the files of a pattern: all of them, or none.
    ///
    /// - Parameters:
    ///   - name: The name of its files.
    ///   - parts: What is written of them.
    ///   - fill: Writes them into a folder.
    /// - Throws: What `fill` throws, and what the file system answers.
    func write(_ name: String, parts: PatternFiles.Parts, fill: (_ folder: String) throws -> Void) throws {
        try results.write(
            Self.files(of: name, hasFigures: parts.figures != nil, hasCIF: parts.hasCIF), fill: fill)
    }

    /// Writes the figure of all patterns.
    func write(series figure: Figure) throws {
        try results.write(Figure.files(name: Self.seriesName)) { folder in
            try figure.write(name: Self.seriesName, into: URL(fileURLWithPath: folder))
        }
    }

    /// Writes which patterns could not be refined, and why.
    func write(failures: String) throws {
        try results.write([Self.failuresName]) { folder in
            try FileBytes.write(Array(failures.utf8), path: folder + "/" + Self.failuresName)
        }
    }
}
