/// Patterns of Bruker's binary format RAW4.00, which DIFFRAC.EVA and the converters of DIFFRAC.SUITE write.
///
/// Behind 61 bytes of preamble stand segments of a type and a size of 4 bytes each, the size counting them too. In the
/// place of a segment a range may stand, of type 0 or 160: a header of 160 bytes, segments for the drives, and the
/// points. All is little-endian. There is no published description; the layout is the one that several public readers
/// agree on, and was compared with files of DIFFRAC.EVA and of the V5 converter.
package enum BrukerRAW {
    /// Reads a pattern from the contents of a file.
    ///
    /// - Throws: ``FormatError`` with the byte, where the file is of another version, no scan of 2θ, or damaged.
    package static func decode(_ bytes: [UInt8], path: String) throws -> PowderScan {
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

/// The bytes of a RAW4.00 file.
struct RAWContents {
    let bytes: [UInt8]
    let path: String

    static let preambleSize = 61
    /// The type of a segment that tells of the X-rays.
    static let source: UInt32 = 30
    /// The type of a segment that tells of a drive.
    static let drive: UInt32 = 50

    func error(_ position: Int, _ reason: String) -> FormatError {
        FormatError(file: path, place: "byte \(position)", reason: reason)
    }

    /// A number of 4 bytes.
    func word(_ position: Int, _ what: String) throws -> UInt32 {
        guard position <= bytes.count - 4 else { throw error(position, "the file ends within \(what)") }
        return bytes.withUnsafeBytes {
            UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: UInt32.self))
        }
    }

    /// A number of 8 bytes, which the caller knows to be there.
    func double(_ position: Int) -> Double {
        bytes.withUnsafeBytes {
            Double(bitPattern: UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: UInt64.self)))
        }
    }

    /// A float of 4 bytes, which the caller knows to be there.
    func single(_ position: Int) -> Double {
        bytes.withUnsafeBytes {
            Double(
                Float(bitPattern: UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: UInt32.self))))
        }
    }

    /// A text of a fixed width, up to its first byte 0.
    func text(_ position: Int, width: Int) -> String {
        String(decoding: bytes[position..<position + width].prefix { $0 != 0 }, as: UTF8.self)
    }

    /// The size of a segment, which counts its own 8 bytes and ends before a limit.
    func segmentSize(at position: Int, before end: Int) throws -> Int {
        guard end - position >= 8 else { throw error(position, "the file ends within a segment") }
        let size = Int(try word(position + 4, "a segment"))
        guard size >= 8, size <= end - position else {
            throw error(position, "a segment of \(size) bytes, where 8 to \(end - position) are possible")
        }
        return size
    }

    /// From byte 72 the wavelengths as doubles: mean, Kα₁, Kα₂, Kβ, and the ratio; then, behind 4 bytes, texts of 4 bytes:
    /// the anode, and the unit `A` for ångströms.
    func radiation(at position: Int, size: Int) throws -> PowderRadiation? {
        guard size >= 124 else {
            throw error(position, "a segment on the X-rays of \(size) bytes, where 124 are needed")
        }
        let unit = text(position + 120, width: 4)
        guard unit == "A" else { throw error(position, "wavelengths in '\(unit)', not in 'A'") }
        let (kAlpha1, kAlpha2, ratio) = (double(position + 80), double(position + 88), double(position + 104))
        for wavelength in [kAlpha1, kAlpha2] where wavelength != 0 && !PowderRadiation.isWavelength(wavelength) {
            throw error(position, "\(wavelength) ångströms is no wavelength of X-rays")
        }
        guard ratio >= 0, ratio <= 1 else { throw error(position, "a ratio of \(ratio), not within 0 to 1") }
        let anode = text(position + 116, width: 4)
        // Programs that know only one line leave 0 for what they do not know.
        return PowderRadiation(
            anode: anode.isEmpty ? nil : anode, kAlpha1: kAlpha1 == 0 ? nil : kAlpha1,
            kAlpha2: kAlpha2 == 0 ? nil : kAlpha2, ratio: kAlpha2 == 0 ? nil : ratio
        ).unlessEmpty
    }
}
