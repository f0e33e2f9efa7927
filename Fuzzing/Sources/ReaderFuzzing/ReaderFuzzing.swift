import Foundation

/// What libFuzzer calls first.
@_cdecl("LLVMFuzzerInitialize")
public func begin(_ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutableRawPointer) -> CInt {
    if ProcessInfo.processInfo.environment["FUZZED_READER"] == "list" {
        print(ReaderTarget.all.map(\.name).joined(separator: "\n"))
        exit(0)
    }
    return 0
}

/// What libFuzzer calls, with bytes that it made.
///
/// The reader may refuse them, by an error of one line; anything else that ends it is a fault.
@_cdecl("LLVMFuzzerTestOneInput")
public func readInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let reader = FuzzedReader.chosen
    do {
        try reader.read(UnsafeBufferPointer(start: bytes, count: count))
    } catch {
        let text = "\(error)"
        guard !(type(of: error) is NSError.Type), !text.contains("Error Domain=") else {
            fatalError("an error of Foundation, as it came: \(text)")
        }
        guard !text.isEmpty else { fatalError("an error without a word") }
    }
    return 0
}

/// A reader and the file from which it reads: readers know files, and some their endings.
struct FuzzedReader {
    let target: ReaderTarget
    /// The file that is written anew for every input, in memory where the system has such a folder.
    let path: String

    /// The one that the environment names.
    static let chosen: FuzzedReader = {
        let name = ProcessInfo.processInfo.environment["FUZZED_READER"] ?? ""
        guard let target = ReaderTarget.all.first(where: { $0.name == name }) else {
            let known = ReaderTarget.all.map(\.name).joined(separator: ", ")
            FileHandle.standardError.write(Data("FUZZED_READER names no reader; there are: \(known)\n".utf8))
            exit(64)
        }
        let memory = "/dev/shm"
        let folder = FileManager.default.isWritableFile(atPath: memory) ? memory : NSTemporaryDirectory()
        let home = "\(folder)/fuzzing-\(getpid())"
        let path = home + "/" + target.file
        do {
            try FileManager.default.createDirectory(
                atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            try target.prepare(home)
        } catch {
            fatalError("\(error)")
        }
        return FuzzedReader(target: target, path: path)
    }()

    func read(_ bytes: UnsafeBufferPointer<UInt8>) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        guard descriptor >= 0, write(descriptor, bytes.baseAddress, bytes.count) == bytes.count else {
            fatalError("\(path) cannot be written")
        }
        close(descriptor)
        try target.read(path)
    }
}
