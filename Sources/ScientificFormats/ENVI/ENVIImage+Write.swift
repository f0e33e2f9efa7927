extension ENVIImage {
    /// Writes a header, and beside it with `.img` the numbers as 32-bit floats, band after band, little-endian.
    ///
    /// - Parameter headerPath: The path of the header, which ends in `.hdr`.
    /// - Throws: ``FormatError`` where a file cannot be written, or a band's name or the unit has a character that the
    ///   format gives a meaning of its own.
    public func write(headerPath: String) throws {
        guard headerPath.lowercased().hasSuffix(".hdr") else {
            throw FormatError(file: headerPath, reason: "the name of an ENVI header ends in .hdr")
        }
        var lines = [
            "ENVI",
            "samples = \(columns)",
            "lines = \(rows)",
            "bands = \(bands)",
            "header offset = 0",
            "file type = ENVI Standard",
            "data type = 4",
            "interleave = bsq",
            "byte order = 0",
        ]
        if let ignoredValue { lines.append("data ignore value = \(ignoredValue)") }
        if let wavelengthUnits { lines.append("wavelength units = \(wavelengthUnits)") }
        if let wavelengths { lines.append("wavelength = {\(wavelengths.map(\.description).joined(separator: ", "))}") }
        if let bandNames { lines.append("band names = {\(bandNames.joined(separator: ", "))}") }
        for text in (bandNames ?? []) + [wavelengthUnits ?? ""] {
            guard !text.contains(where: { $0.isNewline || "{},".contains($0) }) else {
                throw FormatError(file: headerPath, reason: "'\(text)' has a brace, a comma or a line break")
            }
        }
        let bandSequential = transposed(values, rows: rows * columns, columns: bands)
        try FileBytes.write(
            littleEndianBytes(of: bandSequential) { $0.bitPattern }, path: headerPath.dropLast(4) + ".img")
        try FileBytes.write(Array((lines.joined(separator: "\n") + "\n").utf8), path: headerPath)
    }
}
