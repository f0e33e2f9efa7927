internal import Foundation
internal import NumericalMethods
internal import ScientificFormats

/// A MATLAB file of an image, of the truth about its pixels, or of both.
///
/// There are two families, told apart by the variables that say how many rows and columns there are:
///
/// | | image | abundances | endmembers | classes | size | pixels run |
/// |---|---|---|---|---|---|---|
/// | as first published | `Y` or `V` | `A` | `M` | `cood` | `nRow`, `nCol` | down the columns |
/// | of HySUPP and EDAA | `Y` | `A` | `E` | `labels` | `H`, `W` | along the rows |
///
/// Images are bands x pixels, abundances classes x pixels, endmembers bands x classes.
struct MatlabScene {
    let path: String
    let file: MatFile
    /// The order of the pixels.
    let order: PixelOrder

    private static let imageNames = ["Y", "V"]
    // HySUPP has the number of atoms of its dictionary under M.
    private static let endmemberNames = ["E", "M"]
    private static let classNames = ["cood", "labels"]
    private static let sizeNames = [(rows: "H", columns: "W"), (rows: "nRow", columns: "nCol")]

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - order: The order of the pixels, or nothing for the one of the file's family.
    /// - Throws: `FormatError` where it is no MATLAB file.
    init(path: String, order: PixelOrder? = nil) throws {
        self.path = path
        file = try MatFile(path: path)
        self.order = order ?? (file.contains("H") && file.contains("W") ? .rowMajor : .columnMajor)
    }

    // MARK: Sizes

    /// Requires that whatever says how many rows and columns there are agrees with a size.
    ///
    /// Numbers of bands are not looked at: some files count bands that they have left out.
    func check(_ size: ImageSize) throws {
        for names in Self.sizeNames {
            for (name, expected, what) in [(names.rows, size.rows, "rows"), (names.columns, size.columns, "columns")]
            where file.contains(name) {
                let found = try file.integer(name)
                guard found == expected else { throw fail(name, "\(found) \(what), but \(expected) were expected") }
            }
        }
    }

    /// The numbers of rows and columns as the file says them, whatever they are, or nothing where it does not.
    ///
    /// - Parameter name: The variable of the image; in a struct, the sizes may stand beside it.
    /// - Returns: The numbers, or nothing.
    /// - Throws: `FormatError` where one is no whole number.
    private func statedSize(for name: String) throws -> (rows: Int, columns: Int)? {
        let path = name.split(separator: ".").dropLast().map { $0 + "." }.joined()
        for prefix in path.isEmpty ? [""] : [path, ""] {
            if let names = Self.sizeNames.first(where: {
                file.contains(prefix + $0.rows) && file.contains(prefix + $0.columns)
            }) {
                return (try file.integer(prefix + names.rows), try file.integer(prefix + names.columns))
            }
        }
        return nil
    }

    // MARK: The image

    /// The image, which must have a size and so many bands.
    func image(size: ImageSize, bands: Int) throws -> HyperspectralImage {
        guard let name = Self.imageNames.first(where: file.contains) else {
            throw FormatError(
                file: path,
                reason: "no image: neither of the variables \(Self.imageNames.joined(separator: ", ")) among "
                    + file.variableNames.joined(separator: ", "))
        }
        let spectra: Matrix<Float> = try pixels(name, of: bands, called: "bands", size: size)
        return try HyperspectralImage(size: size, spectra: spectra).checked(path: path, place: Self.place(name))
    }

    /// The image, of which nothing is known beforehand: bands x pixels, or rows x columns x bands.
    ///
    /// - Parameter wanted: The name of its variable; nothing for `Y` or `V`, or else the only one of three dimensions.
    /// - Returns: The image, with values that may be no numbers, and the place of its variable for messages.
    /// - Throws: `FormatError` where it cannot be told what the image is.
    func image(named wanted: String?) throws -> (image: HyperspectralImage, place: String) {
        let name = try wanted ?? Self.imageNames.first(where: file.contains) ?? onlyCube()
        let array = try file.numbers(name, as: Float.self)
        let isCube = array.shape.count == 3 && array.shape.allSatisfy { $0 > 0 }
        return (isCube ? try cube(array, named: name) : try flatImage(array, named: name), Self.place(name))
    }

