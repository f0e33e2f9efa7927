internal import ScientificFormats

extension TemporaryFolder {
    /// Writes a MATLAB file of level 5, not compressed, and returns its path.
    package func writeMat(_ name: String, _ variables: [MatVariable]) throws -> String {
        let header = Array("MATLAB 5.0 MAT-file".utf8)
        let bytes =
            header + [UInt8](repeating: 0x20, count: 124 - header.count) + [0, 1, 0x49, 0x4D]
            + variables.flatMap(encoded)
        try FileBytes.write(bytes, path: path + "/" + name)
        return path + "/" + name
    }
}

private func encoded(_ variable: MatVariable) -> [UInt8] {
    switch variable {
    case .doubles(let name, let shape, let values):
        return matrix(
            class: 6, name: name, shape: shape, data: element(9, values.flatMap { littleEndian($0.bitPattern) }))
    case .wholeNumbers(let name, let shape, let values):
        return matrix(class: 11, name: name, shape: shape, data: element(4, values.flatMap { littleEndian($0) }))
    case .texts(let name, let texts):
        let cells = texts.flatMap { encoded(.characters("", rows: [$0])) }
        return element(
            14,
            element(6, littleEndian(UInt32(1)) + littleEndian(UInt32(0)))
                + element(5, [texts.count, 1].flatMap { littleEndian(Int32($0)) })
                + element(1, Array(name.utf8)) + cells)
    case .characters(let name, let rows):
        let length = rows.map(\.utf16.count).max() ?? 0
        let padded = rows.map { Array($0.utf16) + [UInt16](repeating: 0x20, count: length - $0.utf16.count) }
        let units = (0..<length).flatMap { column in padded.map { $0[column] } }
        return matrix(
            class: 4, name: name, shape: [rows.count, length], data: element(4, units.flatMap { littleEndian($0) }))
    }
}

private func matrix(class number: UInt32, name: String, shape: [Int], data: [UInt8]) -> [UInt8] {
    element(
        14,
        element(6, littleEndian(number) + littleEndian(UInt32(0)))
            + element(5, shape.flatMap { littleEndian(Int32($0)) })
            + element(1, Array(name.utf8)) + data)
}

/// A tag of type and size, and the data, filled up to eight bytes.
private func element(_ type: UInt32, _ data: [UInt8]) -> [UInt8] {
    littleEndian(type) + littleEndian(UInt32(data.count)) + data
        + [UInt8](repeating: 0, count: (8 - data.count % 8) % 8)
}

private func littleEndian<T: FixedWidthInteger>(_ value: T) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
}
