internal import Foundation
internal import ScientificFormats

/// What a block of a CIF file says of the symmetry, in any of the ways in which it may.
struct CIFSymmetry {
    private static let operationTags = ["_space_group_symop_operation_xyz", "_symmetry_equiv_pos_as_xyz"]
    private static let symbolTags = [
        "_space_group_name_H-M_alt", "_symmetry_space_group_name_H-M", "_space_group_name_H-M_full",
        "_space_group_name_H-M_ref",
    ]
    private static let hallTags = ["_space_group_name_Hall", "_symmetry_space_group_name_Hall"]
    private static let numberTags = ["_space_group_IT_number", "_symmetry_Int_Tables_number"]

    private let block: CIFBlock
    private let operations: [CIFValue]
    private let magnetic: CIFMagneticSymmetry
    private let symbol: CIFValue?
    private let hall: CIFValue?
    private let number: (value: Int, line: Int)?

    init(_ block: CIFBlock) throws {
        func first(_ tags: [String]) -> CIFValue? { tags.lazy.compactMap { block[$0] }.first { $0.text != nil } }
        self.block = block
        magnetic = CIFMagneticSymmetry(block: block)
        operations =
            Self.operationTags.lazy.map { block.values($0).filter { $0.text != nil } }.first { !$0.isEmpty } ?? []
        symbol = first(Self.symbolTags)
        hall = first(Self.hallTags)
        number = try first(Self.numberTags).map { value in
            guard let text = value.text, let number = Int(text), (1...230).contains(number) else {
                throw block.error(
                    "the space group number '\(value)' is not a whole number from 1 to 230", line: value.line)
            }
            return (number, value.line)
        }
    }

    /// The space group; operations that are given win, but must be what the symbols say.
    func spaceGroup(cell: UnitCell, remarks: inout [String]) throws -> SpaceGroup {
        do {
            if magnetic.isThere { return try magneticGroup(cell: cell, remarks: &remarks) }
            return try operations.isEmpty
                ? namedGroup(cell: cell, remarks: &remarks) : listedGroup(cell: cell, remarks: &remarks)
        } catch let error as SymmetryError {
            throw block.error(error.reason, line: (operations.first ?? symbol ?? hall)?.line ?? number?.line)
        }
    }

    // MARK: Operations

    private func listedGroup(cell: UnitCell, remarks: inout [String]) throws -> SpaceGroup {
        var read: [SymmetryOperation] = []
        for value in operations {
            do {
                read.append(try SymmetryOperation(value.description))
            } catch {
                throw block.error(error.reason, line: value.line)
            }
        }
        if let misfit = read.firstIndex(where: { !$0.preserves(cell.metric) }) {
            throw unsuitable(read[misfit], cell, line: operations[misfit].line)
        }
        let group = try SpaceGroup.group(of: read)
        let found = claimedType(of: group) ?? SpaceGroup.type(of: group, cell: cell)
        if let found { try compare(found, remarks: &remarks) }
        let name = symbol?.text ?? found?.symbol ?? hall?.text ?? "unknown"
        return SpaceGroup(symbol: name, number: found?.number ?? number?.value, operations: group)
    }

    /// The type of operations that are exactly those of a setting with the number or the symbol that the file gives; nothing of others.
    ///
    /// spglib 2.0 takes body-centred monoclinic groups on cells that are not reduced for primitive ones.
    private func claimedType(of group: [SymmetryOperation]) -> (number: Int, symbol: String)? {
        let claimed =
            number.map { number in SpaceGroupSetting.all.filter { $0.number == number.value } }
            ?? symbol?.text.flatMap { try? SpaceGroup.settings(calledBy: $0) } ?? []
        return claimed.first { $0.operations().isSame(as: group) }.map { ($0.number, $0.symbol) }
    }

    private func unsuitable(_ operation: SymmetryOperation, _ cell: UnitCell, line: Int?) -> FormatError {
        block.error("the symmetry operation '\(operation)' does not suit the cell \(cell)", line: line)
    }

    private func magneticGroup(cell: UnitCell, remarks: inout [String]) throws -> SpaceGroup {
        let read = try magnetic.operations()
        if let misfit = read.first(where: { !$0.preserves(cell.metric) }) {
            throw unsuitable(misfit, cell, line: magnetic.line)
        }
        remarks.append("the symmetry is magnetic; time reversal, which X-rays do not see, was left out of it")
        let group = try SpaceGroup.group(of: read)
        let found = SpaceGroup.type(of: group, cell: cell)
        return SpaceGroup(symbol: found?.symbol ?? "unknown", number: found?.number, operations: group)
    }

