import Foundation
import NumericalMethods
import ScientificFormats
import TestSupport
import Testing
import Unmixing

/// Files written by SciPy; Fixtures/scenes/make.py says what stands in which pixel.
private enum Fixture {
    static let shape = SceneShape(
        classes: ["tree", "water", "dirt"], size: ImageSize(rows: 17, columns: 19), bands: 5)

    static func path(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Fixtures/scenes/\(name)").path()
    }

    /// The spectra, pixels x bands, and the abundances, pixels x classes, that the script made.
    static let (spectra, abundances) = {
        var spectra: [Float] = []
        var abundances: [Double] = []
        for row in 0..<17 {
            for column in 0..<19 {
                for band in 0..<5 { spectra.append(Float(1000 * row + 10 * column + band)) }
                let (tree, water) = (Double(row) / 32, Double(column) / 64)
                abundances += [tree, water, 1 - tree - water]
            }
        }
        return (spectra, abundances)
    }()

    /// Whether every pixel holds what the script put there.
    static func matches(_ scene: HyperspectralScene) -> Bool {
        scene.image.spectra.elements == spectra && scene.truth.abundances.elements == abundances
    }
}

@Suite("Files of scenes")
struct SceneFilesTests {
    @Test("the published family: down the columns, sizes in uint8, a number of bands that is not the array's")
    func published() throws {
        let files = SceneFiles(image: Fixture.path("published-image.mat"), truth: Fixture.path("published-truth.mat"))
        let scene = try files.read(shape: Fixture.shape)
        #expect(Fixture.matches(scene))
        #expect(scene.truth.classes == ["tree", "water", "dirt"])
        // Band b of class k is (3 b + k) / 16.
        #expect(scene.truth.endmembers?.row(1).map { $0 * 16 } == [1, 4, 7, 10, 13])
    }

    @Test("the family of HySUPP: along the rows, all in one file, M a number of atoms")
    func hysupp() throws {
        let path = Fixture.path("hysupp.mat")
        let scene = try SceneFiles(image: path, truth: path).read(shape: Fixture.shape)
        #expect(Fixture.matches(scene))
        #expect(scene.truth.endmembers?.row(2).map { $0 * 16 } == [2, 5, 8, 11, 14])
    }

    @Test("a stated order of the pixels counts more than the family's")
    func statedOrder() throws {
        let path = Fixture.path("hysupp.mat")
        let scene = try SceneFiles(image: path, truth: path, pixelOrder: .columnMajor).read(shape: Fixture.shape)
        #expect(!Fixture.matches(scene))
        // The second pixel of the file, row 0 and column 1, lands in row 1 and column 0.
        #expect(scene.image.spectra[19, 0] == 10)
    }

