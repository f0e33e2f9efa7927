/// Patterns of one file that share their angles, as of a scanned sample; each is read when it is asked for.
package struct PowderSeries: Sendable {
    /// The number of patterns.
    package let count: Int
    private let file: String
    private let patterns: NeXusPatterns

    /// Opens a file of patterns.
    ///
    /// - Throws: ``FormatError`` where it cannot be read, is damaged, or it cannot be told what its patterns are.
    package init(path: String) throws {
        try self.init(HDF5File(path: path), path: path)
    }

    /// Finds the patterns of a file.
    package init(_ file: HDF5File, path: String) throws {
        self.file = path
        patterns = try NeXusPatterns(file, path: path)
        count = patterns.count
    }

    /// Whether a file may be one: whether it is HDF5.
    package static func recognizes(path: String) -> Bool { (try? HDF5File.recognizes(path: path)) ?? false }

    /// The name of a pattern: that of the file, `#`, and its number, counted from zero.
    package func name(_ index: Int) -> String { "\(file)#\(index)" }

    /// A pattern.
    ///
    /// - Parameters:
    ///   - index: Its number, counted from zero, along the last dimension first where there are several.
    ///   - wavelength: A wavelength in ångströms, for a file that has q or d and gives none.
    /// - Returns: The pattern.
    /// - Throws: ``FormatError`` where the file is damaged, or no angles follow from it.
    package func scan(_ index: Int, wavelength: Double? = nil) throws -> PowderScan {
        precondition((0..<count).contains(index), "pattern \(index) of \(count)")
        return try patterns.scan(index, wavelength: wavelength)
    }
}