    /// Sees that the operations are those of the symbols beside them.
    private func compare(_ found: (number: Int, symbol: String), remarks: inout [String]) throws {
        func differs(_ what: String, _ value: CIFValue?, _ line: Int?) -> FormatError {
            block.error(
                "the symmetry operations are those of \(found.symbol) (number \(found.number)), but the file says "
                    + what, line: value?.line ?? line)
        }
        if let number, number.value != found.number { throw differs("number \(number.value)", nil, number.line) }
        if let symbol, let text = symbol.text {
            guard let settings = try? SpaceGroup.settings(calledBy: text) else {
                remarks.append("the space group '\(text)' is not known; the symmetry operations were used")
                return
            }
            guard settings.contains(where: { $0.number == found.number }) else {
                throw differs("'\(text)'", symbol, nil)
            }
        }
        if let hall, let text = hall.text {
            let settings = SpaceGroup.settings(calledByHall: text)
            guard settings.isEmpty || settings.contains(where: { $0.number == found.number }) else {
                throw differs("'\(text)'", hall, nil)
            }
        }
    }

    // MARK: Symbols

    private func namedGroup(cell: UnitCell, remarks: inout [String]) throws -> SpaceGroup {
        var settings = SpaceGroupSetting.all
        var names: [String] = []
        func keep(_ others: [SpaceGroupSetting], _ name: String) throws(SymmetryError) {
            let kept = settings.filter { setting in others.contains { $0.hallNumber == setting.hallNumber } }
            guard !kept.isEmpty else {
                throw SymmetryError("\(names.joined(separator: " and ")) and \(name) are of different space groups")
            }
            settings = kept
            names.append(name)
        }
        if let text = symbol?.text { try keep(SpaceGroup.settings(calledBy: text), "'\(text)'") }
        if let text = hall?.text {
            let called = SpaceGroup.settings(calledByHall: text)
            if !called.isEmpty {
                try keep(called, "'\(text)'")
            } else if symbol == nil {
                throw SymmetryError("'\(text)' is no known Hall symbol")
            } else {
                remarks.append("the Hall symbol '\(text)' is not known; the Hermann–Mauguin symbol was used")
            }
        }
        if let number {
            try keep(SpaceGroupSetting.all.filter { $0.number == number.value }, "number \(number.value)")
        }
        guard !names.isEmpty else {
            if magnetic.isNamed {
                throw SymmetryError(
                    "a magnetic space group is read from its operations "
                        + "('_space_group_symop_magn_operation.xyz'), not from its name")
            }
            throw SymmetryError("no symmetry: neither '\(Self.operationTags[0])' nor '\(Self.symbolTags[0])' is given")
        }
        let setting = try SpaceGroup.theOne(of: settings, cell: cell, called: names.joined(separator: " and "))
        return SpaceGroup(
            symbol: symbol?.text ?? setting.symbol, number: setting.number, operations: setting.operations())
    }
}

extension SpaceGroup {
    /// The settings of a Hall symbol: none where it is not in the table, two where two choices of axes come to the same.
    static func settings(calledByHall symbol: String) -> [SpaceGroupSetting] {
        let wanted = hallKey(symbol)
        return SpaceGroupSetting.all.filter { hallKey($0.hallSymbol) == wanted }
    }

    /// A Hall symbol without what is written in different ways; blanks count, for `P 32` and `P 3 2` are two groups.
    ///
    /// In a lattice with one centred face, glides along its two axes come to the same, and tables differ in which they name.
    private static func hallKey(_ symbol: String) -> String {
        let parts = symbol.lowercased().replacing("''", with: "\"").split { $0.isWhitespace || $0 == "_" }
        let axes = ["a": ("b", "c"), "b": ("a", "c"), "c": ("a", "b")][parts.first?.last.map(String.init) ?? ""]
        guard let axes, let lattice = parts.first else { return parts.joined(separator: " ") }
        let others = parts.dropFirst().map { part in
            let letters = part.replacing(axes.0, with: axes.1)
            return letters.filter { !"abc".contains($0) } + String(letters.filter { "abc".contains($0) }.sorted())
        }
        return ([String(lattice)] + others).joined(separator: " ")
    }
}

extension [SymmetryOperation] {
    /// Whether they are the same operations in any order, up to whole cells.
    fileprivate func isSame(as others: [SymmetryOperation]) -> Bool {
        count == others.count
            && allSatisfy { operation in
                others.contains {
                    $0.rotation == operation.rotation && $0.hasTranslation(near: operation.translation)
                }
            }
    }
}