    /// The name of the only array of three dimensions, that of a struct's field included.
    private func onlyCube() throws -> String {
        let arrays = file.arrays()
        let cubes = arrays.filter { $0.shape.count == 3 }.map(\.name)
        guard cubes.count == 1 else {
            let found = cubes.isEmpty ? "none" : cubes.joined(separator: ", ")
            let others = arrays.filter { $0.shape.count == 2 && !$0.shape.contains(1) }
                .map { "\($0.name) (\(sizes($0.shape)))" }
            throw FormatError(
                file: path,
                reason:
                    "there must be a variable Y or V, or one array of rows x columns x bands, but of such there is "
                    + "\(found); name the variable of the image"
                    + (cubes.isEmpty && !others.isEmpty ? ", such as \(others.joined(separator: ", "))" : ""))
        }
        return cubes[0]
    }

    /// Turns an array of three dimensions to pixels x bands.
    ///
    /// It is rows x columns x bands, or where the file says so, bands x rows x columns.
    private func cube(_ array: MatArray<Float>, named name: String) throws -> HyperspectralImage {
        let shape = array.shape
        let stated = try statedSize(for: name)
        if let stated, (shape[0], shape[1]) != stated {
            guard (shape[1], shape[2]) == stated else {
                throw fail(
                    name,
                    "an array of \(sizes(shape)), but the file says that the image has \(stated.rows) rows and "
                        + "\(stated.columns) columns")
            }
            return cube(
                array, rows: shape[1], columns: shape[2], bands: shape[0], strides: (shape[0], shape[0] * shape[1], 1))
        }
        return cube(
            array, rows: shape[0], columns: shape[1], bands: shape[2], strides: (1, shape[0], shape[0] * shape[1]))
    }

    private func cube(
        _ array: MatArray<Float>, rows: Int, columns: Int, bands: Int,
        strides: (row: Int, column: Int, band: Int)
    ) -> HyperspectralImage {
        var spectra = Matrix(rows: rows * columns, columns: bands, repeating: Float(0))
        for row in 0..<rows {
            for column in 0..<columns {
                for band in 0..<bands {
                    spectra[row * columns + column, band] =
                        array.elements[row * strides.row + column * strides.column + band * strides.band]
                }
            }
        }
        return HyperspectralImage(size: ImageSize(rows: rows, columns: columns), spectra: spectra)
    }

    private func flatImage(_ array: MatArray<Float>, named name: String) throws -> HyperspectralImage {
        guard let (rows, columns) = try statedSize(for: name) else {
            throw fail(
                name,
                "bands x pixels, but the file has neither nRow and nCol nor H and W to say how many rows there are")
        }
        // MATLAB drops a third dimension of one.
        if rows > 0, columns > 0, array.shape == [rows, columns] {
            return cube(array, rows: rows, columns: columns, bands: 1, strides: (1, rows, 0))
        }
        // Divided and not multiplied, as the numbers may be anything.
        guard rows > 0, columns > 0, array.shape.count == 2, array.shape[0] > 0,
            array.shape[1].isMultiple(of: rows), array.shape[1] / rows == columns
        else {
            throw fail(
                name,
                "an array of \(sizes(array.shape)), but bands x pixels was expected, with \(rows) x \(columns) pixels")
        }
        let size = ImageSize(rows: rows, columns: columns)
        return HyperspectralImage(size: size, spectra: pixels(array, size: size))
    }

    // MARK: The truth

    /// The abundances as they are, pixels x classes.
    func abundances(classes: Int, size: ImageSize) throws -> Matrix<Double> {
        try pixels(Self.abundances, of: classes, called: "classes", size: size)
    }

