internal import Foundation
internal import ScientificFormats

extension ResultsStore {
    /// Gives a digest to every record that has none, as those of the first format do.
    ///
    /// - Returns: How many records got one, and what is wrong with the records that cannot get one.
    /// - Throws: A `StorageError`.
    public func sealRecords() throws -> (sealed: Int, damaged: [DamagedRecord]) {
        var (sealed, damaged) = (0, [DamagedRecord]())
        for experiment in Self.folders(in: root) {
            for edition in Self.folders(in: root + "/" + experiment) {
                let found = records(experiment: experiment, edition: edition)
                damaged += found.damaged
                for record in found.records where record.digest == nil {
                    let file = path(of: record, edition: edition) + "/" + Self.recordFile
                    try AtomicFile.write(try Self.encode(try record.sealed()), path: file)
                    sealed += 1
                }
            }
        }
        return (sealed, damaged)
    }
}
