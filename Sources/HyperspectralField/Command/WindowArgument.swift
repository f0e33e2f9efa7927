internal import ArgumentParser
internal import ScientificFormats

/// A part of an image, as the command line says it.
struct WindowArgument: ExpressibleByArgument {
    let window: ImageWindow

    /// Reads `row,column,rows,columns`, the first two from zero.
    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
        let numbers = parts.compactMap(\.self)
        guard parts.count == 4, numbers.count == 4, numbers[0] >= 0, numbers[1] >= 0, numbers[2] > 0, numbers[3] > 0,
            !numbers[2].multipliedReportingOverflow(by: numbers[3]).overflow
        else { return nil }
        window = ImageWindow(row: numbers[0], column: numbers[1], rows: numbers[2], columns: numbers[3])
    }
}
