internal import Foundation
internal import PowderDiffraction
internal import Synchronization

/// The tables of all patterns, which grow row by row and begin with the first result.
///
/// Before that nothing of an earlier call is touched.
final class RefinementTables: Sendable {
    private let folder: RefinementFolder
    private let wide: WideTable
    private let hasStandard: Bool
    private let files = Mutex<Files?>(nil)

    private struct Files {
        let fractions: TableFile
        let wide: TableFile
        let absolute: TableFile?
    }

    /// Makes tables that are not there yet.
    init(folder: RefinementFolder, wide: WideTable, hasStandard: Bool) {
        self.folder = folder
        self.wide = wide
        self.hasStandard = hasStandard
    }

    /// Whether there is a result.
    var isBegun: Bool { files.withLock { $0 != nil } }

    /// Begins the tables where that has not been done, and removes what an earlier call said of all patterns.
    func begin() throws {
        try files.withLock { files in
            guard files == nil else { return }
            try folder.clear()
            files = Files(
                fractions: try folder.table(RefinementFolder.tableName, header: RefinementResult.tableHeader),
                wide: try folder.table(RefinementFolder.wideName, header: wide.header()),
                absolute: hasStandard
                    ? try folder.table(RefinementFolder.absoluteName, header: AbsoluteTable.header) : nil)
        }
    }

    /// Adds the rows of a pattern.
    func append(_ rows: RefinementRows) throws {
        try files.withLock { files in
            try files?.fractions.append(rows.fractions)
            try files?.wide.append(rows.wide)
            try files?.absolute?.append(rows.absolute)
        }
    }
}
