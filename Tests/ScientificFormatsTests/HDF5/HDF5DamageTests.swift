import ScientificFormats
import Testing

@Suite("Damaged HDF5 files")
struct HDF5DamageTests {
    private static func isSmall(_ shape: [Int]) -> Bool {
        shape.reduce(1.0) { $0 * Double($1) } <= 20_000
    }

    /// Reads everything that can be read; what comes back is checked only for fitting its shape.
    private func readAll(_ bytes: [UInt8]) throws {
        let file = try HDF5File(bytes: bytes, path: "damaged.h5")
        let root = file.root
        // What is changed may state up to a thousand times what it holds; that takes no time in release builds, and much here.
        if let image = try? HDF5Image(file, path: "damaged.h5"), Self.isSmall([image.columns, image.bands]) {
            _ = try? image.values(rows: 0..<min(image.rows, 4))
        }
        if let series = try? PowderSeries(file, path: "damaged.nxs") {
            _ = try? series.scan(series.count - 1, wavelength: 1)
        }
        if let variables = try? MatFile(bytes: bytes, path: "damaged.mat") {
            for name in variables.variableNames.prefix(32) { _ = try? variables.strings(name) }
        }
        var objects = 0
        func visit(_ object: HDF5Object, _ depth: Int) {
            objects += 1
            guard objects < 32, depth < 8 else { return }
            for name in ["units", "signal", "MATLAB_class", "_FillValue", "attribute 3", "array"] {
                _ = try? object.text(name)
                _ = try? object.numbers(name)
            }
            if object.isDataset, let dataset = try? object.dataset(), Self.isSmall(dataset.shape) {
                if let numbers = try? dataset.numbers(as: Float.self) {
                    #expect(numbers.count == dataset.count)
                    // Nothing is much larger than what is there.
                    #expect(numbers.count <= 1032 * bytes.count)
                }
                if dataset.count < 1000 { _ = try? dataset.values().texts() }
            }
            for name in ((try? object.names()) ?? []).prefix(24) {
                if let child = try? object.object(name) { visit(child, depth + 1) }
            }
        }
        visit(root, 0)
    }

    @Test("throw or give numbers, and never stop the program", .timeLimit(.minutes(8)), arguments: hdf5Fixtures)
    func survives(name: String) throws {
        let bytes = try FileBytes.read(path: hdf5Fixture(name))
        try readAll(bytes)
        for length in stride(from: 0, to: bytes.count, by: max(bytes.count / 10, 1)) {
            #expect(throws: FormatError.self) { try readAll(Array(bytes[..<length])) }
        }
        for place in stride(from: 0, to: bytes.count, by: max(bytes.count / 100, 1)) {
            for value: UInt8 in [0xFF, bytes[place] ^ 1] {
                var copy = bytes
                copy[place] = value
                try? readAll(copy)
            }
        }
    }

    @Test("dimensions that no file of the size holds are refused before memory is claimed")
    func absurdDimensions() throws {
        let bytes = try FileBytes.read(path: hdf5Fixture("older.h5"))
        // The dimensions of a dataspace of version 1: two of them, 5 and 7.
        let dimensions: [UInt8] = [5, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0]
        var found = 0
        for place in bytes.indices.dropLast(16) where Array(bytes[place..<place + 16]) == dimensions {
            var copy = bytes
            copy[place + 5] = 1
            for name in ["contiguous", "chunks", "packed", "compact"] {
                let dataset = try HDF5File(bytes: copy, path: "absurd.h5").root.object(name)?.dataset()
                guard let dataset, dataset.shape[0] > 5 else { continue }
                found += 1
                #expect(throws: FormatError.self) { _ = try dataset.numbers(as: Float.self) }
            }
        }
        #expect(found == 4)
    }

    @Test("a chunk that was changed is told by its checksum")
    func changedChunk() throws {
        let bytes = try FileBytes.read(path: hdf5Fixture("newer.h5"))
        let dataset = try #require(try HDF5File(path: hdf5Fixture("newer.h5")).root.object("fixed packed")).dataset()
        var refused = 0
        // Somewhere in the file is the first of its chunks: a stream of zlib.
        for place in bytes.indices.dropLast(2) where bytes[place] == 0x78 && bytes[place + 1] == 0x5E {
            var copy = bytes
            copy[place + 4] ^= 0x10
            let changed = try HDF5File(bytes: copy, path: "changed.h5").root.object("fixed packed")?.dataset()
            do {
                let numbers = try changed?.numbers(as: Double.self)
                #expect(numbers == (0..<35).map(Double.init))
            } catch {
                refused += 1
                #expect("\(error)".hasSuffix("a damaged chunk of '/fixed packed'"))
            }
        }
        #expect(refused > 0)
        #expect(dataset.shape == [5, 7])
    }
}
