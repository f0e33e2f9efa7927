import Foundation
import ScientificFormats
import NumericalMethods

/// The files of a scene: an image, and the truth about its pixels.
///
/// The image is a MATLAB file or the header of an ENVI image, the truth a MATLAB file, which may be the same. MATLAB
/// files come in two families:
///
/// | | image | abundances | endmembers | classes | size | pixels run |
/// |---|---|---|---|---|---|---|
/// | as first published | `Y` or `V` | `A` | `M` | `cood` | `nRow`, `nCol` | down the columns |
/// | of HySUPP and EDAA | `Y` | `A` | `E` | `labels` | `H`, `W` | along the rows |
///
/// Images are bands x pixels, abundances classes x pixels, endmembers bands x classes. Whatever tells a size must agree
/// with the expected shape, except for `nBand`, `L` and their like: some files count bands that they have left out.
public struct SceneFiles: Sendable {
    /// The path of the image, or of its header.
    public let image: String
    /// The path of the truth.
    public let truth: String
    /// The order of the pixels in MATLAB files, or nothing for the one of their family.
    public let pixelOrder: PixelOrder?

    /// Names the files of a scene.
    public init(image: String, truth: String, pixelOrder: PixelOrder? = nil) {
        self.image = image
        self.truth = truth
        self.pixelOrder = pixelOrder
    }

    /// Reads the scene.
    ///
    /// Abundances must not be negative and must sum to one in each pixel. As they are often the output of a solver, -10⁻⁶
    /// counts as zero, and sums may be off by 10⁻³; they are not rescaled.
    ///
    /// - Parameter shape: The shape that the scene must have. Names of classes may differ in upper and lower case.
    /// - Returns: The scene, with the names of the classes as `shape` has them.
    /// - Throws: `FormatError` where a file cannot be read, has another shape, or holds what no scene can hold.
    public func read(shape: SceneShape) throws -> HyperspectralScene {
        let image =
            image.lowercased().hasSuffix(".hdr")
            ? try readENVI(shape)
            : try readMatlabImage(SceneMatFile(path: image, shape: shape, order: pixelOrder))
        return HyperspectralScene(
            image: image, truth: try Self.readTruth(path: truth, shape: shape, pixelOrder: pixelOrder))
    }

    // MARK: The image

    private func readENVI(_ shape: SceneShape) throws -> HyperspectralImage {
        let envi = try ENVIImage(headerPath: image)
        let found = [envi.rows, envi.columns, envi.bands]
        let wanted = [shape.size.rows, shape.size.columns, shape.bands]
        guard found == wanted else {
            throw FormatError(
                file: image,
                reason: "an image of \(sizes(found)) (rows x columns x bands), but \(sizes(wanted)) was expected")
        }
        return try envi.image(path: image)
    }

    private func readMatlabImage(_ file: SceneMatFile) throws -> HyperspectralImage {
        let name = try file.firstVariable(of: ["Y", "V"], called: "image")
        return try HyperspectralImage(
            size: file.shape.size, spectra: file.pixelRows(name, of: file.shape.bands, called: "bands")
        ).checked(path: image, place: "variable '\(name)'")
    }

    // MARK: The truth

    /// Reads the truth alone, under the same conditions.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - shape: The shape that the scene must have.
    ///   - pixelOrder: The order of the pixels, or nothing for the one of the file's family.
    /// - Returns: The truth, with the names of the classes as `shape` has them.
    /// - Throws: `FormatError` as ``read(shape:)`` does.
    public static func readTruth(path: String, shape: SceneShape, pixelOrder: PixelOrder? = nil) throws -> GroundTruth {
        let file = try SceneMatFile(path: path, shape: shape, order: pixelOrder)
        let classes = file.shape.classes
        try file.checkClassNames()
        var abundances: Matrix<Double> = try file.pixelRows("A", of: classes.count, called: "classes")
        for pixel in 0..<abundances.rows {
            func fail(_ reason: String) -> FormatError {
                FormatError(
                    file: path, place: "variable 'A'",
                    reason: "\(reason) in the \(file.shape.size.describe(pixel: pixel))")
            }
            for (index, name) in classes.enumerated() {
                let abundance = abundances[pixel, index]
                guard abundance.isFinite, abundance >= -1e-6 else {
                    throw fail("an abundance of \(abundance) of '\(name)'")
                }
                abundances[pixel, index] = max(abundance, 0)
            }
            let sum = abundances.row(pixel).reduce(0, +)
            guard abs(sum - 1) <= 1e-3 else { throw fail("abundances that sum to \(sum), not 1,") }
        }
        return GroundTruth(classes: classes, abundances: abundances, endmembers: try file.endmembers())
    }
}

