extension MatContents {
    /// The fields of a struct, in their order, each with the element of its value.
    ///
    /// A struct holds the room for a name, the names, and the values, one for each name.
    ///
    /// - Throws: ``MatDamage`` where it is no struct, an array of several, or damaged.
    func fields(of array: MatArrayHeader) throws(MatDamage) -> [(name: String, element: MatElement)] {
        guard array.arrayClass == .structure else {
            throw MatDamage(reason: "\(array.arrayClass.article), which has no fields")
        }
        guard array.count == 1 else {
            throw MatDamage(reason: "\(array.count) structs in an array, of which one was expected")
        }
        var position = array.data.lowerBound
        let end = array.data.upperBound
        let room = try element(at: &position, before: end)
        guard room.type == MatElement.int32, room.body.count == 4 else {
            throw MatDamage(reason: "struct without the length of its names")
        }
        let length = Int(Int32(bitPattern: word(at: room.body.lowerBound)))
        let names = try element(at: &position, before: end)
        guard names.type == MatElement.int8, length > 0, names.body.count.isMultiple(of: length) else {
            throw MatDamage(reason: "struct without its names")
        }
        var fields: [(name: String, element: MatElement)] = []
        for start in stride(from: names.body.lowerBound, to: names.body.upperBound, by: length) {
            let name = bytes[start..<start + length].prefix { $0 != 0 }
            fields.append((String(decoding: name, as: UTF8.self), try element(at: &position, before: end)))
        }
        return fields
    }
}