    /// The name of the variable of the abundances.
    static let abundances = "A"

    /// The endmembers, turned from bands x classes to classes x bands, or nothing where the file has none.
    ///
    /// - Parameters:
    ///   - classes: The number of classes.
    ///   - bands: The number of bands of the image, those that are good.
    ///   - goodBands: Whether each band of the image's file is good, where it says so. Endmembers of all of them lose the
    ///     bad ones.
    /// - Returns: The endmembers, or nothing where the file has none.
    /// - Throws: `FormatError` where they have another shape.
    func endmembers(classes: Int, bands: Int, goodBands: [Bool]?) throws -> Matrix<Double>? {
        guard let name = Self.endmemberNames.first(where: file.contains) else { return nil }
        if let goodBands, goodBands.count > bands,
            case let all = try file.numbers(name, as: Double.self), all.shape == [goodBands.count, classes]
        {
            let good = goodBands.indices.filter { goodBands[$0] }
            let elements = (0..<classes).flatMap { index in good.map { all.elements[index * goodBands.count + $0] } }
            return Matrix(rows: classes, columns: bands, elements: elements)
        }
        let array = try numbers(name, Double.self, shape: [bands, classes], called: "bands x classes")
        return Matrix(rows: classes, columns: bands, elements: array.elements)
    }

    /// The name of the variable of endmembers or, where there are none, of a dictionary of spectra.
    var spectraName: String? { (Self.endmemberNames + ["D"]).first(where: file.contains) }

    /// The names of the classes without the numbers before them, as in `1-tree`, and of their variable, where the file
    /// has them.
    func classes() throws -> (variable: String, names: [String])? {
        try Self.classNames.first(where: file.contains).map { ($0, try file.strings($0).map(Self.withoutNumber)) }
    }

    private static func withoutNumber(_ name: String) -> String {
        let digits = name.prefix { $0.isNumber }
        let rest = name.dropFirst(digits.count)
        let bare = !digits.isEmpty && rest.first == "-" ? rest.dropFirst() : Substring(name)
        return bare.trimmingCharacters(in: .whitespaces)
    }

    // MARK: Arrays

    /// An array of values x pixels, turned to pixels x values, pixels row by row.
    private func pixels<T: BinaryFloatingPoint & Sendable>(
        _ name: String, of count: Int, called what: String, size: ImageSize
    ) throws -> Matrix<T> {
        pixels(
            try numbers(
                name, T.self, shape: [count, size.pixels],
                called: "\(what) x pixels, \(size) of them, which run \(order.words)"),
            size: size)
    }

    private func pixels<T: BinaryFloatingPoint & Sendable>(_ array: MatArray<T>, size: ImageSize) -> Matrix<T> {
        let count = array.shape[0]
        let elements = order.filePositions(in: size).flatMap { array.elements[$0 * count..<($0 + 1) * count] }
        return Matrix(rows: size.pixels, columns: count, elements: elements)
    }

    private func numbers<T: BinaryFloatingPoint & Sendable>(
        _ name: String, _ type: T.Type, shape expected: [Int], called what: String
    ) throws -> MatArray<T> {
        let array = try file.numbers(name, as: type)
        guard array.shape == expected else {
            throw fail(name, "an array of \(sizes(array.shape)), but \(sizes(expected)) (\(what)) was expected")
        }
        return array
    }

    // MARK: Errors

    private static func place(_ variable: String) -> String { "variable '\(variable)'" }

    /// What is thrown where a variable is not as it should be.
    func fail(_ variable: String, _ reason: String) -> FormatError {
        FormatError(file: path, place: Self.place(variable), reason: reason)
    }
}

/// Lengths as they are written in messages: `198 x 10000`.
func sizes(_ lengths: [Int]) -> String {
    lengths.map(String.init).joined(separator: " x ")
}
