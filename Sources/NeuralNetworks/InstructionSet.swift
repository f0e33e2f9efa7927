internal import CRowKernels
internal import Foundation

/// A set of instructions for which the kernels of networks along a signal are compiled.
///
/// The kernels of every set add in the same order, so that the bits of a result do not depend on the set.
public enum InstructionSet: String, CaseIterable, Sendable {
    /// What every processor of the architecture has.
    case baseline
    /// Vectors of 256 bits, with fused multiply-adds: x86-64 processors made since about 2013.
    case avx2
    /// Vectors of 512 bits.
    case avx512

    /// The environment variable that names the set to be used in place of the largest one.
    public static let variable = "PROPORTIONS_INSTRUCTIONS"

    /// Those that the processor and its operating system have, the least first.
    public static let available: [InstructionSet] = {
        let largest = row_instructions_of_processor()
        return allCases.filter { $0.code.rawValue <= largest.rawValue }
    }()

    /// The set that ``variable`` names, where it is available, or else the largest that is.
    public static let chosen = named() ?? available.last ?? .baseline

    /// Why ``variable`` cannot be followed, for whoever set it; nothing where it can, or is not set.
    ///
    /// - Returns: One sentence with the names that can be followed.
    public static func refusal() -> String? { refusal(environment: ProcessInfo.processInfo.environment) }

    /// The same for the variables of an environment.
    package static func refusal(environment: [String: String]) -> String? {
        guard let name = environment[variable], named(in: environment) == nil else { return nil }
        return "\(variable)=\(name): this processor's sets of instructions are "
            + available.map(\.rawValue).joined(separator: ", ")
    }

    /// The set that the environment names, where it is available.
    private static func named(
        in environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> InstructionSet? {
        environment[variable].flatMap(InstructionSet.init).flatMap { available.contains($0) ? $0 : nil }
    }

    /// The kernels that are compiled for it.
    func kernels() -> row_kernels { row_kernels_for(code).pointee }

    private var code: row_instructions {
        switch self {
        case .baseline: row_instructions_baseline
        case .avx2: row_instructions_avx2
        case .avx512: row_instructions_avx512
        }
    }
}