    @Test("an image of ENVI with a truth of MATLAB")
    func envi() throws {
        let folder = try TemporaryFolder()
        let header = folder.path + "/image.hdr"
        try ENVIImage(rows: 17, columns: 19, bands: 5, values: Fixture.spectra).write(headerPath: header)
        let files = SceneFiles(image: header, truth: Fixture.path("published-truth.mat"))
        #expect(Fixture.matches(try files.read(shape: Fixture.shape)))

        let wider = SceneShape(classes: Fixture.shape.classes, size: ImageSize(rows: 19, columns: 17), bands: 5)
        #expect(
            message { try files.read(shape: wider) }.contains("17 x 19 x 5 (rows x columns x bands), but 19 x 17 x 5"))
    }

    @Test("bad bands of ENVI are left out, of endmembers of all bands as of those without them", arguments: [3, 2])
    func badBands(given: Int) throws {
        let folder = try TemporaryFolder()
        let header = folder.path + "/image.hdr"
        var description = ENVIDescription()
        description.goodBands = [true, false, true]
        try ENVIImage(rows: 1, columns: 2, bands: 3, values: [1, 2, 3, 4, 5, 6], description: description)
            .write(headerPath: header)
        func truth(_ name: String, _ endmembers: MatVariable) throws -> String {
            try folder.writeMat(
                name,
                [.doubles("A", shape: [2, 2], [0.25, 0.75, 1, 0]), .texts("cood", ["tree", "roof"]), endmembers])
        }
        let shape = SceneShape(classes: ["tree", "roof"], size: ImageSize(rows: 1, columns: 2), bands: 2)
        let path = try truth(
            "truth.mat",
            given == 3
                ? .doubles("M", shape: [3, 2], [10, 11, 12, 20, 21, 22])
                : .doubles("M", shape: [2, 2], [10, 12, 20, 22]))
        let scene = try SceneFiles(image: header, truth: path).read(shape: shape)
        #expect(scene.image.spectra.elements == [1, 3, 4, 6])
        #expect(scene.truth.endmembers?.elements == [10, 12, 20, 22])
        let wrong = SceneFiles(image: header, truth: try truth("wrong.mat", .doubles("M", shape: [1, 2], [1, 2])))
        #expect(message { try wrong.read(shape: shape) }.contains("an array of 1 x 2, but 2 x 2 (bands x classes)"))
    }

    @Test("missing data of ENVI is an error")
    func missingData() throws {
        let folder = try TemporaryFolder()
        let header = folder.path + "/image.hdr"
        var values = [Float](repeating: 1, count: 17 * 19 * 5)
        values[(3 * 19 + 2) * 5 + 4] = -9999
        var description = ENVIDescription()
        description.ignoredValue = -9999
        try ENVIImage(rows: 17, columns: 19, bands: 5, values: values, description: description)
            .write(headerPath: header)
        let files = SceneFiles(image: header, truth: Fixture.path("published-truth.mat"))
        #expect(message { try files.read(shape: Fixture.shape) }.contains("band 4 of the pixel in row 3 and column 2"))
    }

    // MARK: Files that are wrong

    /// A scene of 2 x 3 pixels, 2 bands and 2 classes in one file, of which some variables are replaced.
    private func error(replacing changed: [MatVariable]) throws -> String {
        var variables: [MatVariable] = [
            .doubles("V", shape: [2, 6], (0..<12).map(Double.init)),
            .doubles("A", shape: [2, 6], (0..<6).flatMap { [Double($0) / 8, 1 - Double($0) / 8] }),
            .doubles("M", shape: [2, 2], [1, 2, 3, 4]),
            .doubles("nRow", shape: [1, 1], [2]),
            .doubles("nCol", shape: [1, 1], [3]),
            .doubles("nBand", shape: [1, 1], [224]),
            .characters("cood", rows: ["1-Tree", "2-red roof"]),
        ]
        for variable in changed {
            variables.removeAll { $0.name == variable.name }
            variables.append(variable)
        }
        let folder = try TemporaryFolder()
        let path = try folder.writeMat("scene.mat", variables)
        let shape = SceneShape(classes: ["tree", "Red roof"], size: ImageSize(rows: 2, columns: 3), bands: 2)
        return message { try SceneFiles(image: path, truth: path).read(shape: shape) }
    }

    @Test("the scene that the errors below change is right")
    func unchanged() throws {
        #expect(try error(replacing: []) == "")
    }

    @Test(
        "what is wrong is named: file, variable and both sizes",
        arguments: [
            ("nRow", [1, 1], [3.0], "variable 'nRow': 3 rows, but 2 were expected"),
            ("nCol", [1, 1], [2], "variable 'nCol': 2 columns, but 3 were expected"),
            (
                "V", [2, 5], Array(repeating: 1, count: 10),
                "variable 'V': an array of 2 x 5, but 2 x 6 (bands x pixels"
            ),
            (
                "V", [6, 2], Array(repeating: 1, count: 12),
                "variable 'V': an array of 6 x 2, but 2 x 6 (bands x pixels"
            ),
            ("V", [2, 3, 2], Array(repeating: 1, count: 12), "variable 'V': an array of 2 x 3 x 2, but 2 x 6"),
            (
                "A", [3, 6], Array(repeating: 1, count: 18),
                "variable 'A': an array of 3 x 6, but 2 x 6 (classes x pixels"
            ),
            (
                "M", [3, 2], Array(repeating: 1, count: 6),
                "variable 'M': an array of 3 x 2, but 2 x 2 (bands x classes)"
            ),
        ] as [(String, [Int], [Double], String)])
    func wrongSizes(name: String, shape: [Int], values: [Double], expected: String) throws {
        let message = try error(replacing: [.doubles(name, shape: shape, values)])
        #expect(message.contains("scene.mat: " + expected), "\(message)")
    }

    @Test("classes of other names, or in another order, are an error")
    func wrongClasses() throws {
        let swapped = try error(replacing: [.characters("cood", rows: ["1-red roof", "2-tree"])])
        #expect(swapped.contains("variable 'cood': the classes are red roof, tree, but tree, Red roof were expected"))
        let more = try error(replacing: [.characters("cood", rows: ["tree", "red roof", "road"])])
        #expect(more.contains("the classes are tree, red roof, road"))
    }

    @Test("values that no image holds", arguments: [Double.nan, .infinity])
    func wrongValues(value: Double) throws {
        // The file runs down the columns: the fifth of its pixels stands in row 0 and column 2.
        let values = (0..<12).map { $0 == 4 * 2 + 1 ? value : 1 }
        let message = try error(replacing: [.doubles("V", shape: [2, 6], values)])
        #expect(message.contains("variable 'V': \(value) in band 1 of the pixel in row 0 and column 2"), "\(message)")
    }

    @Test(
        "abundances that no pixel holds",
        arguments: [
            ([Double.nan, 1], "an abundance of nan of 'tree' in the pixel in row 1 and column 1"),
            ([1.1, -0.1], "an abundance of -0.1 of 'Red roof'"),
            ([0.7, 0.2], "abundances that sum to 0.9, not 1, in"),
            ([0.5, 0.498], "abundances that sum to 0.998, not 1, in the pixel in row 1 and column 1"),
        ])
    func wrongAbundances(entries: [Double], expected: String) throws {
        var values = (0..<6).flatMap { _ in [0.25, 0.75] }
        values.replaceSubrange(6..<8, with: entries)
        let message = try error(replacing: [.doubles("A", shape: [2, 6], values)])
        #expect(message.contains("variable 'A': " + expected), "\(message)")
    }

    @Test("abundances a solver's error below zero become zero; sums are left as they are")
    func roundedAbundances() throws {
        let folder = try TemporaryFolder()
        let path = try folder.writeMat(
            "scene.mat",
            [
                .doubles("Y", shape: [1, 2], [1, 2]),
                .doubles("A", shape: [2, 2], [-1e-7, 1, 0.5, 0.5005]),
            ])
        let shape = SceneShape(classes: ["a", "b"], size: ImageSize(rows: 1, columns: 2), bands: 1)
        let truth = try SceneFiles(image: path, truth: path).read(shape: shape).truth
        #expect(truth.abundances.elements == [0, 1, 0.5, 0.5005])
        #expect(truth.endmembers == nil)
    }

    @Test("a file without an image says what it holds")
    func noImage() throws {
        let folder = try TemporaryFolder()
        let path = try folder.writeMat("scene.mat", [.doubles("X", shape: [1, 1], [1])])
        let files = SceneFiles(image: path, truth: path)
        #expect(
            message { try files.read(shape: Fixture.shape) }
                .hasSuffix("scene.mat: no image: neither of the variables Y, V among X"))
    }
}

extension MatVariable {
    var name: String {
        switch self {
        case .doubles(let name, _, _), .wholeNumbers(let name, _, _), .characters(let name, _), .texts(let name, _):
            name
        }
    }
}

/// The message of the error that is thrown, or nothing.
private func message(_ body: () throws -> some Any) -> String {
    do {
        _ = try body()
        return ""
    } catch {
        return "\(error)"
    }
}
