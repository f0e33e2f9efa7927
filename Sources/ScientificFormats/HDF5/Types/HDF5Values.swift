/// The values of an attribute or of a small dataset, as bytes and what they are.
package struct HDF5Values {
    let type: HDF5Datatype
    package let shape: [Int]
    let count: Int
    let bytes: [UInt8]
    let storage: HDF5Storage
    /// What they belong to, for messages.
    let place: String

    /// The numbers, or nothing where they are no numbers.
    package func numbers() -> [Double]? {
        guard case .number(let type, let order) = type.kind else { return nil }
        return type.decode(bytes[...], order: order, as: Double.self)
    }

    /// The texts, or nothing where they are no texts.
    package func texts() throws -> [String]? {
        switch type.kind {
        case .text:
            return (0..<count).map { index in
                Self.text(bytes[index * type.size..<(index + 1) * type.size])
            }
        case .longText:
            return try (0..<count).map { index in
                var cursor = storage.cursor(Array(bytes[index * type.size..<(index + 1) * type.size]), at: 0)
                let length = try cursor.integer(4)
                guard let heap = try cursor.address(), length > 0 else { return "" }
                let number = try cursor.integer(4)
                return Self.text(try storage.globalObject(number, ofHeapAt: heap).prefix(length)[...])
            }
        default: return nil
        }
    }

    /// The addresses of objects, or nothing where they are none.
    package func references() throws -> [Int]? {
        guard type.kind == .reference else { return nil }
        var cursor = storage.cursor(bytes, at: 0)
        return try (0..<count).map { _ in try cursor.knownAddress() }
    }

    /// A text without what fills it up behind its end.
    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        let end = bytes.firstIndex(of: 0) ?? bytes.endIndex
        let last = bytes[..<end].lastIndex { $0 != 0x20 } ?? bytes.startIndex - 1
        return String(decoding: bytes[bytes.startIndex..<last + 1], as: UTF8.self)
    }
}

extension HDF5Storage {
    /// An object of a heap that values of varying length stand in.
    fileprivate func globalObject(_ number: Int, ofHeapAt address: Int) throws -> ArraySlice<UInt8> {
        var head = try cursor(at: address, count: 8 + lengthSize)
        guard try head.take(4).elementsEqual("GCOL".utf8) else {
            throw damage(at: address, "no heap of texts, which is referred to")
        }
        _ = try head.version(1, of: "a heap of texts")
        try head.skip(3)
        var cursor = try cursor(at: address, count: try head.length())
        try cursor.skip(8 + lengthSize)
        while cursor.left >= 8 + lengthSize {
            let found = try cursor.integer(2)
            try cursor.skip(6)
            let body = try cursor.take(try cursor.length())
            if found == number { return body }
            // The object 0 is the space that is left.
            if found == 0 { break }
            try cursor.align()
        }
        throw damage(at: address, "no object \(number) in the heap of texts")
    }
}
