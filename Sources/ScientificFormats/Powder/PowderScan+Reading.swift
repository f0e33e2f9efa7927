extension PowderScan {
    /// Every format that is read, as help and documentation list them.
    package static let formats: [any PowderFormat.Type] = [
        PANalyticalXRDML.self, BrukerBRML.self, BrukerRAW.self, BrukerUXD.self, RigakuRASX.self, RigakuRAS.self,
        RigakuASC.self, JadeMDI.self, NeXusPowder.self, GSASPowder.self, EvenStepText.self, PowderColumns.self,
    ]

    /// Reads a measured pattern in any of the formats of <doc:ReadingPowderPatterns>.
    ///
    /// What a file holds tells its format; its ending counts only where that says nothing. A text of no other format is taken
    /// for columns.
    ///
    /// - Parameters:
    ///   - path: The path of the file.
    ///   - reading: What is told of the file beside its contents.
    /// - Returns: The pattern; of several scans the first complete one, and ``remarks`` says so.
    /// - Throws: ``FormatError`` where the file cannot be read, or is of a format, a version or a kind of scan that is
    ///   not read, or is damaged.
    public static func read(path: String, as reading: PowderReading = PowderReading()) throws -> PowderScan {
        let size = try OpenFile(path: path).size
        guard size <= largestFile else {
            throw FormatError(
                file: path, reason: "\(size) bytes, where a powder pattern has at most \(largestFile)")
        }
        let bytes = try FileBytes.read(path: path)
        let format = try format(of: bytes, path: path)
        guard reading.columns == nil || format.takesColumns else {
            throw FormatError(
                file: path,
                reason: "is of the format \(format.name), which says itself what it holds; leave out --columns")
        }
        return try format.decode(bytes, path: path, reading: reading)
    }

    /// The format of a file.
    private static func format(of bytes: [UInt8], path: String) throws -> any PowderFormat.Type {
        if let foreign = ForeignFormat.of(bytes) {
            throw FormatError(file: path, reason: "seems to be \(foreign.name), which is not read; \(foreign.cure)")
        }
        let ending = path.split(separator: "/").last?.split(separator: ".").dropFirst().last?.lowercased() ?? ""
        let told = formats.first { $0.recognizes(bytes) } ?? formats.first { $0.endings.contains(ending) }
        guard let told else {
            throw FormatError(
                file: path,
                reason: "not known as a powder pattern, neither by what it holds nor by its ending; read are "
                    + formatList)
        }
        return told
    }

    /// The formats with their endings, in words.
    package static let formatList = {
        let words = formats.map { format in
            "\(format.name) (\(format.endings.map { "." + $0 }.joined(separator: ", ")))"
        }
        return words.dropLast().joined(separator: ", ") + " and " + words[words.count - 1]
    }()

    /// The largest file that is read: no pattern of one scan comes near it.
    static let largestFile = 1 << 26

    /// The largest number of points that is read.
    static let largestCount = 1 << 22
}
