extension ENVIImage {
    /// Writes a header, and beside it with `.img` the numbers as 32-bit floats, band after band, little-endian.
    ///
    /// - Parameter headerPath: The path of the header, which ends in `.hdr`.
    /// - Throws: ``FormatError`` as ``StreamedImage/write(headerPath:)`` does.
    public func write(headerPath: String) throws { try streamed.write(headerPath: headerPath) }
}

extension StreamedImage {
    /// Writes a header, and beside it with `.img` the numbers as 32-bit floats, band after band, little-endian.
    ///
    /// - Parameter headerPath: The path of the header, which ends in `.hdr`.
    /// - Throws: ``FormatError`` where a file cannot be written, or a band's name or the unit has a character that the
    ///   format gives a meaning of its own.
    public func write(headerPath: String) throws {
        guard headerPath.lowercased().hasSuffix(".hdr") else {
            throw FormatError(file: headerPath, reason: "the name of an ENVI header ends in .hdr")
        }
        let names = (description.bandNames ?? []) + (description.spectraNames ?? [])
        for text in names + [description.wavelengthUnits ?? ""] {
            guard !text.contains(where: { $0.isNewline || "{},".contains($0) }) else {
                throw FormatError(file: headerPath, reason: "'\(text)' has a brace, a comma or a line break")
            }
        }
        try writeValues(to: WritableFile(path: headerPath.dropLast(4) + ".img"), at: 0)
        try FileBytes.write(Array((headerLines().joined(separator: "\n") + "\n").utf8), path: headerPath)
    }

    private func headerLines() -> [String] {
        var lines = [
            "ENVI",
            "samples = \(columns)",
            "lines = \(rows)",
            "bands = \(bands)",
            "header offset = 0",
            "file type = ENVI \(description.isLibrary ? "Spectral Library" : "Standard")",
            "data type = 4",
            "interleave = bsq",
            "byte order = 0",
        ]
        for key in MapPlace.keys {
            if let value = description.place.entries[key] { lines.append("\(key) = \(value)") }
        }
        if let value = description.ignoredValue { lines.append("data ignore value = \(value)") }
        if let scale = description.reflectanceScale { lines.append("reflectance scale factor = \(scale)") }
        if let units = description.wavelengthUnits { lines.append("wavelength units = \(units)") }
        func add(_ key: String, _ items: [String]?) {
            if let items { lines.append("\(key) = {\(items.joined(separator: ", "))}") }
        }
        add("wavelength", description.wavelengths?.map(\.description))
        add("data gain values", description.gains?.map(\.description))
        add("data offset values", description.offsets?.map(\.description))
        add("bbl", description.goodBands?.map { $0 ? "1" : "0" })
        add("band names", description.bandNames)
        add("spectra names", description.spectraNames)
        return lines
    }
}
