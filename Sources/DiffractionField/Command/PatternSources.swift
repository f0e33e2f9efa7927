internal import ArgumentParser
internal import Foundation
internal import ScientificFormats

/// The patterns that the command line names: files, and what files of several patterns hold.
struct PatternSources: Sendable {
    /// The name of each pattern: its file, with `#` and a number where the file may hold several.
    let names: [String]
    /// The files of several patterns.
    var files: [String] { series.keys.sorted() }
    private let series: [String: PowderSeries]
    /// Tables in folders that say something of the patterns there, and are none themselves.
    let tables: [String]

    /// No files of several patterns.
    init() { (names, series, tables) = ([], [:], []) }

    /// Opens the files of several patterns, and names what they hold.
    ///
    /// - Parameter arguments: Files, `FILE#7` for one pattern of a file of several, or folders for all files in them.
    /// - Throws: `FormatError` where such a file is damaged or holds no patterns, and a `ValidationError` where it has no
    ///   pattern of that number.
    init(arguments: [String]) throws {
        var (names, series, tables) = ([String](), [String: PowderSeries](), [String]())
        for argument in try arguments.flatMap({ try Self.files($0, tables: &tables) }) {
            let parts = FileManager.default.fileExists(atPath: argument) ? nil : Self.parts(argument)
            let file = parts?.file ?? argument
            guard series[file] != nil || PowderSeries.recognizes(path: file) else {
                names.append(argument)
                continue
            }
            let opened = try series[file] ?? PowderSeries(path: file)
            series[file] = opened
            guard let parts else {
                names += (0..<opened.count).map(opened.name)
                continue
            }
            guard parts.index < opened.count else {
                throw ValidationError("'\(file)' has \(opened.count) patterns, counted from 0, and no \(parts.index)")
            }
            names.append(opened.name(parts.index))
        }
        self.names = names
        self.series = series
        self.tables = tables
    }

    /// What is to be said of what was left out.
    var notes: [String] {
        tables.map { "'\($0)' is a table that names patterns of its folder, and is left out as none itself" }
    }

    /// A file, or what lies in a folder: its files in the order of their names, without hidden ones and tables of them.
    ///
    /// - Throws: `FormatError` where a folder is empty.
    private static func files(_ argument: String, tables: inout [String]) throws -> [String] {
        guard isFolder(argument) else { return [argument] }
        let folder = argument.hasSuffix("/") ? String(argument.dropLast()) : argument
        let names = try FileManager.default.contentsOfDirectory(atPath: argument).filter { !$0.hasPrefix(".") }
        let files = names.sorted().map { folder + "/" + $0 }.filter { !isFolder($0) }
        let found = files.filter { isTable($0, of: files) }
        tables += found
        let patterns = files.filter { !found.contains($0) }
        guard !patterns.isEmpty else { throw FormatError(file: argument, reason: "is a folder without patterns") }
        return patterns
    }

    /// Whether a file is a table that names one of some files, such as one of weighed fractions.
    private static func isTable(_ path: String, of files: [String]) -> Bool {
        guard [".csv", ".tsv", ".txt"].contains(where: path.lowercased().hasSuffix),
            let beginning = try? FileBytes.read(path: path).prefix(512),
            [Array("file".utf8), Array("pattern".utf8)].contains(where: { beginning.firstRange(of: $0) != nil }),
            let table = try? PatternTable.read(path: path)
        else { return false }
        return table.rows.contains { files.contains($0.path) }
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// Reads a pattern by its name.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - reading: What the command line says of it.
    /// - Returns: The pattern.
    /// - Throws: `FormatError` where it cannot be read.
    func scan(_ name: String, as reading: PowderReading) throws -> PowderScan {
        guard let parts = Self.parts(name), let opened = series[parts.file] else {
            return try PowderScan.read(path: name, as: reading)
        }
        return try opened.scan(parts.index, wavelength: reading.wavelength)
    }

    /// The file and the number of `FILE#7`.
    static func parts(_ name: String) -> (file: String, index: Int)? {
        guard let mark = name.lastIndex(of: "#"), let index = Int(name[name.index(after: mark)...]), index >= 0 else {
            return nil
        }
        return (String(name[..<mark]), index)
    }
}
