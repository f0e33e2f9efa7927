/// A format of measured powder patterns.
///
/// A new one is a file beside this one, with a type that conforms, and a line in ``PowderScan/formats``. Its files are
/// then read by ``PowderScan/read(path:as:)``, and the help of commands names it.
package protocol PowderFormat: SendableMetatype {
    /// What the format is called, such as `Bruker BRML`.
    static var name: String { get }
    /// The endings of its files' names, without the dot, in lower case.
    static var endings: [String] { get }
    /// Whether what its columns hold may be said from outside; of most formats the file says it.
    static var takesColumns: Bool { get }
    /// Whether a file begins as only files of the format do.
    static func recognizes(_ bytes: [UInt8]) -> Bool

    /// Reads the first complete scan of a file.
    ///
    /// - Parameters:
    ///   - bytes: What the file holds.
    ///   - path: The path of the file, for messages.
    ///   - reading: What is told of the file beside its contents.
    /// - Returns: The scan.
    /// - Throws: ``FormatError`` with the place, where the file is damaged, or of a version or kind that is not read.
    static func decode(_ bytes: [UInt8], path: String, reading: PowderReading) throws -> PowderScan
}

extension PowderFormat {
    /// The file says what its columns hold.
    package static var takesColumns: Bool { false }

    /// Reads the first complete scan of a file of which nothing is told beside its contents.
    package static func decode(_ bytes: [UInt8], path: String) throws -> PowderScan {
        try decode(bytes, path: path, reading: PowderReading())
    }
}
