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

    /// No files of several patterns.
    init() { (names, series) = ([], [:]) }

    /// Opens the files of several patterns, and names what they hold.
    ///
    /// - Parameter arguments: Files, `FILE#7` for one pattern of a file of several, or folders for all files in them.
    /// - Throws: `FormatError` where such a file is damaged or holds no patterns, and a `ValidationError` where it has no
    ///   pattern of that number.
    init(arguments: [String]) throws {
        var (names, series) = ([String](), [String: PowderSeries]())
        for argument in try arguments.flatMap(Self.files) {
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
    }

    /// A file, or what lies in a folder: its files in the order of their names, without hidden ones.
    ///
    /// - Throws: `FormatError` where a folder is empty.
    private static func files(_ argument: String) throws -> [String] {
        guard isFolder(argument) else { return [argument] }
        let folder = argument.hasSuffix("/") ? String(argument.dropLast()) : argument
        let names = try FileManager.default.contentsOfDirectory(atPath: argument).filter { !$0.hasPrefix(".") }
        let files = names.sorted().map { folder + "/" + $0 }.filter { !isFolder($0) }
        guard !files.isEmpty else { throw FormatError(file: argument, reason: "is a folder without files") }
        return files
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
    private static func parts(_ name: String) -> (file: String, index: Int)? {
        guard let mark = name.lastIndex(of: "#"), let index = Int(name[name.index(after: mark)...]), index >= 0 else {
            return nil
        }
        return (String(name[..<mark]), index)
    }
}
