import Foundation
import ScientificFormats
import Testing

@Suite("Unmixing by a command", .enabled(if: Program.path != nil, "the program was not built beside the tests"))
struct UnmixTests {
    private let program: Program
    private static let results = [
        "abundances.hdr", "abundances.img", "abundances.npy", "endmembers.csv", "maps.pdf", "maps.png", "maps.svg",
        "unmixing.json",
    ]
    /// Three endmembers of five bands.
    private static let endmembers: [[Double]] = [
        [0.9, 0.1, 0.2, 0.4, 0.1], [0.1, 0.8, 0.3, 0.1, 0.2], [0.2, 0.2, 0.9, 0.7, 0.6],
    ]
    private static let (rows, columns) = (4, 6)

    init() throws {
        program = try Program()
    }

    /// The true abundances: pixel 3 is pure in the first, pixel 10 in the second, pixel 20 in the third.
    private static func abundances(_ pixel: Int) -> [Double] {
        switch pixel {
        case 3: return [1, 0, 0]
        case 10: return [0, 1, 0]
        case 20: return [0, 0, 1]
        default:
            let shares = [1 + pixel % 5, 2 + pixel % 3, 1 + pixel % 4].map(Double.init)
            return shares.map { $0 / shares.reduce(0, +) }
        }
    }

    private func writeImage(scale: Double = 1, change: (inout [Float]) -> Void = { _ in }) throws {
        var values = (0..<Self.rows * Self.columns).flatMap { pixel in
            let shares = Self.abundances(pixel)
            return (0..<5).map { band in
                Float(scale * (0..<3).reduce(0) { $0 + shares[$1] * Self.endmembers[$1][band] })
            }
        }
        change(&values)
        var description = ENVIDescription()
        description.wavelengths = [400, 500, 600, 700, 800]
        description.wavelengthUnits = "Nanometers"
        try ENVIImage(rows: Self.rows, columns: Self.columns, bands: 5, values: values, description: description).write(
            headerPath: program.folder + "/image.hdr")
    }

    private func writeEndmembers() throws {
        let lines = (0..<5).map { band in "\(band)," + Self.endmembers.map { "\($0[band])" }.joined(separator: ",") }
        try (["band,sand,silt,clay"] + lines).joined(separator: "\n")
            .write(toFile: program.folder + "/endmembers.csv", atomically: true, encoding: .utf8)
    }

    private func unmix(_ arguments: String...) throws -> Program.Ending {
        try program.start(["unmix", "image.hdr"] + arguments).wait()
    }

