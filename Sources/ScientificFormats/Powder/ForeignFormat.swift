/// Formats that people may take for one that is read, by what they begin with.
struct ForeignFormat: Sendable {
    let name: String
    /// What to do with it.
    let cure: String
    /// Whether it is the format of a file, by its bytes and its first line that is neither empty nor a comment.
    let recognizes: @Sendable ([UInt8], _ line: String) -> Bool

    private static let export = "export the scan as columns of text, .xrdml, .brml or .rasx"

    private init(
        _ name: String, _ cure: String = export, _ recognizes: @escaping @Sendable ([UInt8], _ line: String) -> Bool
    ) {
        (self.name, self.cure, self.recognizes) = (name, cure, recognizes)
    }

    /// The format that a file seems to be of.
    static func of(_ bytes: [UInt8]) -> ForeignFormat? {
        let line = PowderText.firstLine(bytes) { !$0.isEmpty && !$0.hasPrefix("#") } ?? ""
        return all.first { $0.recognizes(bytes, line) }
    }

    private static let all: [ForeignFormat] = [
        ForeignFormat("a binary Rigaku RAW file") { bytes, _ in bytes.starts(with: "FI\0\0".utf8) },
        ForeignFormat("a Stoe RAW file") { bytes, _ in bytes.starts(with: "RAW_1.".utf8) },
        ForeignFormat("an Excel workbook", "save the sheet as CSV") { bytes, _ in
            bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) || ZipArchive.recognizes(bytes, entry: "xl/")
        },
        ForeignFormat("a PDF", "only the numbers can be read, as columns of text") { bytes, _ in
            bytes.starts(with: "%PDF".utf8)
        },
        ForeignFormat("a picture", "only the numbers can be read, as columns of text") { bytes, _ in
            bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) || bytes.starts(with: [0xFF, 0xD8, 0xFF])
                || bytes.starts(with: "II*\0".utf8) || bytes.starts(with: "MM\0*".utf8)
        },
        ForeignFormat("a CIF", "structures are given with --phases, and patterns are read from columns of text") {
            _, line in
            line.lowercased().hasPrefix("data_")
        },
        ForeignFormat("a Philips UDF file") { _, line in line.hasPrefix("SampleIdent,") },
        ForeignFormat("a Sietronics CPI file") { _, line in line.hasPrefix("SIETRONICS XRD SCAN") },
    ]
}
