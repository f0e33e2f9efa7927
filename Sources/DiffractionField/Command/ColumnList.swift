internal import ArgumentParser
internal import ScientificFormats

/// What the columns of a text hold, such as `2theta,counts,-`.
struct ColumnList: ExpressibleByArgument {
    let columns: [PowderColumn]

    /// Reads names of columns, of which one is an axis, one an intensity, and one at most says how certain the intensities are.
    init?(argument: String) {
        let names = argument.split(separator: ",", omittingEmptySubsequences: false)
        columns = names.compactMap { PowderColumn(name: String($0)) }
        guard columns.count == names.count, columns.count(where: { $0.isAxis }) == 1,
            columns.count(where: { $0.isIntensity }) == 1,
            columns.count(where: { $0.isUncertainty }) <= 1
        else { return nil }
    }
}
