/// Patterns of Bruker's binary format RAW4.00, which DIFFRAC.EVA and the converters of DIFFRAC.SUITE write.
///
/// Behind 61 bytes of preamble stand segments of a type and a size of 4 bytes each, the size counting them too. In the
/// place of a segment a range may stand, of type 0 or 160: a header of 160 bytes, segments for the drives, and the
/// points. All is little-endian. There is no published description; the layout is the one that several public readers
/// agree on, and was compared with files of DIFFRAC.EVA and of the V5 converter.
package enum BrukerRAW: PowderFormat {
    package static let name = "Bruker RAW4.00"
    package static let endings = ["raw"]

    package static func recognizes(_ bytes: [UInt8]) -> Bool { bytes.starts(with: "RAW".utf8) && bytes.contains(0) }

    /// Reads a pattern from the contents of a file.
    ///
    /// - Throws: ``FormatError`` with the byte, where the file is of another version, no scan of 2θ, or damaged.
    package static func decode(_ bytes: [UInt8], path: String, reading: PowderReading) throws -> PowderScan {
        guard bytes.starts(with: "RAW4.00".utf8) else {
            let found = versions.first { bytes.starts(with: $0.magic.utf8) }?.name
            throw FormatError(
                file: path,
                reason: (found.map { "Bruker RAW of \($0)" } ?? "not a Bruker RAW file of a version known here")
                    + ", while only RAW4.00 is read; export the scan from DIFFRAC.EVA as RAW4.00, .brml or .xy")
        }
        let contents = RAWContents(bytes: bytes, path: path)
        var radiation: PowderRadiation?
        var ranges: [RAWRange] = []
        var position = RAWContents.preambleSize
        while position < bytes.count {
            let type = try contents.word(position, "a segment")
            if RAWRange.types.contains(type) {
                let range = try RAWRange(at: position, in: contents)
                ranges.append(range)
                position = range.end
                continue
            }
            let size = try contents.segmentSize(at: position, before: bytes.count)
            if type == RAWContents.source { radiation = try contents.radiation(at: position, size: size) }
            position += size
        }
        guard let range = ranges.first else {
            throw FormatError(
                file: path, place: "byte \(bytes.count)", reason: "the file ends without a range of points")
        }
        try range.requireScanOfTwoTheta(path: path)
        let intensities = (0..<range.count).map { contents.single(range.points + $0 * range.pointSize) }
        var remarks = [ranges.count == 1 ? "the only range" : "range 1 of \(ranges.count), the others were left"]
        remarks[0] += ", a scan of the kind \(range.scanType)"
        remarks.append("the file does not say what its intensities are")
        return try PowderScan(
            path: path, place: { "byte \(range.points + $0 * range.pointSize), point \($0 + 1)" },
            twoTheta: (0..<range.count).map { range.start + range.step * Double($0) }, intensities: intensities,
            quantity: .unknown, radiation: radiation, remarks: remarks)
    }

    /// The other versions, by what they begin with.
    private static let versions: [(magic: String, name: String)] = [
        ("RAW1.", "version 3 (RAW1.01)"), ("RAW2", "version 2 (RAW2)"), ("RAW3", "version 3 (RAW3)"),
        ("RAW ", "version 1 (RAW)"), ("RAW4", "version 4, but not 4.00"),
    ]
}
