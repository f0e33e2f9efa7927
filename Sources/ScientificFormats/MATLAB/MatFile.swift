/// A MATLAB file of level 5, as MATLAB saves with `-v6` or `-v7` and SciPy's `savemat` by default, or of version 7.3.
///
/// Read are arrays of numbers, char arrays and cells of char arrays, and such fields of structs, whose name is the way to
/// them, as in `scene.image`. Other variables are listed, and refused when they are asked for. The sizes that a file states are checked against what it holds, and compressed variables against
/// their checksum, so that a damaged file throws. Format: MathWorks, *MAT-File Format*, chapter 1, "Level 5 MAT-File
/// Format". Files of version 7.3 are HDF5 (<doc:ReadingHDF5Files>), and give the same.
public struct MatFile: Sendable {
    /// The names of the variables, in the order of the file.
    public let variableNames: [String]
    private let path: String
    private let contents: MatContents
    /// Where the element of each variable stands in the file.
    private let elements: [String: MatElement]
    /// The variables, where the file is of version 7.3 and has no elements.
    private let hdf5: MatHDF5File?

    /// Opens a file and finds its variables.
    ///
    /// - Throws: ``FormatError`` where the file cannot be read, is of another version, or is damaged.
    public init(path: String) throws {
        if try HDF5File.recognizes(path: path) {
            try self.init(HDF5File(path: path), path: path)
        } else {
            try self.init(level5: FileBytes.read(path: path), path: path)
        }
    }

    /// Opens what a file holds.
    package init(bytes: [UInt8], path: String) throws {
        if HDF5Storage.recognizes(bytes) {
            try self.init(HDF5File(bytes: bytes, path: path), path: path)
        } else {
            try self.init(level5: bytes, path: path)
        }
    }

    /// Opens a file of version 7.3.
    private init(_ file: HDF5File, path: String) throws {
        let variables = try MatHDF5File(file, path: path)
        self.path = path
        hdf5 = variables
        variableNames = variables.variableNames
        contents = MatContents(bytes: [], order: .littleEndian)
        elements = [:]
    }

    /// Opens what a file of level 5 holds.
    private init(level5 bytes: [UInt8], path: String) throws {
        self.path = path
        hdf5 = nil
        contents = MatContents(bytes: bytes, order: try Self.byteOrder(ofHeader: bytes, path: path))
        var names: [String] = []
        var elements: [String: MatElement] = [:]
        var position = Self.headerSize
        while position < bytes.count {
            let start = position
            do throws(MatDamage) {
                let element = try contents.element(at: &position, before: bytes.count)
                let name = try contents.variableName(in: element)
                // The workspace of MATLAB's own objects has no name.
                if !name.isEmpty, elements.updateValue(element, forKey: name) == nil { names.append(name) }
            } catch {
                throw FormatError(file: path, place: "byte \(start)", reason: error.reason)
            }
        }
        variableNames = names
        self.elements = elements
    }

    /// Whether the file holds a variable, or a field of a struct, of that name.
    public func contains(_ name: String) -> Bool {
        if let hdf5 { return hdf5.contains(name) }
        if elements[name] != nil { return true }
        return name.contains(".") && (try? read(name) { _, _ throws(MatDamage) in }) != nil
    }

    /// The real arrays of numbers, those in structs included, with their shapes; damaged ones are passed over.
    package func arrays() -> [(name: String, shape: [Int])] {
        if let hdf5 { return hdf5.arrays() }
        return variableNames.flatMap { name -> [(name: String, shape: [Int])] in
            guard let element = elements[name] else { return [] }
            guard let (start, first) = try? contents.unpacked(element, limit: 4096),
                let header = try? start.arrayHeader(of: first)
            else { return [] }
            guard header.arrayClass == .structure else { return Self.described(header, name) }
            guard let (contents, element) = try? contents.unpacked(element) else { return [] }
            return Self.arrays(in: element, of: contents, name: name, depth: 0)
        }
    }

    private static func arrays(
        in element: MatElement, of contents: MatContents, name: String, depth: Int
    ) -> [(name: String, shape: [Int])] {
        guard depth < 16, !element.body.isEmpty, let header = try? contents.arrayHeader(of: element) else { return [] }
        guard header.arrayClass == .structure else { return described(header, name) }
        return ((try? contents.fields(of: header)) ?? []).flatMap {
            arrays(in: $0.element, of: contents, name: "\(name).\($0.name)", depth: depth + 1)
        }
    }

    private static func described(_ header: MatArrayHeader, _ name: String) -> [(name: String, shape: [Int])] {
        header.arrayClass.isNumeric && !header.isComplex ? [(name, header.shape)] : []
    }

