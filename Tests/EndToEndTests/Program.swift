import Foundation
import Testing

/// The built program, run as a user would in a folder of its own.
final class Program: Sendable {
    /// How a run of the program ended.
    struct Ending {
        let status: Int32
        let output: String
        let errors: String
    }

    static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path()

    /// The program, beside the test bundle; nothing where it was not built.
    static let path: String? = {
        let bundle = URL(filePath: CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0])
        let path = bundle.deletingLastPathComponent().appending(path: "proportions").path()
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }()

    let folder: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "end-to-end-\(UUID())").path()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Starts the program, with folders in which it finds other programs first.
    func start(_ arguments: [String], data: String? = nil, tools: String? = nil) throws -> Running {
        let process = Process()
        process.executableURL = URL(filePath: try #require(Self.path))
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder)
        var environment = ProcessInfo.processInfo.environment
        environment["PROPORTIONS_DATA"] = data
        environment["COLUMNS"] = "80"
        if let tools { environment["PATH"] = tools + ":" + environment["PATH", default: ""] }
        process.environment = environment
        let (output, errors) = (folder + "/.output-\(UUID())", folder + "/.errors-\(UUID())")
        for path in [output, errors] { #expect(FileManager.default.createFile(atPath: path, contents: nil)) }
        process.standardOutput = FileHandle(forWritingAtPath: output)
        process.standardError = FileHandle(forWritingAtPath: errors)
        try process.run()
        return Running(process: process, outputPath: output, errorPath: errors)
    }

    /// A program that is running.
    struct Running {
        let process: Process
        let outputPath: String
        let errorPath: String

        func wait() -> Ending {
            process.waitUntilExit()
            func text(_ path: String) -> String {
                String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
            }
            return Ending(status: process.terminationStatus, output: text(outputPath), errors: text(errorPath))
        }
    }

    /// Runs the program to its end, with the repository's experiments.
    func run(_ arguments: String..., data: String? = nil) throws -> Ending {
        try start(arguments, data: data).wait()
    }

    /// The arguments that name the repository's folders.
    static let experiments = ["--experiments", repository + "/experiments"]
    static let published = ["--published", repository + "/paper-tables/published"]

    /// The contents of the files below a folder, by path, as far as their name ends in one of the given ways.
    func files(below path: String, endings: [String] = [""]) throws -> [String: Data] {
        let root = folder + "/" + path
        var files: [String: Data] = [:]
        for name in (FileManager.default.enumerator(atPath: root)?.allObjects as? [String]) ?? [] {
            var isFolder: ObjCBool = false
            let file = root + "/" + name
            guard endings.contains(where: name.hasSuffix),
                FileManager.default.fileExists(atPath: file, isDirectory: &isFolder), !isFolder.boolValue
            else { continue }
            files[name] = FileManager.default.contents(atPath: file)
        }
        return files
    }
}
