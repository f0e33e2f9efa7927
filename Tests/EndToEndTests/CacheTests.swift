import Foundation
import Testing

/// A mount namespace of its own, in which file systems can be mounted without anybody else seeing them.
enum MountNamespace {
    /// A shell in a new namespace, which is not started yet.
    static func shell(_ script: String, in folder: String = "/") -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script]
        process.currentDirectoryURL = URL(filePath: folder)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        return process
    }

    /// Whether one can be made here.
    static let isPossible: Bool = {
        let trial = shell("mount -t tmpfs none /mnt")
        trial.standardError = FileHandle.nullDevice
        guard (try? trial.run()) != nil else { return false }
        trial.waitUntilExit()
        return trial.terminationStatus == 0
    }()
}

/// The cache is a convenience: no run fails for it.
@Suite(
    "A cache that cannot be written",
    .enabled(if: Program.path != nil, "the program was not built beside the tests"),
    .enabled(if: MountNamespace.isPossible, "no file system can be mounted here"))
struct CacheTests {
    private static let catalogue = """
        tiny:
          title: Tiny
          kind: powder-diffraction
          citation: none
          license: none
          homepage: none
          by-hand: none
          files: {fractions: {path: fractions.csv}, pattern-1: {path: 1.xy}}
          contents: {phases: [calcite, quartz], tube: Cu}
        """

    private static let spec = """
        name: tiny
        title: Tiny
        dataset:
          source: tiny
          grid: {first: 11, step: 0.1, count: 600}
          preparation: {intensities: linear}
          simulation:
            phases: {}
            instrument: {radiation: doublet, gaussian-width: [0.05, 0.05], lorentzian-width: [0.05, 0.05]}
            mixtures: {phases: [1, 2]}
        split: {kind: simulated, train: 400, validation: 10, test: 10}
        architecture: oviedo-acnn
        training: {runs: 1, epochs: 1, batch: 10, optimizer: {adam: {learning-rate: 0.01}}, initialization: he-uniform}
        losses: [mse]
        selection: {metric: mmae, on: validation}
        report: {table: tiny, caption: Tiny, columns: [{part: tiny-simulated, title: Tiny}]}
        """

    @Test(
        "a full and a read-only one are told, and stop nothing",
        arguments: [("size=64k", "No space left on device"), ("ro", "Read-only file system")])
    func cache(options: String, reason: String) throws {
        let program = try Program()
        for folder in ["experiments", "kept"] {
            try FileManager.default.createDirectory(
                atPath: program.folder + "/" + folder, withIntermediateDirectories: true)
        }
        try Data(Self.catalogue.utf8).write(to: URL(filePath: program.folder + "/experiments/datasets.yaml"))
        try Data(Self.spec.utf8).write(to: URL(filePath: program.folder + "/experiments/tiny.yaml"))
        let command = "\(try #require(Program.path)) run experiments/tiny.yaml --cache kept"
        let process = MountNamespace.shell("mount -t tmpfs -o \(options) none kept && \(command)", in: program.folder)
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let text = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(text)")
        #expect(text.contains("simulated samples are not kept for the next time: ") && text.contains(reason), "\(text)")
        #expect(try program.files(below: "results", endings: ["record.json"]).count == 1)
    }
}
