/// A MATLAB file of version 7.3: HDF5 behind 512 bytes, with a dataset for each variable and a group for each struct.
///
/// Dimensions stand in reverse, so that the numbers come column by column as in older files. Attributes say the class;
/// cells are arrays of references to datasets of a hidden group. Source: files of MATLAB; MathWorks documents none of it.
struct MatHDF5File: Sendable {
    /// The names of the variables, in the order of the file.
    let variableNames: [String]
    private let root: HDF5Object
    private let path: String

    /// Finds the variables of a file.
    init(_ file: HDF5File, path: String) throws {
        root = file.root
        self.path = path
        variableNames = try file.root.names().filter { !$0.hasPrefix("#") }
    }

    /// The object of a variable, or of a field of a struct as in `scene.cube`, or nothing where there is none.
    private func object(_ name: String) throws -> HDF5Object? {
        guard !name.hasPrefix("#") else { return nil }
        return try root.object(name.replacing(".", with: "/"))
    }

    /// Whether there is a variable of that name, or a field of a struct.
    func contains(_ name: String) -> Bool { ((try? object(name)) ?? nil) != nil }

    /// The real arrays of numbers, those in structs included, with their shapes; damaged ones are passed over.
    func arrays() -> [(name: String, shape: [Int])] {
        var found: [(name: String, shape: [Int])] = []
        try? root.forEachBelow(levels: 16) { object in
            guard !object.path.hasPrefix("/#"), let kind = try? MatKind(of: object) else { return false }
            if kind == .numbers, let dataset = try? object.dataset(), case .number = dataset.type.kind {
                found.append((Self.name(of: object), Self.twoOrMore(dataset.shape.reversed())))
            }
            return kind == .structure
        }
        return found
    }

    /// The name by which MATLAB calls an object, such as `scene.cube`.
    private static func name(of object: HDF5Object) -> String {
        String(object.path.dropFirst().replacing("/", with: "."))
    }

    /// The numbers of a variable in MATLAB's order, converted to `T`.
    func numbers<T: BinaryFloatingPoint & Sendable>(_ name: String, as type: T.Type) throws -> MatArray<T> {
        try read(name) { object throws in
            let kind = try MatKind(of: object)
            guard kind == .numbers else { throw MatDamage(reason: "\(kind.article), not an array of numbers") }
            let dataset = try object.dataset()
            if try isEmpty(object) {
                // The dataset of an empty array holds its dimensions.
                let shape = try dataset.numbers(as: Double.self).compactMap(Int.init(exactly:))
                guard shape.count == dataset.count, checkedProduct(shape) == 0 else {
                    throw MatDamage(reason: "an empty array that is not empty")
                }
                return MatArray(shape: Self.twoOrMore(shape), elements: [])
            }
            guard case .number = dataset.type.kind else {
                let isComplex = dataset.type.kind == .other("a compound of several values")
                throw MatDamage(
                    reason: isComplex ? "complex numbers, which are not read" : "not an array of numbers")
            }
            // A dataset may say that it holds nothing at all.
            let shape = dataset.count == 0 && dataset.shape.isEmpty ? [0, 0] : dataset.shape.reversed()
            return MatArray(shape: Self.twoOrMore(shape), elements: try dataset.numbers(as: T.self))
        }
    }

    /// The rows of a char array, or the texts of a cell.
    func strings(_ name: String) throws -> [String] {
        try read(name) { object throws in
            switch try MatKind(of: object) {
            case .text: return try rows(of: object)
            case .cell:
                if try isEmpty(object) { return [] }
                guard let cells = try object.dataset().values().references() else {
                    throw MatDamage(reason: "a cell array without its references")
                }
                return try cells.enumerated().map { index, address in
                    let cell = try object.object(at: address, path: "\(name){\(index + 1)}")
                    let kind = try MatKind(of: cell)
                    guard kind == .text else {
                        throw MatDamage(reason: "cell \(index + 1) is \(kind.article), not text")
                    }
                    let rows = try rows(of: cell)
                    guard rows.count == 1 else {
                        throw MatDamage(reason: "cell \(index + 1) has \(rows.count) rows of text, not one")
                    }
                    return rows[0]
                }
            case let kind: throw MatDamage(reason: "\(kind.article), not text")
            }
        }
    }

    /// Names and notes are shorter by far.
    private static let longestText = 1 << 20

    /// The rows of a char array, in units of UTF-16; an empty one is one empty row.
    private func rows(of object: HDF5Object) throws -> [String] {
        if try isEmpty(object) { return [""] }
        let dataset = try object.dataset()
        guard dataset.shape.count == 2, dataset.count > 0 else {
            throw MatDamage(reason: "text in \(dataset.shape.count) dimensions, not two")
        }
        // What is packed may be a thousand times as much, and each row takes memory of its own.
        guard dataset.count <= Self.longestText else {
            throw MatDamage(reason: "text of \(dataset.count) characters, where \(Self.longestText) are the most")
        }
        let units = try dataset.numbers(as: Double.self).map { UInt16(exactly: $0) ?? 0xFFFD }
        let (length, rowCount) = (dataset.shape[0], dataset.shape[1])
        return (0..<rowCount).map { row in
            let line = (0..<length).map { units[$0 * rowCount + row] }
            guard rowCount > 1 else { return String(decoding: line, as: UTF16.self) }
            return String(decoding: line.prefix((line.lastIndex { $0 != 0x20 } ?? -1) + 1), as: UTF16.self)
        }
    }

    private func isEmpty(_ object: HDF5Object) throws -> Bool {
        try object.numbers("MATLAB_empty")?.first ?? 0 != 0
    }

    /// A shape of at least two dimensions, as MATLAB's arrays have.
    private static func twoOrMore(_ shape: [Int]) -> [Int] {
        shape + [Int](repeating: 1, count: max(2 - shape.count, 0))
    }

    /// Hands on the object of a variable, and adds file and variable to what is wrong with it.
    private func read<Result>(_ name: String, _ body: (HDF5Object) throws -> Result) throws -> Result {
        guard let object = try object(name) else {
            throw MatFile.missing(name, in: path, variables: variableNames, arrays: arrays())
        }
        do {
            return try body(object)
        } catch let damage as MatDamage {
            throw FormatError(file: path, place: "variable '\(name)'", reason: damage.reason)
        }
    }
}

/// What a variable is, by its attributes.
private enum MatKind {
    case numbers, text, cell, structure, sparse, object

    init(of object: HDF5Object) throws {
        let name = try object.text("MATLAB_class")
        if object.isGroup {
            self = try object.attribute("MATLAB_sparse") == nil ? .structure : .sparse
            return
        }
        switch name {
        // Other programs write arrays without a class.
        case nil, "double", "single", "logical", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64",
            "uint64":
            self = .numbers
        case "char": self = .text
        case "cell": self = .cell
        case "struct": self = .structure
        default: self = .object
        }
    }

    /// What it is, for a message, with its article.
    var article: String {
        switch self {
        case .numbers: "an array of numbers"
        case .text: "a char array"
        case .cell: "a cell array"
        case .structure: "a struct"
        case .sparse: "a sparse matrix"
        case .object: "an object"
        }
    }
}
