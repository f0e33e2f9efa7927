import Foundation
import ScientificFormats

/// The download of one file.
struct FileDownload {
    let file: DataFile
    let location: DataLocation
    let limits: TransferLimits
    let report: (String) -> Void

    private var destination: String { location.destination(of: file) }
    private var part: String { destination + ".part" }

    /// Why a source did not give the file.
    private struct Setback: Error {
        let reason: String
    }

    /// Puts the file in place, unless it is there already; returns what went wrong where it could not.
    func run() -> [String] {
        if let reasons = reasonsNotToFetch() { return reasons }
        guard !file.sources.isEmpty else { return ["no address is known that it could be downloaded from"] }
        guard let curl = Curl(limits: limits) else { return ["the program curl was not found; please install it"] }
        do {
            let folder = URL(filePath: destination).deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            return ["the folder for \(destination) cannot be made: \(Wording(of: error))"]
        }
        do {
            let lock = try FileLock(path: part + ".lock") { say("another program is fetching it; waiting") }
            return withExtendedLifetime(lock) { reasonsNotToFetch() ?? fetch(with: curl) }
        } catch {
            return ["\(error)"]
        }
    }

    /// Nothing where the file is to be fetched; no reasons where it is here.
    private func reasonsNotToFetch() -> [String]? {
        let condition = location.condition(of: file)
        switch condition {
        case .intact(let path), .unverified(let path, _):
            say("already here: \(path)")
            return []
        case .altered(let path, _, _) where path == destination, .unreadable(let path, _) where path == destination:
            return ["\(condition); move it away to fetch the file again"]
        default:
            return nil
        }
    }

    private func fetch(with curl: Curl) -> [String] {
        // An earlier download may have been stopped between its last byte and its renaming.
        if file.blob != nil, size(ofFile: part) > 0, let verified = try? verify(), (try? putInPlace(verified)) != nil {
            return []
        }
        var reasons: [String] = []
        for source in file.sources {
            do {
                try download(from: source, with: curl)
                return []
            } catch {
                say("\(source): \(error.reason)")
                reasons.append("\(source): \(error.reason)")
            }
        }
        return reasons
    }

    /// Downloads from one source; a wrong file that was pieced together is tried once more from its first byte.
    private func download(from source: String, with curl: Curl) throws(Setback) {
        let course = try transfer(source, with: curl)
        do {
            return try putInPlaceOrDelete()
        } catch let setback where course == .inPieces {
            say("\(setback.reason); starting again from the first byte")
        }
        _ = try transfer(source, with: curl)
        try putInPlaceOrDelete()
    }

    // MARK: Transfer

    private enum Course { case inOnePiece, inPieces }

    /// Fills the part, continuing from the bytes that it holds.
    private func transfer(_ source: String, with curl: Curl) throws(Setback) -> Course {
        var course = Course.inOnePiece
        var attempt = 1
        while true {
            let size = size(ofFile: part)
            if size > 0 { course = .inPieces }
            switch try append(source, from: size, with: curl) {
            case .complete:
                return course
            case .cannotResume where size > 0:
                // Either the server knows no ranges, or the part is as long as the file and yet is not the file.
                say("cannot continue at byte \(size); starting again from the first byte")
                delete(part)
                course = .inOnePiece
            case .interrupted(let reason) where attempt < limits.attempts:
                attempt += 1
                say("\(reason); trying again")
                Thread.sleep(forTimeInterval: limits.pauseSeconds)
            case .interrupted(let reason):
                let size = self.size(ofFile: part)
                throw Setback(reason: size > 0 ? "\(reason); \(size) bytes are kept to continue from" : reason)
            case .failed(let reason):
                throw Setback(reason: reason)
            case .tooLarge:
                delete(part)
                throw Setback(reason: tooLarge)
            case .cannotResume:
                throw Setback(reason: "the server refuses to send the file")
            }
        }
    }

