public import Foundation
import ScientificFormats

/// The folders that hold data files, in the order in which they are searched.
public struct DataLocation: Sendable {
    /// The folders; there is at least one.
    public let folders: [String]

    /// Searches given folders first, then the one that `PROPORTIONS_DATA` names, then `data`.
    ///
    /// - Parameters:
    ///   - explicit: The folders that the user named.
    ///   - environment: The variables of the environment.
    public init(explicit: [String] = [], environment: [String: String] = ProcessInfo.processInfo.environment) {
        let candidates = explicit + [environment["PROPORTIONS_DATA"] ?? "", "data"]
        var folders: [String] = []
        for folder in candidates where !folder.isEmpty && !folders.contains(folder) {
            folders.append(folder)
        }
        self.folders = folders
    }

    /// Where a file is, or nothing where no folder has it.
    ///
    /// In each folder the file's path is tried first, then its name alone, for files that were put there by hand.
    public func locate(_ file: DataFile) -> String? {
        places(of: file).first { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
        }
    }

    /// Where a file is looked for, in order.
    public func places(of file: DataFile) -> [String] {
        var places: [String] = []
        for place in folders.flatMap({ ["\($0)/\(file.path)", "\($0)/\(file.name)"] }) where !places.contains(place) {
            places.append(place)
        }
        return places
    }

    /// Where a file is put when it is fetched: its path in the first folder.
    public func destination(of file: DataFile) -> String {
        "\(folders[0])/\(file.path)"
    }

    /// Whether a file is there, and whether it is the one that the catalogue means.
    public func condition(of file: DataFile) -> FileCondition {
        guard let path = locate(file) else { return .missing(searched: places(of: file)) }
        do {
            let found = try ContentDigest.gitBlob(ofFile: path)
            guard let expected = file.blob else { return .unverified(path: path, found: found) }
            return found == expected ? .intact(path: path) : .altered(path: path, expected: expected, found: found)
        } catch {
            return .unreadable(path: path, reason: "\(Wording(of: error))")
        }
    }

    /// Finds a file that is to be used.
    ///
    /// - Parameter file: The file.
    /// - Returns: Its path and the git blob id of what it holds, or nothing where it is missing.
    /// - Throws: A `FormatError` where it cannot be read, or is another file than the catalogue means.
    public func find(_ file: DataFile) throws -> (path: String, blob: String)? {
        let condition = condition(of: file)
        switch condition {
        case .intact(let path): return (path, file.blob ?? "")
        case .unverified(let path, let found): return (path, found)
        case .missing: return nil
        case .altered(let path, _, _), .unreadable(let path, _):
            throw FormatError(file: path, reason: "\(condition)")
        }
    }
}
