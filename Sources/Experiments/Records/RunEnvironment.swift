internal import Foundation
internal import NeuralNetworks
internal import NumericalMethods

/// The machine and the program that made a result.
public struct RunEnvironment: Sendable, Codable, Equatable {
    /// The processor's name.
    public let processor: String
    /// The number of cores that the program could use.
    public let cores: Int
    /// The kernels that the BLAS library chose for the processor; other ones round otherwise, and give other bits.
    ///
    /// Nothing in older records.
    public let blasKernels: String?
    /// The operating system.
    public let system: String
    /// The commit of the program's source, with `+` where it had uncommitted changes; nothing outside a repository.
    ///
    /// Nothing, too, where git does not answer within ten seconds.
    public let commit: String?

    /// Looks around.
    public static func current() -> RunEnvironment {
        RunEnvironment(
            processor: processorName() ?? "unknown", cores: ProcessInfo.processInfo.activeProcessorCount,
            blasKernels: BLAS.kernels(),
            system: ProcessInfo.processInfo.operatingSystemVersionString, commit: sourceCommit())
    }

    private static func processorName() -> String? {
        guard let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8) else { return nil }
        let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
        return line?.split(separator: ":", maxSplits: 1).last.map { $0.trimmingCharacters(in: .whitespaces) }
    }

    private static func sourceCommit() -> String? {
        guard let commit = git("rev-parse", "HEAD"), let status = git("status", "--porcelain", "--", "Sources")
        else { return nil }
        return status.isEmpty ? commit : commit + "+"
    }

    /// What git prints of the working folder's repository, or nothing where there is none, or git is too slow.
    private static func git(_ arguments: String...) -> String? {
        ExternalProgram.output(of: ["git"] + arguments, within: 10)
            .map { String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines) }
    }
}
