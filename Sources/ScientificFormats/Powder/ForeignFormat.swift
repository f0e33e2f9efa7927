/// Formats that people may take for one that is read, by what they begin with.
struct ForeignFormat: Sendable {
    let name: String
    /// What to do with it.
    let cure: String
    let recognizes: @Sendable ([UInt8]) -> Bool

    private static let export = "export the scan as columns of text, .xrdml, .brml or .rasx"

    private init(_ name: String, _ cure: String = export, _ recognizes: @escaping @Sendable ([UInt8]) -> Bool) {
        (self.name, self.cure, self.recognizes) = (name, cure, recognizes)
    }

    /// The format that a file seems to be of.
    static func of(_ bytes: [UInt8]) -> ForeignFormat? { all.first { $0.recognizes(bytes) } }

    private static func first(_ bytes: [UInt8], _ condition: (String) -> Bool) -> Bool {
        PowderText.firstLines(bytes).first { !$0.isEmpty && !$0.hasPrefix("#") }.map(condition) ?? false
    }

    private static let all: [ForeignFormat] = [
        ForeignFormat("a binary Rigaku RAW file") { $0.starts(with: "FI\0\0".utf8) },
        ForeignFormat("a Stoe RAW file") { $0.starts(with: "RAW_1.".utf8) },
        ForeignFormat("an Excel workbook", "save the sheet as CSV") {
            $0.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) || ZipArchive.recognizes($0, entry: "xl/")
        },
        ForeignFormat("a PDF", "only the numbers can be read, as columns of text") { $0.starts(with: "%PDF".utf8) },
        ForeignFormat("a picture", "only the numbers can be read, as columns of text") {
            $0.starts(with: [0x89, 0x50, 0x4E, 0x47]) || $0.starts(with: [0xFF, 0xD8, 0xFF])
                || $0.starts(with: "II*\0".utf8)
                || $0.starts(with: "MM\0*".utf8)
        },
        ForeignFormat("a CIF", "structures are given with --phases, and patterns are read from columns of text") {
            first($0) { $0.lowercased().hasPrefix("data_") }
        },
        ForeignFormat("a Philips UDF file") { first($0) { $0.hasPrefix("SampleIdent,") } },
        ForeignFormat("a Sietronics CPI file") { first($0) { $0.hasPrefix("SIETRONICS XRD SCAN") } },
    ]
}
