internal import NumericalMethods
internal import ScientificFormats

/// A file with proportions that another program inferred for test samples.
struct PredictionFile {
    /// The proportions, in the order of the samples and of the classes.
    let proportions: Matrix<Double>
    /// What is to be said of how the file was read.
    let remarks: [String]

    /// Reads a file.
    ///
    /// - `.npy`: samples x classes, or rows x columns x classes of a whole image.
    /// - `.csv`: a column for each class, under its name. Samples are known by a column ``PredictionTable/nameColumns``, or
    ///   of an image by `row` and `column`; without these the lines stand in the order of the samples.
    /// - `.mat`: an array of one of these shapes, or classes x samples, or classes x pixels of a whole image.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - variable: The variable of a MATLAB file; nothing where it is the only one that fits.
    ///   - part: The samples.
    /// - Throws: `FormatError` where the file cannot be read, or holds other samples or classes.
    init(path: String, variable: String?, part: ScoredPart) throws {
        switch path.lowercased().split(separator: ".").last {
        case "npy":
            let array = try NPYFile.read(path: path)
            guard let layout = PredictionLayout(shape: array.shape, part: part, isMatlab: false) else {
                throw FormatError(
                    file: path, reason: "an array of \(PredictionLayout.words(array.shape)), but \(part.expected)")
            }
            proportions = layout.proportions(array.values, of: part)
            remarks = layout.remarks
        case "mat":
            let (layout, values) = try Self.matlab(path, variable, part)
            proportions = layout.proportions(values, of: part)
            remarks = layout.remarks
        case "csv":
            (proportions, remarks) = try PredictionTable(path: path, part: part).read()
        default:
            throw FormatError(file: path, reason: "predictions are read from .npy, .csv and .mat files")
        }
    }

    private static func matlab(
        _ path: String, _ variable: String?, _ part: ScoredPart
    ) throws -> (PredictionLayout, [Double]) {
        let file = try MatFile(path: path)
        let isRowMajor = file.contains("H") && file.contains("W")
        func layout(_ shape: [Int]) -> PredictionLayout? {
            PredictionLayout(shape: shape, part: part, isMatlab: true, isRowMajor: isRowMajor)
        }
        let arrays = file.arrays()
        let fitting = arrays.filter { layout($0.shape) != nil }.map(\.name)
        guard let name = variable ?? (fitting.count == 1 ? fitting[0] : nil) else {
            let found = arrays.map { "\($0.name) (\(PredictionLayout.words($0.shape)))" }.joined(separator: ", ")
            throw FormatError(
                file: path,
                reason: fitting.isEmpty
                    ? "none of its arrays fits: \(found.isEmpty ? "there are none" : found); \(part.expected)"
                    : "several arrays may be meant: \(fitting.joined(separator: ", ")); name one with --variable")
        }
        let array = try file.numbers(name, as: Double.self)
        guard let layout = layout(array.shape) else {
            throw FormatError(
                file: path, place: "variable '\(name)'",
                reason: "an array of \(PredictionLayout.words(array.shape)), but \(part.expected)")
        }
        return (layout, array.elements)
    }
}
