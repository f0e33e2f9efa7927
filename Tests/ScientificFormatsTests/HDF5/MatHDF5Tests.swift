import ScientificFormats
import Testing

/// The same variables as those of ``MatFileTests``, in version 7.3.
@Suite("MATLAB files of version 7.3")
struct MatHDF5Tests {
    private let path = hdf5Fixture("variables.mat")

    @Test("numbers come column by column, as from older files")
    func numbers() throws {
        let file = try MatFile(path: path)
        let indices = (0..<4).flatMap { c in (0..<3).map { r in (r: Double(r), c: Double(c)) } }
        #expect(try file.numbers("Y", as: Float.self).shape == [3, 4])
        #expect(try file.numbers("Y", as: Float.self).elements == indices.map { Float(100 * $0.r + $0.c) })
        #expect(try file.numbers("A", as: Double.self).elements == indices.map { $0.r + $0.c / 8 })
        #expect(try file.numbers("single", as: Double.self).elements == indices.map { $0.r - $0.c / 4 })
        #expect(
            try file.numbers("cube", as: Double.self)
                == MatArray(shape: [2, 3, 4], elements: (0..<24).map(Double.init)))
        #expect(try file.numbers("empty", as: Float.self) == MatArray<Float>(shape: [0, 3], elements: []))
        #expect(try file.numbers("int8", as: Double.self).elements == [-128, 127])
        #expect(try file.numbers("int64", as: Double.self).elements == [-0x1p40, 0x1p40])
        #expect(try file.numbers("logical", as: Double.self) == MatArray(shape: [1, 3], elements: [1, 0, 1]))
        #expect(try file.integer("nRow") * file.integer("nCol") == 61400)
    }

    @Test("the names are those of the variables alone")
    func names() throws {
        let file = try MatFile(path: path)
        #expect(Set(file.variableNames).isSuperset(of: ["Y", "A", "cood", "structure", "sparse"]))
        #expect(!file.variableNames.contains { $0.hasPrefix("#") })
        #expect(file.contains("structure") && !file.contains("y") && !file.contains("#refs#"))
    }

    @Test("texts, and cells of them")
    func texts() throws {
        let file = try MatFile(path: path)
        #expect(try file.strings("cood") == ["1-tree", "2-water", "3-Straße µ"])
        #expect(try file.strings("name") == ["hello"])
        #expect(try file.strings("rows") == ["one", "three"])
        #expect(try file.strings("noText") == [""])
    }

    @Test("fields of structs are reached by their path")
    func structs() throws {
        let file = try MatFile(path: path)
        #expect(try file.numbers("structure.inner.cube", as: Double.self).shape == [2, 3, 4])
        #expect(try file.integer("structure.a") == 1)
        #expect(file.contains("structure.inner.cube") && !file.contains("structure.inner.c"))
    }

    @Test(
        "what is neither numbers nor texts is refused by name, in the words for older files",
        arguments: [
            ("complex", "complex numbers, which are not read"),
            ("sparse", "a sparse matrix, not an array of numbers"),
            ("structure", "a struct, not an array of numbers"),
            ("cood", "a cell array, not an array of numbers"),
            ("name", "a char array, not an array of numbers"),
        ])
    func refusals(variable: String, reason: String) throws {
        let file = try MatFile(path: path)
        let error = try formatError { _ = try file.numbers(variable, as: Float.self) }
        #expect(error == FormatError(file: path, place: "variable '\(variable)'", reason: reason))
    }

    @Test func refusesOtherTexts() throws {
        let file = try MatFile(path: path)
        #expect(try formatError { _ = try file.strings("mixed") }.reason == "cell 2 is an array of numbers, not text")
        #expect(try formatError { _ = try file.strings("A") }.reason == "an array of numbers, not text")
        #expect(
            try formatError { _ = try file.numbers("V", as: Float.self) }.description
                .hasPrefix("\(path): no variable 'V'; the file holds: "))
    }

    @Test("texts have a largest length")
    func longTexts() throws {
        let file = try MatFile(path: hdf5Fixture("bounds.mat"))
        let text = try file.strings("text")
        #expect(text.count == 1 && text[0].utf8.count == 1 << 20 && text[0].hasPrefix("a "))
        let error = try formatError { _ = try file.strings("longerText") }
        #expect(error.reason == "text of 1048577 characters, where 1048576 are the most")
    }
}