/// A MATLAB file of a scene, of either family.
private struct SceneMatFile {
    let shape: SceneShape
    private let path: String
    private let file: MatFile
    private let order: PixelOrder

    /// Opens a file and checks the size of the image that it states.
    init(path: String, shape: SceneShape, order: PixelOrder?) throws {
        self.path = path
        self.shape = shape
        file = try MatFile(path: path)
        self.order = order ?? (file.contains("H") && file.contains("W") ? .rowMajor : .columnMajor)
        let lengths = [
            ("nRow", shape.size.rows, "rows"), ("nCol", shape.size.columns, "columns"),
            ("H", shape.size.rows, "rows"), ("W", shape.size.columns, "columns"),
        ]
        for (name, expected, what) in lengths where file.contains(name) {
            let found = try file.integer(name)
            guard found == expected else {
                throw FormatError(
                    file: path, place: "variable '\(name)'", reason: "\(found) \(what), but \(expected) were expected")
            }
        }
    }

    /// The first variable of several names that the file holds.
    func firstVariable(of names: [String], called what: String) throws -> String {
        if let name = names.first(where: file.contains) { return name }
        throw FormatError(
            file: path,
            reason: "no \(what): neither of the variables \(names.joined(separator: ", ")) among "
                + file.variableNames.joined(separator: ", "))
    }

    /// An array of values x pixels, turned to pixels x values, pixels row by row.
    func pixelRows<T: BinaryFloatingPoint & Sendable>(_ name: String, of count: Int, called what: String) throws
        -> Matrix<T>
    {
        let size = shape.size
        let array = try numbers(name, T.self, shape: [count, size.pixels], called: "\(what) x pixels, \(size) of them")
        let elements = order.filePositions(in: size).flatMap { array[$0 * count..<($0 + 1) * count] }
        return Matrix(rows: size.pixels, columns: count, elements: elements)
    }

    /// The endmembers, turned from bands x classes to classes x bands, or nothing where the file has none.
    func endmembers() throws -> Matrix<Double>? {
        // HySUPP has the number of atoms of its dictionary under M.
        guard let name = ["E", "M"].first(where: file.contains) else { return nil }
        let array = try numbers(
            name, Double.self, shape: [shape.bands, shape.classes.count], called: "bands x classes")
        return Matrix(rows: shape.classes.count, columns: shape.bands, elements: array)
    }

    /// Checks the names of the classes, which may be numbered as in `1-tree`, where the file has them.
    func checkClassNames() throws {
        guard let name = ["cood", "labels"].first(where: file.contains) else { return }
        let found = try file.strings(name).map(withoutNumber)
        guard found.map({ $0.lowercased() }) == shape.classes.map({ $0.lowercased() }) else {
            throw FormatError(
                file: path, place: "variable '\(name)'",
                reason:
                    "the classes are \(found.joined(separator: ", ")), but \(shape.classes.joined(separator: ", ")) "
                    + "were expected")
        }
    }

    private func numbers<T: BinaryFloatingPoint & Sendable>(
        _ name: String, _ type: T.Type, shape expected: [Int], called what: String
    ) throws -> [T] {
        let array = try file.numbers(name, as: type)
        guard array.shape == expected else {
            throw FormatError(
                file: path, place: "variable '\(name)'",
                reason: "an array of \(sizes(array.shape)), but \(sizes(expected)) (\(what)) was expected")
        }
        return array.elements
    }
}

/// Lengths as they are written in messages: `198 x 10000`.
private func sizes(_ lengths: [Int]) -> String {
    lengths.map(String.init).joined(separator: " x ")
}

/// A class's name without the number before it: `1-tree` becomes `tree`.
func withoutNumber(_ name: String) -> String {
    let digits = name.prefix { $0.isNumber }
    let rest = name.dropFirst(digits.count)
    let bare = !digits.isEmpty && rest.first == "-" ? rest.dropFirst() : Substring(name)
    return bare.trimmingCharacters(in: .whitespaces)
}
