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
    /// The commit that the program was built from, with `+` where its source had uncommitted changes; nothing where the
    /// program does not say it.
    public let commit: String?

    /// Looks around.
    ///
    /// - Parameter commit: The commit that the program was built from.
    /// - Returns: What was found.
    public static func current(commit: String? = nil) -> RunEnvironment {
        RunEnvironment(
            processor: processorName() ?? "unknown", cores: ProcessInfo.processInfo.activeProcessorCount,
            blasKernels: BLAS.kernels(),
            system: ProcessInfo.processInfo.operatingSystemVersionString, commit: commit)
    }

    private static func processorName() -> String? {
        guard let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8) else { return nil }
        let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
        return line?.split(separator: ":", maxSplits: 1).last.map { $0.trimmingCharacters(in: .whitespaces) }
    }
}
