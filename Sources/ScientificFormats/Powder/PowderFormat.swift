/// A format of measured powder patterns.
///
/// A new one is a file beside this one, with a type that conforms, and a line in ``PowderScan/formats``. Its files are
/// then read by ``PowderScan/read(path:)``, and the help of commands names it.
package protocol PowderFormat: SendableMetatype {
    /// What the format is called, such as `Bruker BRML`.
    static var name: String { get }
    /// The endings of its files' names, without the dot, in lower case.
    static var endings: [String] { get }
    /// Whether a file begins as only files of the format do.
    static func recognizes(_ bytes: [UInt8]) -> Bool

    /// Reads the first complete scan of a file.
    ///
    /// - Parameters:
    ///   - bytes: What the file holds.
    ///   - path: The path of the file, for messages.
    /// - Returns: The scan.
    /// - Throws: ``FormatError`` with the place, where the file is damaged, or of a version or kind that is not read.
    static func decode(_ bytes: [UInt8], path: String) throws -> PowderScan
}

extension PowderFormat {
    /// No file, as of a format that only the ending tells.
    package static func recognizes(_ bytes: [UInt8]) -> Bool { false }
}
