internal import ScientificFormats

/// The operations of a magnetic space group, as far as X-rays see them.
///
/// Every operation of a magnetic group, with time reversal or without, leaves the density of electrons as it is. So the
/// operations and centrings without their last part, +1 or -1, make up the space group of the crystal in the magnetic
/// cell.
struct CIFMagneticSymmetry {
    private static let operationTag = "_space_group_symop_magn_operation_xyz"
    private static let centringTag = "_space_group_symop_magn_centering_xyz"
    private static let nameTags = [
        "_space_group_magn_name_BNS", "_space_group_magn_number_BNS", "_space_group_magn_name_OG",
        "_space_group_magn_number_OG",
    ]

    let block: CIFBlock

    /// Whether there are such operations.
    var isThere: Bool { !block.values(Self.operationTag).isEmpty }
    /// Whether a magnetic group is named.
    var isNamed: Bool { Self.nameTags.contains { block.text($0) != nil } }
    /// The line of the first operation.
    var line: Int? { block.values(Self.operationTag).first?.line }

    /// All products of centrings and operations, some perhaps more than once.
    func operations() throws -> [SymmetryOperation] {
        let operations = try block.values(Self.operationTag).map(withoutTime)
        let centrings = try block.values(Self.centringTag).map(withoutTime)
        return centrings.isEmpty ? operations : centrings.flatMap { centring in operations.map { centring * $0 } }
    }

    private func withoutTime(_ value: CIFValue) throws -> SymmetryOperation {
        let parts = value.description.split(separator: ",", omittingEmptySubsequences: false)
        let last = parts.last.map { $0.filter { !$0.isWhitespace } }
        let isMarked = parts.count == 4 && ["+1", "1", "-1"].contains(last)
        do {
            return try SymmetryOperation(isMarked ? parts.dropLast().joined(separator: ",") : value.description)
        } catch {
            throw block.error(error.reason, line: value.line)
        }
    }
}
