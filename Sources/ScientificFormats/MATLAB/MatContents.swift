import CZlib

/// The bytes of a MATLAB file, or of a variable in it once inflated, read element by element.
struct MatContents {
    let bytes: [UInt8]
    let order: ByteOrder

    /// Reads the tag at a position and moves the position behind the element.
    ///
    /// A tag is a type and a size of 4 bytes each. Up to 4 bytes of data may stand in the tag itself, with type and
    /// size of 2 bytes each. The next tag begins at a multiple of 8 bytes, except behind a compressed element.
    func element(at position: inout Int, before end: Int) throws(MatDamage) -> MatElement {
        guard end - position >= 8 else { throw MatDamage(reason: "ends in the middle of a data element's tag") }
        let word = word(at: position)
        if word >> 16 != 0 {
            guard word >> 16 <= 4 else { throw MatDamage(reason: "not the tag of a data element") }
            let body = position + 4..<position + 4 + Int(word >> 16)
            position += 8
            return MatElement(type: word & 0xFFFF, body: body)
        }
        let size = Int(self.word(at: position + 4))
        let start = position + 8
        guard size <= end - start else {
            throw MatDamage(reason: "states \(size) bytes of data where \(end - start) are left")
        }
        let padding = word == MatElement.compressed ? 0 : -size & 7
        position = min(start + size + padding, end)
        return MatElement(type: word, body: start..<start + size)
    }

    /// The name of the variable whose element this is, which for a compressed one only inflates the first bytes.
    func variableName(in element: MatElement) throws(MatDamage) -> String {
        let (contents, element) = try unpacked(element, limit: 4096)
        return try contents.arrayHeader(of: element).name
    }

    /// An array's element as it is, or inflated if it is compressed.
    ///
    /// Inflating stops at the limit, for those who only want the header. Without one, size and checksum are verified.
    func unpacked(
        _ element: MatElement, limit: Int? = nil
    ) throws(MatDamage) -> (contents: MatContents, element: MatElement) {
        guard element.type == MatElement.compressed else { return (self, element) }
        let tag = MatContents(bytes: inflated(element.body, upTo: 8).bytes, order: order)
        guard tag.bytes.count == 8, tag.word(at: 0) == MatElement.matrix else {
            throw MatDamage(reason: "compressed data are damaged")
        }
        // Deflate shrinks to 1/1032 at best, so a size beyond that is a lie, found out before memory is claimed for it.
        let size = 8 + Int(tag.word(at: 4))
        guard size / 1032 <= element.body.count else {
            throw MatDamage(reason: "states \(size) bytes of data, more than its compressed data can hold")
        }
        let (bytes, isWhole) = inflated(element.body, upTo: min(size, limit ?? size))
        guard isWhole || limit.map({ bytes.count == $0 }) ?? false else {
            throw MatDamage(reason: "compressed data are damaged or cut short")
        }
        return (MatContents(bytes: bytes, order: order), MatElement(type: MatElement.matrix, body: 8..<bytes.count))
    }

    /// Inflates compressed bytes, up to a size.
    ///
    /// - Returns: The first bytes, and whether they are exactly what was compressed, checksum included.
    private func inflated(_ body: Range<Int>, upTo size: Int) -> (bytes: [UInt8], isWhole: Bool) {
        var status = Z_OK
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            var written = uLongf(size)
            status = self.bytes[body].withUnsafeBufferPointer {
                uncompress(buffer.baseAddress, &written, $0.baseAddress, uLong($0.count))
            }
            count = Int(written)
        }
        return (bytes, status == Z_OK && bytes.count == size)
    }

    /// Reads flags, dimensions and name of an array.
    func arrayHeader(of element: MatElement) throws(MatDamage) -> MatArrayHeader {
        guard element.type == MatElement.matrix else {
            throw MatDamage(reason: "data element of type \(element.type) where an array was expected")
        }
        var position = element.body.lowerBound
        let end = element.body.upperBound
        let flags = try self.element(at: &position, before: end)
        guard flags.type == MatElement.uint32, flags.body.count == 8 else {
            throw MatDamage(reason: "array without its flags")
        }
        let word = word(at: flags.body.lowerBound)
        guard let arrayClass = MatClass(rawValue: UInt8(truncatingIfNeeded: word)) else {
            throw MatDamage(reason: "array of unknown class \(word & 0xFF)")
        }
        if arrayClass == .opaque {
            // An opaque array has its name where others have their dimensions, and is not read.
            let name = try self.name(in: self.element(at: &position, before: end))
            return MatArrayHeader(
                arrayClass: .opaque, isComplex: false, shape: [], count: 0, name: name, data: position..<end)
        }

        let dimensions = try self.element(at: &position, before: end)
        guard dimensions.type == MatElement.int32, dimensions.body.count.isMultiple(of: 4),
            dimensions.body.count >= 8
        else { throw MatDamage(reason: "array without its dimensions") }
        let shape = stride(from: dimensions.body.lowerBound, to: dimensions.body.upperBound, by: 4).map {
            Int(Int32(bitPattern: self.word(at: $0)))
        }
        guard let count = checkedProduct(shape) else { throw MatDamage(reason: "impossible dimensions \(shape)") }
        let name = try name(in: self.element(at: &position, before: end))
        return MatArrayHeader(
            arrayClass: arrayClass, isComplex: word & 0x800 != 0, shape: shape, count: count, name: name,
            data: position..<end)
    }

    private func name(in element: MatElement) throws(MatDamage) -> String {
        guard element.type == MatElement.int8 else { throw MatDamage(reason: "array without its name") }
        return String(decoding: bytes[element.body], as: UTF8.self)
    }

    func word(at position: Int) -> UInt32 {
        let word = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: position, as: UInt32.self) }
        return order == .littleEndian ? UInt32(littleEndian: word) : UInt32(bigEndian: word)
    }
}
