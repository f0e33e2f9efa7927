import DeclarativeFiles

/// One file of a dataset: where it belongs, where it comes from, and how to know it.
public struct DataFile: Sendable, Hashable {
    /// What it is in its dataset, such as `image` or `truth`.
    public let role: String
    /// Where it belongs, relative to a data folder, such as `hyperspectral/end4.mat`.
    public let path: String
    /// The id that `git hash-object` gives it: 40 hexadecimal digits.
    public let blob: String?
    /// Its size in bytes.
    public let bytes: Int?
    /// The addresses that it can be downloaded from, the best first.
    public let sources: [String]
    /// Its name inside the zip archive that a source may hold in its place.
    public let member: String?

    /// The last component of ``path``.
    public var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}

extension DataFile {
    init?(role: String, _ section: Section) {
        section.explain([
            "path": "Where the file belongs, relative to a data folder.",
            "blob": "The id that `git hash-object` prints of the right file; any file will do without.",
            "bytes": "The size of the file in bytes.",
            "sources": "The addresses from which it can be downloaded, the best first.",
            "member": "The name of the file inside the zip archive that the sources hold.",
        ])
        let path = section.string("path")
        let blob = section.optionalString("blob")
        let bytes = section.optionalInteger("bytes", in: 0 ... .max)
        let sources = section.contains("sources") ? section.strings("sources") : []
        let member = section.optionalString("member")
        section.finish()

        var isGood = true
        func require(_ condition: Bool, _ message: String, at key: String) {
            guard !condition else { return }
            section.report(message, at: key)
            isGood = false
        }
        if let path {
            require(
                Self.staysBelowItsFolder(path),
                "a path leads down from the data folder: it is relative, without '.', '..' or empty parts", at: "path")
        }
        if let blob {
            require(
                blob.utf8.count == 40 && blob.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) },
                "a git blob id has 40 hexadecimal digits in lower case", at: "blob")
        }
        for source in sources ?? [] {
            require(
                source.hasPrefix("https://") || source.hasPrefix("http://"),
                "a source is an address that begins with https:// or http://, but one is '\(source)'", at: "sources")
        }
        guard isGood, let path, let sources else { return nil }
        self.init(role: role, path: path, blob: blob, bytes: bytes, sources: sources, member: member)
    }

    private static func staysBelowItsFolder(_ path: String) -> Bool {
        path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty && part != "." && part != ".." && !part.utf8.contains(0)
        }
    }
}
