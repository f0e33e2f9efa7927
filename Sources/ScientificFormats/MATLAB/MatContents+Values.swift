extension MatContents {
    /// The numbers of an array, converted to `T`.
    ///
    /// They may be stored in a smaller type than their class, as MATLAB does with whole doubles.
    @specialized(where T == Float)
    @specialized(where T == Double)
    func numbers<T: BinaryFloatingPoint>(in array: MatArrayHeader, as type: T.Type) throws(MatDamage) -> [T] {
        guard array.arrayClass.isNumeric else {
            throw MatDamage(reason: "\(array.arrayClass.article), not an array of numbers")
        }
        guard !array.isComplex else { throw MatDamage(reason: "complex numbers, which are not read") }
        var position = array.data.lowerBound
        let data = try element(at: &position, before: array.data.upperBound)
        guard let stored = NumberType(matType: data.type) else {
            throw MatDamage(reason: "numbers stored as data type \(data.type), which there is not")
        }
        try checkCount(of: data, is: array, unit: stored.byteCount)
        return stored.decode(bytes[data.body], order: order, as: T.self)
    }

    /// The rows of a char array, or the texts of a cell.
    func strings(in array: MatArrayHeader) throws(MatDamage) -> [String] {
        switch array.arrayClass {
        case .char: return try rows(of: array)
        case .cell:
            var strings: [String] = []
            var position = array.data.lowerBound
            // The count is not trusted: each cell has to be there before the next is looked for.
            while strings.count < array.count {
                let element = try element(at: &position, before: array.data.upperBound)
                guard !element.body.isEmpty else {
                    throw MatDamage(reason: "cell \(strings.count + 1) is empty, not text")
                }
                let cell = try arrayHeader(of: element)
                guard cell.arrayClass == .char else {
                    throw MatDamage(reason: "cell \(strings.count + 1) is \(cell.arrayClass.article), not text")
                }
                let rows = try rows(of: cell)
                guard rows.count == 1 else {
                    throw MatDamage(reason: "cell \(strings.count + 1) has \(rows.count) rows of text, not one")
                }
                strings += rows
            }
            return strings
        default: throw MatDamage(reason: "\(array.arrayClass.article), not text")
        }
    }

    /// The rows of a char array; an empty one is one empty row.
    private func rows(of array: MatArrayHeader) throws(MatDamage) -> [String] {
        guard array.shape.count == 2 else {
            throw MatDamage(reason: "text in \(array.shape.count) dimensions, not two")
        }
        guard array.count > 0 else { return [""] }
        var position = array.data.lowerBound
        let text = try text(in: element(at: &position, before: array.data.upperBound), of: array)
        let rowCount = array.shape[0]
        guard rowCount > 1 else { return [text] }
        // Column by column, as all of MATLAB's arrays, in units of UTF-16.
        let units = Array(text.utf16)
        guard units.count == array.count else {
            throw MatDamage(reason: "\(units.count) characters where the dimensions ask for \(array.count)")
        }
        return (0..<rowCount).map { row in
            let line = stride(from: row, to: units.count, by: rowCount).map { units[$0] }
            let blank = UInt16(0x20)
            return String(decoding: line.prefix((line.lastIndex { $0 != blank } ?? -1) + 1), as: UTF16.self)
        }
    }

    private func text(in data: MatElement, of array: MatArrayHeader) throws(MatDamage) -> String {
        let body = bytes[data.body]
        switch data.type {
        case 16:
            // UTF-8 takes a varying number of bytes, and writers differ in what they count as one character.
            guard let text = String(validating: body, as: UTF8.self),
                text.utf16.count == array.count || text.unicodeScalars.count == array.count
            else { throw MatDamage(reason: "damaged UTF-8 text") }
            return text
        case 1, 2:
            try checkCount(of: data, is: array, unit: 1)
            return String(String.UnicodeScalarView(body.map { Unicode.Scalar($0) }))
        case 4, 17:
            try checkCount(of: data, is: array, unit: 2)
            let units = stride(from: body.startIndex, to: body.endIndex, by: 2).map { index in
                order == .littleEndian
                    ? UInt16(body[index]) | UInt16(body[index + 1]) << 8
                    : UInt16(body[index]) << 8 | UInt16(body[index + 1])
            }
            guard let text = String(validating: units, as: UTF16.self) else {
                throw MatDamage(reason: "damaged UTF-16 text")
            }
            return text
        default: throw MatDamage(reason: "text stored as data type \(data.type), which is not read")
        }
    }

    private func checkCount(of data: MatElement, is array: MatArrayHeader, unit: Int) throws(MatDamage) {
        guard checkedProduct([array.count, unit]) == data.body.count else {
            throw MatDamage(
                reason: "dimensions \(array.shape.map(String.init).joined(separator: "x")) of \(unit) bytes each,"
                    + " but \(data.body.count) bytes of data")
        }
    }
}

extension NumberType {
    /// The number type of a data element's tag, where it is one.
    fileprivate init?(matType: UInt32) {
        switch matType {
        case 1: self = .int8
        case 2: self = .uint8
        case 3: self = .int16
        case 4: self = .uint16
        case 5: self = .int32
        case 6: self = .uint32
        case 7: self = .float32
        case 9: self = .float64
        case 12: self = .int64
        case 13: self = .uint64
        default: return nil
        }
    }
}

extension MatClass {
    /// The class for a message, with its article.
    var article: String {
        switch self {
        case .cell: "a cell array"
        case .structure: "a struct"
        case .object, .opaque: "an object"
        case .char: "a char array"
        case .sparse: "a sparse matrix"
        case .function: "a function"
        default: "an array of numbers"
        }
    }
}
