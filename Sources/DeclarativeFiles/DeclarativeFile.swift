import Foundation

/// Reads YAML files that declare something, finding all their mistakes at once.
public enum DeclarativeFile {
    /// No file that people write is larger, in bytes.
    private static let largestSize = 4 << 20

    /// Reads a file and builds a value from its root mapping.
    ///
    /// - Parameters:
    ///   - path: The file, a path as the file system takes it.
    ///   - build: Reads the root mapping. It returns `nil` only where it or what it called has reported a problem.
    /// - Returns: What `build` made.
    /// - Throws: ``InvalidDeclaration`` with every problem, those of the file itself included: missing, too large, not
    ///   UTF-8, not YAML.
    public static func read<T>(path: String, _ build: (Section) -> T?) throws(InvalidDeclaration) -> T {
        try parse(text: text(ofFile: path), file: path, build)
    }

    /// Builds a value from the root mapping of a text.
    ///
    /// - Parameters:
    ///   - text: The text, YAML with a mapping at its root.
    ///   - file: The name that problems give to the text.
    ///   - build: Reads the root mapping. It returns `nil` only where it or what it called has reported a problem.
    /// - Returns: What `build` made.
    /// - Throws: ``InvalidDeclaration`` with every problem.
    public static func parse<T>(text: String, file: String, _ build: (Section) -> T?) throws(InvalidDeclaration) -> T {
        try DeferredSection(path: "", element: YAMLText.root(of: text, file: file)).read(build)
    }

    static func text(ofFile path: String) throws(InvalidDeclaration) -> String {
        let bytes: Data
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? file.close() }
            bytes = try file.read(upToCount: largestSize + 1) ?? Data()
        } catch {
            throw invalid(SourcePlace(file: path), whyUnreadable(path))
        }
        guard bytes.count <= largestSize else {
            throw invalid(SourcePlace(file: path), "larger than \(largestSize >> 20) MiB, which no such file is")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            let line = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
            throw invalid(SourcePlace(file: path, line: line + 1, column: 1), "this line is not UTF-8 text")
        }
        let byteOrderMark: Unicode.Scalar = "\u{FEFF}"
        return text.unicodeScalars.first == byteOrderMark ? String(text.unicodeScalars.dropFirst()) : text
    }

    private static func invalid(_ place: SourcePlace, _ message: String) -> InvalidDeclaration {
        InvalidDeclaration([Problem(place: place, message: message)])
    }

    /// Why a file could not be read; Foundation's errors have no reason for some.
    private static func whyUnreadable(_ path: String) -> String {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            return "is a folder; name the files in it"
        }
        guard !path.isEmpty else { return "cannot be read: the name is empty" }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        let number = errno
        guard descriptor < 0 else {
            close(descriptor)
            return "cannot be read"
        }
        return switch number {
        case ENOENT: "cannot be read: there is no such file"
        case EACCES: "cannot be read: permission denied"
        default: "cannot be read: \(String(cString: strerror(number)))"
        }
    }
}
