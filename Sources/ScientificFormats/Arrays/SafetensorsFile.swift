import FoundationEssentials

/// The format `safetensors` for named tensors: 8 bytes of header size, the header in JSON, the numbers.
///
/// Format: Hugging Face, *safetensors*.
public enum SafetensorsFile {
    /// Tensors of 32-bit floats as the contents of a file, the same bytes for the same tensors and metadata.
    ///
    /// - Parameters:
    ///   - tensors: The tensors, whose names must differ and not be `__metadata__`. Their numbers follow in this order.
    ///   - metadata: What the file says of itself.
    /// - Returns: The bytes of the file.
    public static func encode(_ tensors: [NamedTensor], metadata: [String: String]) -> [UInt8] {
        var fields: [String: HeaderField] = metadata.isEmpty ? [:] : [metadataKey: .metadata(metadata)]
        var data: [UInt8] = []
        for tensor in tensors {
            precondition(
                tensor.name != metadataKey && fields[tensor.name] == nil, "a second tensor named '\(tensor.name)'")
            let start = data.count
            data += littleEndianBytes(of: tensor.values) { $0.bitPattern }
            fields[tensor.name] = .tensor(TensorField(dtype: "F32", shape: tensor.shape, offsets: [start, data.count]))
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard var header = try? [UInt8](encoder.encode(fields)) else {
            preconditionFailure("strings and integers always have a JSON form")
        }
        // The numbers begin at a multiple of 8 bytes.
        header += Array(repeating: 0x20, count: -header.count & 7)
        return littleEndianBytes(of: [UInt64(header.count)]) { $0 } + header + data
    }

    /// Reads tensors of 16-, 32- or 64-bit floats.
    ///
    /// - Parameter path: The path of the file.
    /// - Returns: The tensors in the order of their numbers in the file, and what the file says of itself.
    /// - Throws: ``FormatError`` where the file cannot be read, is damaged, or holds other than floats. The numbers of
    ///   the tensors must fill the file, without overlap or gap.
    public static func read(path: String) throws -> (tensors: [NamedTensor], metadata: [String: String]) {
        try decode(FileBytes.read(path: path), path: path)
    }

    /// Reads tensors from the contents of a file.
    package static func decode(
        _ bytes: [UInt8], path: String
    ) throws -> (tensors: [NamedTensor], metadata: [String: String]) {
        guard bytes.count >= 8 else { throw FormatError(file: path, reason: "not a safetensors file: too short") }
        let stated = bytes[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard let length = Int(exactly: stated), length <= bytes.count - 8 else {
            throw FormatError(
                file: path, place: "byte 0", reason: "states a header of \(stated) bytes in a file of \(bytes.count)")
        }
        let fields: [String: HeaderField]
        do {
            fields = try JSONDecoder().decode([String: HeaderField].self, from: Data(bytes[8..<8 + length]))
        } catch {
            throw FormatError(file: path, place: "byte 8", reason: "the header is not that of a safetensors file")
        }

        var metadata: [String: String] = [:]
        var entries: [(name: String, field: TensorField)] = []
        for (name, field) in fields {
            switch field {
            case .metadata(let strings) where name == metadataKey: metadata = strings
            case .tensor(let tensor) where name != metadataKey: entries.append((name, tensor))
            default:
                throw FormatError(file: path, place: "tensor '\(name)'", reason: "a header entry of the wrong kind")
            }
        }
        // Empty tensors share their offset with the next one, so the end decides, then the name.
        entries.sort { first, second in
            first.field.offsets == second.field.offsets
                ? first.name < second.name : first.field.offsets.lexicographicallyPrecedes(second.field.offsets)
        }

        var position = 8 + length
        let tensors = try entries.map { name, field in
            func error(_ reason: String) -> FormatError {
                FormatError(file: path, place: "tensor '\(name)'", reason: reason)
            }
            guard let type = NumberType(dtype: field.dtype) else {
                throw error("numbers of type \(field.dtype); F16, F32 and F64 are read")
            }
            let left = bytes.count - position
            guard let size = checkedProduct(field.shape + [type.byteCount]), size <= left,
                field.offsets == [position - 8 - length, position - 8 - length + size]
            else {
                throw error("offsets \(field.offsets) do not fit its shape \(field.shape) and its place in the file")
            }
            defer { position += size }
            let values = type.decode(bytes[position..<position + size], order: .littleEndian, as: Float.self)
            return NamedTensor(name: name, shape: field.shape, values: values)
        }
        guard position == bytes.count else {
            throw FormatError(
                file: path, place: "byte \(position)", reason: "\(bytes.count - position) bytes belong to no tensor")
        }
        return (tensors, metadata)
    }

    private static let metadataKey = "__metadata__"
}

/// What the header says of a tensor.
private struct TensorField: Codable {
    let dtype: String
    let shape: [Int]
    /// Where the numbers begin and end, counted from the end of the header.
    let offsets: [Int]

    enum CodingKeys: String, CodingKey {
        case dtype, shape
        case offsets = "data_offsets"
    }
}

/// A value in the header.
private enum HeaderField: Codable {
    case metadata([String: String])
    case tensor(TensorField)

    init(from decoder: any Decoder) throws {
        if let tensor = try? TensorField(from: decoder) {
            self = .tensor(tensor)
        } else {
            self = .metadata(try [String: String](from: decoder))
        }
    }

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .metadata(let strings): try strings.encode(to: encoder)
        case .tensor(let tensor): try tensor.encode(to: encoder)
        }
    }
}

extension NumberType {
    fileprivate init?(dtype: String) {
        switch dtype {
        case "F16": self = .float16
        case "F32": self = .float32
        case "F64": self = .float64
        default: return nil
        }
    }
}