    /// The largest number of bytes that a source may give; an archive holds other files, too.
    private var limit: Int { file.member == nil ? file.bytes ?? limits.largestFile : limits.largestFile }

    private var tooLarge: String {
        let isDeclared = file.member == nil && file.bytes != nil
        return "gives more than \(limit) bytes, "
            + (isDeclared ? "which 'bytes' of the catalogue says" : "the most that is fetched")
    }

    private func append(_ source: String, from size: UInt64, with curl: Curl) throws(Setback) -> Curl.Outcome {
        say(size > 0 ? "continuing at byte \(size) from \(source)" : "downloading \(source)")
        do {
            try SpecialFile.refuse(at: part)
            if size == 0 { try Data().write(to: URL(filePath: part)) }
            let handle = try FileHandle(forWritingTo: URL(filePath: part))
            defer { try? handle.close() }
            try handle.seekToEnd()
            var nextReport = Date.now + 5
            let outcome = curl.resume(source, into: handle, size: size, limit: UInt64(limit)) { size in
                guard Date.now > nextReport else { return }
                nextReport = Date.now + 5
                say("\(size) bytes")
            }
            try handle.synchronize()
            if outcome != .complete, self.size(ofFile: part) == 0 { delete(part) }
            return outcome
        } catch {
            throw Setback(reason: "\(part) cannot be written: \(Wording(of: error))")
        }
    }

    // MARK: Verification

    private func putInPlaceOrDelete() throws(Setback) {
        let verified: String
        do {
            verified = try verify()
        } catch {
            delete(part)
            throw Setback(reason: "what came was deleted: \(error.reason)")
        }
        try putInPlace(verified)
    }

    /// Verifies what was downloaded, or the member that it holds; returns the path of the verified file.
    private func verify() throws(Setback) -> String {
        do {
            guard let member = file.member, try isZipArchive(part) else {
                try expect(ContentDigest.gitBlob(ofFile: part))
                return part
            }
            let bytes = try contents(ofMember: member)
            try expect(ContentDigest.gitBlob(bytes))
            let unpacked = destination + ".unpacked"
            try Data(bytes).write(to: URL(filePath: unpacked))
            return unpacked
        } catch let setback as Setback {
            throw setback
        } catch {
            throw Setback(reason: "\(Wording(of: error))")
        }
    }

    private func putInPlace(_ verified: String) throws(Setback) {
        do { try SpecialFile.refuse(at: destination) } catch { throw Setback(reason: "\(error)") }
        guard rename(verified, destination) == 0 else {
            let reason = String(cString: strerror(errno))
            throw Setback(reason: "\(verified) cannot be renamed to \(destination): \(reason)")
        }
        delete(part)
        say("in place: \(destination)")
    }

    private func expect(_ found: String) throws(Setback) {
        guard let expected = file.blob else { return say("no git blob id is declared; this one has \(found)") }
        guard found == expected else {
            throw Setback(reason: "its git blob id is \(found), expected \(expected)")
        }
    }

    private func isZipArchive(_ path: String) throws -> Bool {
        let handle = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { try? handle.close() }
        return try handle.read(upToCount: 4) == Data("PK\u{3}\u{4}".utf8)
    }

    /// The bytes of a member, which may lie in a folder of the archive.
    private func contents(ofMember member: String) throws -> [UInt8] {
        let archive = try ZipArchive(path: part)
        let name = archive.entryNames.first { $0 == member || $0.hasSuffix("/" + member) } ?? member
        return try archive.contents(of: name, limit: file.bytes ?? 1 << 30)
    }

    // MARK: Files

    private func size(ofFile path: String) -> UInt64 {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.size] as? NSNumber)?.uint64Value ?? 0
    }

    private func delete(_ path: String) {
        try? FileManager.default.removeItem(atPath: path)
    }

    private func say(_ message: String) {
        report("\(file.path): \(message)")
    }
}
