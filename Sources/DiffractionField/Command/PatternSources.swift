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
    /// - Parameter arguments: Files, or `FILE#7` for one pattern of a file of several.
    /// - Throws: `FormatError` where such a file is damaged or holds no patterns, and a `ValidationError` where it has no
    ///   pattern of that number.
    init(arguments: [String]) throws {
        var (names, series) = ([String](), [String: PowderSeries]())
        for argument in arguments {
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
