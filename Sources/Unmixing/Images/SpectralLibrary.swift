public import NumericalMethods
internal import ScientificFormats

/// Spectra of materials, many for each class: how different pixels of one class can look.
public struct SpectralLibrary: Sendable {
    /// The spectra of each class, spectra x bands, at least one of each.
    public let spectra: [Matrix<Double>]

    /// Makes a library of one or more spectra of the same bands for each class.
    public init(spectra: [Matrix<Double>]) {
        precondition(
            !spectra.isEmpty && spectra.allSatisfy { $0.rows > 0 && $0.columns == spectra[0].columns },
            "a library of \(spectra.map { [$0.rows, $0.columns] })")
        self.spectra = spectra
    }

    /// Reads a MATLAB file with a variable `lib1`, `lib2`, … for each class, bands x spectra.
    ///
    /// Where the file has `material_names`, each must begin its class's name: `Asphalt` that of `asphalt road`.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - classes: The names of the classes, in the order of the variables.
    ///   - bands: The number of bands.
    /// - Returns: The library.
    /// - Throws: `FormatError` where the file cannot be read, or is not as it should be.
    public static func read(path: String, classes: [String], bands: Int) throws -> SpectralLibrary {
        let file = try MatFile(path: path)
        if file.contains("material_names") {
            let names = try file.strings("material_names")
            guard names.count == classes.count,
                zip(names, classes).allSatisfy({ $1.lowercased().hasPrefix($0.lowercased()) })
            else {
                throw FormatError(
                    file: path, place: "variable 'material_names'",
                    reason: "the materials are \(names.joined(separator: ", ")), but "
                        + "\(classes.joined(separator: ", ")) were expected")
            }
        }
        return SpectralLibrary(
            spectra: try classes.indices.map { index in
                let name = "lib\(index + 1)"
                func fail(_ reason: String) -> FormatError {
                    FormatError(file: path, place: "variable '\(name)'", reason: reason)
                }
                let array = try file.numbers(name, as: Double.self)
                guard array.shape.count == 2, array.shape[0] == bands, array.shape[1] > 0 else {
                    throw fail(
                        "an array of \(sizes(array.shape)), but \(bands) bands x spectra "
                            + "of '\(classes[index])' were expected")
                }
                if let place = array.elements.firstIndex(where: { !$0.isFinite }) {
                    throw fail("\(array.elements[place]) in band \(place % bands) of spectrum \(place / bands)")
                }
                return Matrix(rows: array.shape[1], columns: bands, elements: array.elements)
            })
    }
}
