import ScientificFormats
import Testing

@Suite struct SafetensorsFileTests {
    static let tensors = [
        NamedTensor(name: "conv1/weight", shape: [2, 3], values: [1, -2, .pi, 0, .infinity, .leastNonzeroMagnitude]),
        NamedTensor(name: "bias", shape: [], values: [0.5]),
        NamedTensor(name: "a \"quoted\" ü", shape: [0, 2], values: []),
    ]

    @Test func readsWhatItWrites() throws {
        let metadata = ["seed": "7", "hash": "é\n\"\\"]
        let bytes = SafetensorsFile.encode(Self.tensors, metadata: metadata)
        let read = try SafetensorsFile.decode(bytes, path: "x")
        #expect(read.metadata == metadata)
        #expect(read.tensors.sorted { $0.name < $1.name } == Self.tensors.sorted { $0.name < $1.name })
        #expect(bytes == SafetensorsFile.encode(Self.tensors, metadata: metadata))
    }

    @Test func writesTheDocumentedBytes() throws {
        let bytes = SafetensorsFile.encode(
            [
                NamedTensor(name: "b/c", shape: [2], values: [1, -2]), NamedTensor(name: "a", shape: [1], values: [0]),
            ],
            metadata: ["y": "2", "x": "1"])
        let header =
            #"{"__metadata__":{"x":"1","y":"2"},"a":{"data_offsets":[8,12],"dtype":"F32","shape":[1]},"#
            + #""b/c":{"data_offsets":[0,8],"dtype":"F32","shape":[2]}}"#
        let padded = Array(header.utf8) + Array(repeating: 0x20, count: (8 - header.utf8.count % 8) % 8)
        #expect(padded.count % 8 == 0)
        let data: [UInt8] = [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0, 0, 0, 0, 0]
        #expect(bytes == [UInt8(padded.count), 0, 0, 0, 0, 0, 0, 0] + padded + data)
    }

    @Test func readsOtherWriters() throws {
        let (tensors, metadata) = try SafetensorsFile.read(path: fixture("tensors.safetensors"))
        #expect(metadata == ["seed": "1", "quote": "a \"b\" \\ c/ü"])
        #expect(
            tensors == [
                NamedTensor(name: "half", shape: [2, 3], values: [-2, -1, 0, 1, 2, 3]),
                NamedTensor(name: "weight", shape: [3, 2], values: [-2, -1, 0, 1, 2, 3]),
                NamedTensor(name: "double", shape: [4], values: [-2, -1, 0, 1]),
                NamedTensor(name: "scalar", shape: [], values: [0.5]),
            ])
    }

    @Test(arguments: [
        (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, 4, "tensor 'a': offsets [0, 4] do not fit"),
        (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, 8, "tensor 'a': offsets [4, 8] do not fit"),
        (#"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#, 4, "tensor 'a': offsets [0, 4] do not fit"),
        (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}"#, 4, "tensor 'a': offsets [0] do not fit"),
        (
            #"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}"#, 0,
            "tensor 'a': offsets [0, 0] do not fit"
        ),
        (
            #"{"a":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}}"#, 4,
            "tensor 'a': numbers of type BF16; F16, F32 and F64 are read"
        ),
        (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, 8, "byte 66: 4 bytes belong to no tensor"),
        (#"{"a":{"x":"y"}}"#, 0, "tensor 'a': a header entry of the wrong kind"),
        (#"{"a":"#, 0, "byte 8: the header is not that of a safetensors file"),
    ])
    func refusesOffsetsAndTypesThatDoNotFit(header: String, dataSize: Int, message: String) throws {
        let bytes =
            [UInt8(header.utf8.count), 0, 0, 0, 0, 0, 0, 0] + Array(header.utf8) + Array(repeating: 0, count: dataSize)
        let error = try formatError { _ = try SafetensorsFile.decode(bytes, path: "x") }
        #expect(error.description.hasPrefix("x: \(message)"), "\(error)")
    }

    @Test func survivesDamage() throws {
        let whole = try FileBytes.read(path: fixture("tensors.safetensors"))
        for copy in damagedCopies(of: whole, flips: 5000, seed: 4) {
            guard let (tensors, _) = try? SafetensorsFile.decode(copy, path: "x") else { continue }
            #expect(copy.count == whole.count)
            for tensor in tensors { #expect(tensor.shape.reduce(1, *) == tensor.values.count) }
        }
        let huge: [UInt8] = Array(repeating: 0xFF, count: 16)
        #expect(throws: FormatError.self) { try SafetensorsFile.decode(huge, path: "x") }
    }
}
