import Foundation
import NumericalMethods
import ScientificFormats
import TestSupport
import Testing
import Unmixing

@Suite("Spectra with names")
struct NamedSpectraTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func write(_ text: String) throws -> String {
        let path = folder.path + "/spectra.csv"
        try FileBytes.write(Array(text.utf8), path: path)
        return path
    }

    private func problem(_ text: String) throws -> String {
        let error = try #require(throws: FormatError.self) { _ = try NamedSpectra.read(path: try write(text)) }
        return error.description.replacing(folder.path + "/", with: "")
    }

    @Test("what is written is read back, with names of any kind, with and without wavelengths")
    func roundTrip() throws {
        let spectra = NamedSpectra(
            names: ["dry, sand", "Gr\u{fc}nland", "a \"b\""],
            spectra: Matrix(rows: 3, columns: 2, elements: [0.1, 1 / 3, -2, 1e-300, 5, 6]))
        #expect(try NamedSpectra.read(path: write(spectra.csv())) == spectra)
        let placed = NamedSpectra(
            names: spectra.names, spectra: spectra.spectra, positions: BandPositions(wavelengths: [0.4, 0.5]))
        #expect(try NamedSpectra.read(path: write(spectra.csv(wavelengths: [0.4, 0.5]))) == placed)
        #expect(spectra.csv(wavelengths: [0.4, 0.5]).hasPrefix("band,wavelength,\"dry, sand\",Grünland,"))
        let edited = try write("\u{FEFF}Wavelength (nm),index,a,b\r\n400,0,1,2\r\n410,1,3,4\r\n\r\n")
        #expect(
            try NamedSpectra.read(path: edited)
                == NamedSpectra(
                    names: ["a", "b"], spectra: Matrix(rows: 2, columns: 2, elements: [1, 3, 2, 4]),
                    positions: BandPositions(wavelengths: [400, 410], unit: .nanometers)))
        #expect(try NamedSpectra.read(path: write("a,Band\n2,1\n1,0\n")).spectra.elements == [1, 2])
        for name in ["nm", "wvl", "\u{3BB} (\u{B5}m)", "wavelength_nm", "Channel"] {
            #expect(try NamedSpectra.read(path: write("\(name),a\n1,2\n")).names == ["a"], "\(name)")
        }
        // As pandas writes the numbers of rows, and as R does.
        for (name, first) in [("", 0), ("Unnamed: 0", 0), ("\"\"", 1)] {
            let indexed = try NamedSpectra.read(path: write("\(name),a,b\n\(first),1,2\n\(first + 1),3,4\n"))
            #expect(indexed.names == ["a", "b"] && indexed.spectra.elements == [1, 3, 2, 4], "\(name)")
        }
    }

    @Test("MATLAB files: endmembers, a dictionary, and a library of classes")
    func matlab() throws {
        let values = [1.0, 2, 3, 4, 5, 6]
        let named = try folder.writeMat(
            "m.mat", [.doubles("M", shape: [3, 2], values), .texts("cood", ["1-tree", "2-water"])])
        let expected = Matrix(rows: 2, columns: 3, elements: values)
        #expect(try NamedSpectra.read(path: named) == NamedSpectra(names: ["tree", "water"], spectra: expected))
        let dictionary = try folder.writeMat("d.mat", [.doubles("D", shape: [3, 2], values)])
        #expect(try NamedSpectra.read(path: dictionary).names == ["spectrum-1", "spectrum-2"])
        let library = try folder.writeMat(
            "l.mat",
            [
                .doubles("lib1", shape: [3, 1], [1, 2, 3]), .doubles("lib2", shape: [3, 2], values),
                .texts("material_names", ["Roof", "Dirt"]),
            ])
        let read = try NamedSpectra.read(path: library)
        #expect(read.names == ["Roof-1", "Dirt-1", "Dirt-2"] && read.spectra.elements == [1, 2, 3] + values)
    }

    @Test("mistakes are told with their line")
    func mistakes() throws {
        #expect(try problem("") == "spectra.csv: the file is empty")
        #expect(try problem("band,a\n").contains("a line for each band"))
        #expect(try problem("band,wavelength\n0,1\n").contains("a column for each spectrum"))
        #expect(try problem("band,a,b\n0,1,2\n1,2\n") == "spectra.csv: line 3: 2 values, but the header has 3")
        #expect(try problem("band,a\n0,one\n") == "spectra.csv: line 2: 'one' is no number")
        #expect(try problem("a,b\n1,nan\n") == "spectra.csv: line 2: 'nan' is no number")
        #expect(try problem("a,,b\n1,2,3\n") == "spectra.csv: line 1: column 2 has no name")
        #expect(try problem(",a,b\n450,1,2\n460,3,4\n").contains("column 1 has no name and does not count the lines"))
        #expect(try problem("a,b\n1,1e300\n") == "spectra.csv: 1e+300 in band 0 of 'b'")
        for (text, names) in [
            ("0.1,0.2\n0.3,0.4\n", "name-1,name-2"), ("400;0.1;0.2;1;1\n", "name-1;name-2;…;name-5"),
            ("0.5\n", "name-1"),
        ] {
            #expect(
                try problem(text)
                    == "spectra.csv: line 1: numbers, where the names of the columns are expected; put a line "
                    + "with a name for each column before it, such as '\(names)'")
        }
        #expect(try problem("a,a\n1,2\n") == "spectra.csv: two spectra are named 'a'")
        let text = try #require(throws: FormatError.self) { _ = try NamedSpectra.read(path: "spectra.txt") }
        #expect(text.description.contains("neither comma-separated values"))
        let other = try folder.writeMat("o.mat", [.doubles("x", shape: [1, 1], [1])])
        #expect(throws: FormatError.self) { try NamedSpectra.read(path: other) }
        let uneven = try folder.writeMat(
            "u.mat", [.doubles("lib1", shape: [3, 1], [1, 2, 3]), .doubles("lib2", shape: [2, 1], [1, 2])])
        let error = try #require(throws: FormatError.self) { _ = try NamedSpectra.read(path: uneven) }
        #expect(error.description.hasSuffix("variable 'lib2': an array of 2 x 1, but 3 bands x spectra was expected"))
    }
}