    /// There is no variable of a name; those that are there are told, a struct by its arrays.
    static func missing(
        _ name: String, in path: String, variables: [String], arrays: [(name: String, shape: [Int])]
    ) -> FormatError {
        let known = variables.flatMap { variable in
            let own = arrays.map(\.name).filter { $0.hasPrefix(variable + ".") }
            return own.isEmpty ? [variable] : own
        }
        return FormatError(
            file: path,
            reason: "no variable '\(name)'; the file holds: "
                + (known.isEmpty ? "no variables" : known.joined(separator: ", ")))
    }

    /// An array of numbers of any numeric class, or a logical one, converted to `T`.
    ///
    /// - Parameters:
    ///   - name: The name of the variable.
    ///   - type: The type that is wanted. Numbers that it cannot hold exactly are rounded to the nearest.
    /// - Returns: The numbers in MATLAB's order, column by column.
    /// - Throws: ``FormatError`` where there is no such variable, or it is not a full real array of numbers.
    @specialized(where T == Float)
    @specialized(where T == Double)
    public func numbers<T: BinaryFloatingPoint & Sendable>(_ name: String, as type: T.Type) throws -> MatArray<T> {
        if let hdf5 { return try hdf5.numbers(name, as: T.self) }
        return try read(name) { contents, array throws(MatDamage) in
            MatArray(shape: array.shape, elements: try contents.numbers(in: array, as: T.self))
        }
    }

    /// A whole number: a 1 x 1 array of any numeric class.
    ///
    /// - Throws: ``FormatError`` where there is no such variable, or it is not one whole number of at most 2⁵³ in size.
    public func integer(_ name: String) throws -> Int {
        let array = try numbers(name, as: Double.self)
        guard array.elements.count == 1, let value = Int(exactly: array.elements[0]), value.magnitude <= 1 << 53 else {
            let found = array.elements.count == 1 ? "\(array.elements[0])" : "an array of shape \(array.shape)"
            throw FormatError(
                file: path, place: "variable '\(name)'", reason: "one whole number was expected, not \(found)")
        }
        return value
    }

    /// Texts: the rows of a char array, or a cell of char arrays with one row each.
    ///
    /// The rows of a char array with more than one are padded to the same length; their trailing blanks are left out.
    ///
    /// - Throws: ``FormatError`` where there is no such variable, or it holds something else.
    public func strings(_ name: String) throws -> [String] {
        if let hdf5 { return try hdf5.strings(name) }
        return try read(name) { contents, array throws(MatDamage) in try contents.strings(in: array) }
    }

    /// Hands on the array of a variable, unpacked, and adds file and variable to what is wrong with it.
    private func read<Result>(
        _ name: String, _ body: (MatContents, MatArrayHeader) throws(MatDamage) -> Result
    ) throws -> Result {
        // A variable has no dot in its name, unless a file was made by another program than MATLAB.
        let way = elements[name] == nil ? name.split(separator: ".").map(String.init) : [name]
        guard let first = way.first, let element = elements[first] else {
            throw MatFile.missing(name, in: path, variables: variableNames, arrays: arrays())
        }
        do throws(MatDamage) {
            let (contents, element) = try contents.unpacked(element)
            var header = try contents.arrayHeader(of: element)
            for step in way.dropFirst() {
                let fields = try contents.fields(of: header)
                guard let field = fields.first(where: { $0.name == step }) else {
                    throw MatDamage(
                        reason: "no field '\(step)'; the struct holds: "
                            + fields.map(\.name).joined(separator: ", "))
                }
                guard !field.element.body.isEmpty else { throw MatDamage(reason: "empty") }
                header = try contents.arrayHeader(of: field.element)
            }
            return try body(contents, header)
        } catch {
            throw FormatError(file: path, place: "variable '\(name)'", reason: error.reason)
        }
    }

    private static let headerSize = 128

    /// Checks the first 128 bytes: text, then at byte 124 the version and the letters MI as a 16-bit number.
    private static func byteOrder(ofHeader bytes: [UInt8], path: String) throws -> ByteOrder {
        let resave = "save it again with save(FILE, ..., '-v7') in MATLAB"
        switch bytes.prefix(headerSize).dropFirst(124) {
        case [0, 1, 0x49, 0x4D]: return .littleEndian
        case [1, 0, 0x4D, 0x49]: return .bigEndian
        case [0, 2, 0x49, 0x4D], [2, 0, 0x4D, 0x49]:
            throw FormatError(file: path, reason: "a MATLAB file of version 7.3 without its HDF5 part; it is cut short")
        default:
            throw FormatError(file: path, place: "byte 124", reason: "not a MATLAB file of version 5 to 7; \(resave)")
        }
    }
}