    private func contents(_ folder: String = "unmixed") -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: program.folder + "/" + folder)) ?? []).sorted()
    }

    @Test("given endmembers of another scale give the true abundances, in every file")
    func given() throws {
        try writeImage(scale: 5000)
        try writeEndmembers()
        let ending = try unmix("--method", "sunsal", "--endmembers", "endmembers.csv", "--normalization", "5000")
        #expect(ending.status == 0 && ending.errors == "wrote 'unmixed'\n", "\(ending)")
        #expect(ending.output.contains("  sand ") && ending.output.contains("  endmembers of endmembers.csv\n"))
        #expect(ending.output.contains("  spectra divided by 5000\n  0.00 % of the image is left unexplained"))
        #expect(contents() == Self.results)

        let array = try NPYFile.read(path: program.folder + "/unmixed/abundances.npy")
        #expect(array.shape == [Self.rows, Self.columns, 3])
        let envi = try ENVIImage(headerPath: program.folder + "/unmixed/abundances.hdr")
        #expect(envi.description.bandNames == ["sand", "silt", "clay"] && envi.values == array.values.map(Float.init))
        for pixel in 0..<Self.rows * Self.columns {
            for (found, expected) in zip(array.values[3 * pixel..<3 * pixel + 3], Self.abundances(pixel)) {
                #expect(abs(found - expected) <= 1e-5)
            }
        }
        let json = try String(contentsOfFile: program.folder + "/unmixed/unmixing.json", encoding: .utf8)
        #expect(json.contains("\"method\" : \"SUnSAL\"") && json.contains("\"wavelength_units\" : \"Nanometers\""))
    }

    @Test("endmembers that are found are told with their pixels, and can be given again")
    func found() throws {
        try writeImage()
        let ending = try unmix("--method", "sunsal", "--classes", "3", "--output", "first")
        #expect(ending.status == 0, "\(ending)")
        for place in ["row 0, column 3", "row 1, column 4", "row 3, column 2"] {
            #expect(ending.output.contains("the spectrum of \(place)"), "\(ending.output)")
        }
        let csv = try String(contentsOfFile: program.folder + "/first/endmembers.csv", encoding: .utf8)
        #expect(csv.hasPrefix("band,wavelength,endmember-1,endmember-2,endmember-3\n0,400.0,"))
        #expect(
            try unmix("--method", "sunsal", "--endmembers", "first/endmembers.csv", "--output", "second").status == 0)
        #expect(
            try NPYFile.read(path: program.folder + "/first/abundances.npy")
                == NPYFile.read(path: program.folder + "/second/abundances.npy"))
    }

    @Test("the networks work, and a library gives what is not negative", arguments: ["hyperae", "undip", "library"])
    func others(method: String) throws {
        try writeImage()
        try writeEndmembers()
        let ending =
            method == "library"
            ? try unmix("--method", "sunsal", "--library", "endmembers.csv", "--classes", "2")
            : try unmix(
                "--method", method, "--classes", "3", "--set", method == "hyperae" ? "epochs=2" : "steps=2")
        #expect(ending.status == 0 && contents() == Self.results, "\(ending)")
        let values = try NPYFile.read(path: program.folder + "/unmixed/abundances.npy").values
        #expect(values.allSatisfy { $0 >= 0 && $0 <= 1.0001 })
        #expect(ending.output.contains("and 1 others, which have less") == (method == "library"))
    }

    @Test("results are replaced, and a folder of others is refused before anything is done")
    func replacing() throws {
        try writeImage()
        #expect(try unmix("--method", "sunsal", "--classes", "3").status == 0)
        let again = try unmix("--method", "sunsal", "--classes", "2")
        #expect(again.status == 0 && again.errors == "wrote 'unmixed', in place of earlier results\n", "\(again)")
        #expect(contents() == Self.results)

        let notes = program.folder + "/mine/notes.txt"
        try FileManager.default.createDirectory(atPath: program.folder + "/mine", withIntermediateDirectories: true)
        try "keep".write(toFile: notes, atomically: true, encoding: .utf8)
        for folder in ["mine", "."] {
            let foreign = try unmix("--method", "sunsal", "--classes", "2", "--output", folder)
            #expect(
                foreign.status == 64
                    && foreign.errors.contains(
                        "'\(folder)' holds files that are no results of 'unmix'; name another folder with --output"),
                "\(foreign)")
        }
        #expect(contents("mine") == ["notes.txt"])

        let within = try unmix("--method", "sunsal", "--endmembers", "unmixed/endmembers.csv")
        #expect(within.status == 64 && within.errors.contains("would take the place of a file that is read"))
        try FileManager.default.moveItem(atPath: notes, toPath: program.folder + "/unmixed/notes.txt")
        #expect(try unmix("--method", "sunsal", "--classes", "2").status == 0)
        #expect(contents() == (Self.results + ["notes.txt"]).sorted())
        try FileManager.default.removeItem(atPath: program.folder + "/unmixed/unmixing.json")
        #expect(try unmix("--method", "sunsal", "--classes", "2").status == 64)
    }

    @Test("pixels that are zero in all bands are told with their cure, which leaves them out")
    func border() throws {
        try writeImage { values in
            for index in 0..<2 * 5 { values[index] = 0 }
            // A single zero is a value like others.
            values[5 * 5] = 0
        }
        try writeEndmembers()
        let words = "2 of 24 pixels are zero in all bands and count as data; if they are none, "
        let ending = try unmix("--method", "sunsal", "--endmembers", "endmembers.csv")
        #expect(
            ending.status == 0
                && ending.errors.contains(
                    "note: \(words)'data ignore value = 0' in the header or a --mask leaves them out\n"),
            "\(ending)")
        let plain = try NPYFile.read(path: program.folder + "/unmixed/abundances.npy").values
        #expect(plain.allSatisfy { !$0.isNaN })

        let mask = [Float](repeating: 0, count: 2) + [Float](repeating: 1, count: 22)
        try ENVIImage(rows: Self.rows, columns: Self.columns, bands: 1, values: mask)
            .write(headerPath: program.folder + "/mask.hdr")
        let masked = try unmix("--method", "sunsal", "--endmembers", "endmembers.csv", "--mask", "mask.hdr")
        #expect(masked.status == 0 && !masked.errors.contains("zero in all bands"), "\(masked)")
        let found = try NPYFile.read(path: program.folder + "/unmixed/abundances.npy").values
        #expect(found.prefix(6).allSatisfy { $0.isNaN })
        for (value, right) in zip(found, plain).dropFirst(6) { #expect(abs(value - right) <= 1e-9) }

        let header = try String(contentsOfFile: program.folder + "/image.hdr", encoding: .utf8)
        for (ignored, cure) in [("-1", "a --mask leaves them out"), ("0", nil)] {
            try (header + "data ignore value = \(ignored)\n").write(
                toFile: program.folder + "/image.hdr", atomically: true, encoding: .utf8)
            let ending = try unmix("--method", "sunsal", "--endmembers", "endmembers.csv")
            #expect(ending.status == 0 && ending.errors.contains("zero in all bands") == (cure != nil), "\(ending)")
            if let cure { #expect(ending.errors.contains("note: \(words)\(cure)\n")) }
        }
    }

    @Test("an image of another scale than its endmembers is noticed")
    func normalization() throws {
        try writeImage(scale: 5000)
        try writeEndmembers()
        let ending = try unmix("--method", "sunsal", "--endmembers", "endmembers.csv")
        #expect(ending.status == 0 && ending.errors.contains("--normalization fit brings them together"), "\(ending)")
        #expect(ending.output.contains("  endmembers fit the image at 5e+03 times their scale\n"))
        let fitted = try unmix("--method", "sunsal", "--endmembers", "endmembers.csv", "--scale", "fit")
        #expect(fitted.status == 0 && fitted.errors == "wrote 'unmixed', in place of earlier results\n", "\(fitted)")
        let values = try NPYFile.read(path: program.folder + "/unmixed/abundances.npy").values
        for pixel in 0..<Self.rows * Self.columns {
            for (found, expected) in zip(values[3 * pixel..<3 * pixel + 3], Self.abundances(pixel)) {
                #expect(abs(found - expected) <= 1e-4)
            }
        }
        let json = try String(contentsOfFile: program.folder + "/unmixed/unmixing.json", encoding: .utf8)
        #expect(json.contains("\"endmember_scale\" : {") && json.contains("\"silent_pixels\" : 0"))
    }

    @Test(
        "a wrong command line is told, with status 64",
        arguments: [
            (["--method", "sunsal"], "--classes must say how many"),
            (
                ["--method", "sunsal", "--classes", "3", "--normalization", "fit-each"],
                "--normalization fit-each is for endmembers of a file"
            ),
            (["--method", "nmf", "--classes", "3"], "'nmf'"),
            (["--method", "hyperae", "--classes", "3", "--endmembers", "vca"], "is not for --method hyperae"),
            (["--method", "undip", "--library", "endmembers.csv"], "--library is for --method sunsal"),
            (["--method", "sunsal", "--classes", "3", "--sparsity", "1"], "--sparsity is for"),
            (["--method", "sunsal", "--classes", "3", "--length", "5"], "--length is for"),
            (["--method", "sunsal", "--classes", "2", "--endmembers", "endmembers.csv"], "has 3 endmembers"),
            (["--method", "sunsal", "--classes", "3", "--scale", "0"], "'0'"),
            (["--method", "sunsal", "--classes", "3", "--normalization", "standardize-bands"], "'standardize-bands'"),
            (["--method", "hyperae", "--classes", "3", "--set", "depth=deeper"], "unknown depth 'deeper'"),
            (["--method", "hyperae", "--classes", "3", "--set", "steps=3"], "unknown key 'steps'"),
            (["--method", "hyperae", "--classes", "3", "--set", "depth"], "--set wants a key and a value"),
        ])
    func wrongArguments(arguments: [String], expected: String) throws {
        try writeImage()
        try writeEndmembers()
        let ending = try program.start(["unmix", "image.hdr"] + arguments).wait()
        #expect(ending.status == 64 && ending.errors.contains(expected), "\(ending)")
        #expect(contents() == [])
    }

    @Test("a bad image is told, with status 1, and leaves nothing")
    func badImages() throws {
        try writeImage { $0[7] = .infinity }
        let ending = try unmix("--method", "sunsal", "--classes", "3")
        #expect(
            ending.status == 1
                && ending.errors == "error: image.hdr: inf in band 2 of the pixel in row 0 and column 1\n")
        try writeImage { values in for index in values.indices { values[index] = 0.5 } }
        let flat = try unmix("--method", "sunsal", "--classes", "3")
        #expect(flat.status == 1 && flat.errors.contains("mixtures of only 1"), "\(flat)")
        #expect(contents() == [])
    }
}
