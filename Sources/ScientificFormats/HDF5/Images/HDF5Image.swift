/// An image of an HDF5 or netCDF-4 file: EMIT, AVIRIS-3, PRISMA, or an array that is named.
///
/// <doc:ReadingHDF5Files> has the layouts. Numbers are read when they are asked for, some rows at a time.
public struct HDF5Image: Sendable {
    /// What the layout is called, such as `EMIT`.
    public let layout: String
    /// The number of rows.
    public let rows: Int
    /// The number of columns.
    public let columns: Int
    /// The number of bands.
    public let bands: Int
    /// The wavelength of each band in nanometres, where the file gives them; they increase in all layouts that are known.
    public let wavelengths: [Double]?
    /// Whether each band is good to use, where the file says so.
    public let goodBands: [Bool]?
    /// The value that stands for a missing one in the file.
    ///
    /// In ``values(rows:)`` it is `NaN`.
    public let missingValue: Double?
    /// Where the pixels lie, where the file says so and they lie on a grid.
    public let place: ImagePlace?
    /// What was taken from the file, and what was left: sentences for people.
    public let remarks: [String]
    /// How many rows are best read at a time, as they share what is packed together.
    public let rowsAtOnce: Int
    private let cubes: [(cube: HDF5Cube, places: [Int])]
    /// Whether a pixel of nothing but zeros is outside of the scene.
    private let isEmptyWhereZero: Bool

    /// Opens an image.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - variable: The path of an array of rows x columns x bands, in a file of another layout.
    /// - Throws: ``FormatError`` where it cannot be read, is damaged, or has no image that is known.
    public init(path: String, variable: String? = nil) throws {
        try self.init(HDF5File(path: path), path: path, variable: variable)
    }

    /// Finds the image of a file.
    package init(_ file: HDF5File, path: String, variable: String? = nil) throws {
        let root = file.root
        if let variable {
            guard let object = try root.object(variable) else {
                throw FormatError(file: path, reason: "no array '\(variable)'; \(try Self.arrays(in: root))")
            }
            self.init(try .named(object))
            return
        }
        guard let contents = try HDF5ImageContents.emit(root) ?? .aviris3(root) ?? .prisma(root) else {
            throw FormatError(
                file: path,
                reason: "no image of EMIT, AVIRIS-3 or PRISMA; \(try Self.arrays(in: root))")
        }
        self.init(contents)
    }

    private init(_ contents: HDF5ImageContents) {
        layout = contents.layout
        rows = contents.cubes[0].cube.rows
        columns = contents.cubes[0].cube.columns
        bands = contents.cubes.reduce(0) { $0 + $1.cube.bands.count }
        wavelengths = contents.wavelengths
        goodBands = contents.goodBands
        missingValue = contents.missingValue
        place = contents.place
        remarks = contents.remarks
        cubes = contents.cubes
        rowsAtOnce = min(max(cubes.map(\.cube.rowsAtOnce).max() ?? 1, 16), rows)
        isEmptyWhereZero = contents.isEmptyWhereZero
    }

    /// The values of some rows, pixel by pixel: (r, c, b) stands at `((r - rows.lowerBound) * columns + c) * bands + b`.
    ///
    /// - Parameter rows: The rows, which the image must have.
    /// - Returns: The values; those that are missing are `NaN`.
    /// - Throws: ``FormatError`` where the file is damaged.
    public func values(rows: Range<Int>) throws -> [Float] {
        precondition(rows.lowerBound >= 0 && rows.upperBound <= self.rows, "rows \(rows) of \(self.rows)")
        let stored = try cubes.map { try $0.cube.stored(rows: rows) }
        var values = [Float](repeating: 0, count: rows.count * columns * bands)
        for ((cube, places), numbers) in zip(cubes, stored) {
            cube.fill(&values, with: numbers, rows: rows, total: bands, places: places)
        }
        guard isEmptyWhereZero else { return values }
        // Stored zeros become the offset of their cube's scale.
        var zeros = [Float](repeating: 0, count: bands)
        for (cube, places) in cubes { for place in places { zeros[place] = Float(cube.scale.offset) } }
        for pixel in stride(from: 0, to: values.count, by: bands)
        where (0..<bands).allSatisfy({ values[pixel + $0] == zeros[$0] }) {
            for band in 0..<bands { values[pixel + band] = .nan }
        }
        return values
    }

    /// All values, pixel by pixel, read some rows at a time.
    public func values() throws -> [Float] {
        var values: [Float] = []
        values.reserveCapacity(rows * columns * bands)
        for first in stride(from: 0, to: rows, by: rowsAtOnce) {
            values += try self.values(rows: first..<min(first + rowsAtOnce, rows))
        }
        return values
    }

    /// The arrays of three dimensions, which may be named, in words.
    private static func arrays(in root: HDF5Object) throws -> String {
        var paths: [String] = []
        try root.forEachBelow(levels: 8) { object in
            if !object.isGroup, let dataset = try? object.dataset(), dataset.shape.count == 3 {
                paths.append(object.path)
            }
            return paths.count < 12
        }
        return paths.isEmpty
            ? "there is no array of rows x columns x bands either"
            : "arrays of three dimensions, which can be named where they are rows x columns x bands: "
                + paths.joined(separator: ", ")
    }
}
