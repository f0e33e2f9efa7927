extension PowderScan {
    /// Reads a measured pattern in any of the formats of <doc:ReadingPowderPatterns>.
    ///
    /// The first bytes tell the formats that have such; the ending of the name tells the others.
    ///
    /// - Parameter path: The path of the file.
    /// - Returns: The pattern; of several scans the first complete one, and ``remarks`` says so.
    /// - Throws: ``FormatError`` where the file cannot be read, or is of a format, a version or a kind of scan that is
    ///   not read, or is damaged.
    public static func read(path: String) throws -> PowderScan {
        let size = try OpenFile(path: path).size
        guard size <= largestFile else {
            throw FormatError(
                file: path, reason: "\(size) bytes, where a powder pattern has at most \(largestFile)")
        }
        let ending = path.split(separator: "/").last?.split(separator: ".").dropFirst().last?.lowercased() ?? ""
        let bytes = try FileBytes.read(path: path)
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || ending == "brml" {
            return try BrukerBRML.read(path: path)
        }
        if bytes.starts(with: "RAW".utf8) || ending == "raw" { return try BrukerRAW.decode(bytes, path: path) }
        if beginsLikeXML(bytes) || ending == "xrdml" { return try PANalyticalXRDML.decode(bytes, path: path) }
        guard PowderColumns.endings.contains(ending) else {
            throw FormatError(
                file: path,
                reason: "not known as a powder pattern: neither .xrdml, .brml or RAW4.00 by its first bytes, nor "
                    + "columns of numbers by its ending (\(PowderColumns.endings.map { "." + $0 }.joined(separator: ", ")))"
            )
        }
        return try PowderColumns.decode(bytes, path: path)
    }

    /// The largest file that is read: no pattern of one scan comes near it.
    static let largestFile = 1 << 26

    /// The largest number of points that is read.
    static let largestCount = 1 << 22

    private static func beginsLikeXML(_ bytes: [UInt8]) -> Bool {
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        return text.first { $0 != 0x20 && !(0x09...0x0D).contains($0) } == UInt8(ascii: "<")
    }
}
