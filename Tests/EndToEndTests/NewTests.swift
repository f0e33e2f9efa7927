import Foundation
import ScientificFormats
import TestSupport
import Testing

@Suite(
    "Experiments of one's own begin with a command",
    .enabled(if: Program.path != nil, "the program was not built beside the tests"))
struct NewTests {
    private let program: Program

    init() throws { program = try Program() }

    private func start(_ arguments: String...) throws -> Program.Ending { try program.start(arguments).wait() }

    /// Calls the program from inside of a folder that `new` made.
    private func start(in folder: String, _ arguments: String...) throws -> Program.Ending {
        let process = Process()
        process.executableURL = URL(filePath: try #require(Program.path))
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: program.folder + "/" + folder)
        var environment = ProcessInfo.processInfo.environment
        environment["PROPORTIONS_DATA"] = nil
        process.environment = environment
        let (output, errors) = (program.folder + "/out-\(UUID())", program.folder + "/err-\(UUID())")
        for path in [output, errors] { #expect(FileManager.default.createFile(atPath: path, contents: nil)) }
        process.standardOutput = FileHandle(forWritingAtPath: output)
        process.standardError = FileHandle(forWritingAtPath: errors)
        try process.run()
        return Program.Running(process: process, outputPath: output, errorPath: errors).wait()
    }

    private func text(_ path: String) throws -> String {
        try String(contentsOfFile: program.folder + "/" + path, encoding: .utf8)
    }

    private func change(_ path: String, _ edits: [(String, String)]) throws {
        var text = try text(path)
        for (old, new) in edits {
            try #require(text.contains(old), "\(path) has no '\(old)'")
            text = text.replacing(old, with: new)
        }
        try text.write(toFile: program.folder + "/" + path, atomically: true, encoding: .utf8)
    }

    @Test("phases become a spec that is valid, trains, and predicts")
    func diffraction() throws {
        // A structure of one's own: that of a fixture, under another name.
        try FileManager.default.copyItem(
            atPath: Program.repository + "/Sources/CrystalData/Resources/gibbsite.cif",
            toPath: program.folder + "/my phase.cif")
        try FileManager.default.copyItem(
            atPath: Program.repository + "/Tests/Fixtures/powder/mixture.xy", toPath: program.folder + "/mixture.xy")
        let new = try start(
            "new", "diffraction", "mine", "--phases", "calcite,dolomite", "--phases", "my phase.cif", "--tube", "Cu")
        #expect(new.status == 0, "\(new)")
        #expect(new.output.contains("cd mine\n  proportions run experiments/mine.yaml\n"), "\(new)")
        let files = try program.files(below: "mine").keys.sorted()
        #expect(
            files == [
                "data/mine/calcite.cif", "data/mine/dolomite.cif", "data/mine/my-phase.cif",
                "experiments/datasets.yaml",
                "experiments/mine.yaml",
            ])
        let valid = try start(in: "mine", "validate")
        #expect(valid.status == 0 && valid.output.hasPrefix("mine: 1 losses"), "\(valid)")
        try change(
            "mine/experiments/mine.yaml",
            [
                ("train: 24000, validation: 2000, test: 2000", "train: 400, validation: 40, test: 40"),
                ("epochs: 30", "epochs: 6"),
            ])
        let run = try start(in: "mine", "run", "experiments/mine.yaml", "--quiet")
        #expect(run.status == 0 && run.output.contains("test mine-simulated, in percent"), "\(run)")
        // Networks that saw 400 patterns know little, and what they say need not be in range.
        let predict = try start(in: "mine", "predict", "mine:mse-dirichlet", "../mixture.xy", "--no-check")
        #expect(predict.status == 0, "\(predict)")
        let array = try NPYFile.read(path: program.folder + "/mine/predicted/predictions.npy")
        #expect(array.shape == [1, 3] && abs(array.values.reduce(0, +) - 1) < 1e-6)
        // Half of the mixture is the phase of one's own.
        #expect(array.values[2] > array.values[0] && array.values[2] > array.values[1], "\(array.values)")
    }

    @Test("an instrument gives its widths, and a pattern its angles, tube and counts")
    func instrument() throws {
        let instrument = """
            {"format": "proportions-instrument", "version": 1, "origin": "corundum.xy", "lines": [
            {"wavelength": 1.789, "share": 0.667}, {"wavelength": 1.7928, "share": 0.333}], "radius": 217.5,
            "monochromator": 26.6, "gaussian_w": 0.0025, "gaussian_u": 0.0003, "lorentzian_width": 0.02,
            "axial_divergence": 0.01, "zero_shift": -0.004}
            """
        try instrument.write(toFile: program.folder + "/my.json", atomically: true, encoding: .utf8)
        let lines = (0..<3500).map { "\(10.005 + 0.02 * Double($0)) \($0 == 1000 ? 5000 : 40)" }
        try lines.joined(separator: "\n").write(
            toFile: program.folder + "/my.xy", atomically: true, encoding: .utf8)
        let new = try start(
            "new", "diffraction", "own", "--phases", "calcite,quartz", "--instrument", "my.json", "--like", "my.xy")
        #expect(new.status == 0, "\(new)")
        let spec = try text("own/experiments/own.yaml")
        // √W less a tenth. The first bin begins at 10.01 - 0.0145 and the last one ends at 79.9725 degrees, and those of the
        // pattern at 9.995 and 79.995.
        for line in [
            "grid: {first: 10.01, step: 0.029, count: 2413}", "gaussian-width: [0.045, ",
            "lorentzian-width: [0.016, 0.024]",
            "axial-divergence: [0.008, 0.012]", "zero-shift: [-0.014, 0.006]", "radius: 217.5", "monochromator: 26.6",
            "counts: [1000, 25000]", "texture: {calcite: [0.75, 1.1]}",
            "widths of the instrument that was refined with corundum.xy",
        ] { #expect(spec.contains(line), "'\(line)' is not in\n\(spec)") }
        #expect(try text("own/experiments/datasets.yaml").contains("tube: Co"))
        #expect(try start(in: "own", "validate").status == 0)
        // Quartz names no plane that texture could have.
        let simulated = try start(in: "own", "simulate", "experiments/own.yaml", "--count", "2")
        #expect(simulated.status == 0, "\(simulated)")
        let asking = spec.replacing("texture: {calcite", with: "texture: {quartz")
        try asking.write(toFile: program.folder + "/own/experiments/own.yaml", atomically: true, encoding: .utf8)
        let refused = try start(in: "own", "validate")
        #expect(refused.status == 1 && refused.errors.contains("quartz: a texture is asked for"), "\(refused)")
        let other = try start(
            "new", "diffraction", "other", "--phases", "calcite,quartz", "--instrument", "my.json", "--tube", "Cu")
        #expect(other.status == 1 && other.errors.contains("my.json: is of a Co tube, and --tube says Cu"), "\(other)")
    }

    @Test("what is wrong is told with its cure, and leaves no folder")
    func mistakes() throws {
        func errors(_ status: Int32, _ arguments: String...) throws -> String {
            let ending = try program.start(["new"] + arguments).wait()
            #expect(ending.status == status, "\(ending)")
            return ending.errors
        }
        #expect(
            try errors(64, "diffraction", "mine", "--phases", "calcite", "--tube", "Cu").contains("two phases or more"))
        #expect(
            try errors(64, "diffraction", "mine", "--phases", "calcite,quartz").contains("--tube must say which tube"))
        #expect(
            try errors(64, "diffraction", "Mine", "--phases", "calcite,quartz", "--tube", "Cu").contains(
                "a name begins with a lower-case letter"))
        #expect(
            try errors(64, "diffraction", "mine", "--phases", "calcite,kaolinite", "--tube", "Cu").contains(
                "unknown phase 'kaolinite'"))
        try "data_x\n".write(toFile: program.folder + "/bad.cif", atomically: true, encoding: .utf8)
        #expect(
            try errors(1, "diffraction", "mine", "--phases", "calcite,bad.cif", "--tube", "Cu").contains("bad.cif: "))
        try (0..<1000).filter { !(500..<540).contains($0) }.map { "\(10 + 0.05 * Double($0)) 40\n" }.joined()
            .write(toFile: program.folder + "/gap.xy", atomically: true, encoding: .utf8)
        #expect(
            try errors(1, "diffraction", "mine", "--phases", "calcite,quartz", "--tube", "Cu", "--like", "gap.xy")
                .contains(
                    "gap.xy: has no points between 34.95 and 37.0 degrees"))
        #expect(!FileManager.default.fileExists(atPath: program.folder + "/mine"))
        try FileManager.default.createDirectory(atPath: program.folder + "/mine", withIntermediateDirectories: false)
        #expect(
            try errors(64, "diffraction", "mine", "--phases", "calcite,quartz", "--tube", "Cu").contains(
                "'mine' is there already"))
        #expect(try start("new").output.contains("diffraction"))
    }

    @Test("an image with its truth becomes a spec that is valid, trains, and predicts", arguments: ["hdr", "mat"])
    func image(ending: String) throws {
        let temporary = try TemporaryFolder()
        try MixedScene.writeENVI(program.folder + "/scene.hdr")
        for (name, variables) in [("truth.mat", MixedScene.truth()), ("scene.mat", MixedScene.image())] {
            try FileManager.default.copyItem(
                atPath: temporary.writeMat(name, variables), toPath: program.folder + "/" + name)
        }
        let new = try start("new", "image", "field", "scene.\(ending)", "--truth", "truth.mat")
        #expect(new.status == 0, "\(new)")
        let order = "ixels of the truth run down the first column of the image, then down the second"
        #expect(new.errors.contains(order))
        #expect(try text("field/experiments/datasets.yaml").contains(order))
        #expect(try text("field/experiments/field.yaml").contains(order))
        let valid = try start(in: "field", "validate")
        #expect(valid.status == 0, "\(valid)")
        #expect(try text("field/experiments/datasets.yaml").contains("classes: [sand, silt, clay]"))
        try change("field/experiments/field.yaml", [("epochs: 100", "epochs: 20"), ("batch: 128", "batch: 16")])
        let run = try start(in: "field", "run", "experiments/field.yaml", "--quiet")
        #expect(run.status == 0 && run.output.contains("test field, in percent"), "\(run)")
        let predict = try start(in: "field", "predict", "field:mse-dirichlet", "../scene.\(ending)", "--no-check")
        #expect(predict.status == 0, "\(predict)")
        #expect(try NPYFile.read(path: program.folder + "/field/predicted/abundances.npy").shape == [40, 20, 3])
        let report = try start(in: "field", "report", "experiments/field.yaml")
        #expect(report.status == 0, "\(report)")
    }

    @Test("an image whose truth is of another size, or does not name its classes, is refused")
    func wrongTruth() throws {
        let temporary = try TemporaryFolder()
        try MixedScene.writeENVI(program.folder + "/scene.hdr")
        for (name, variables) in [
            ("nameless.mat", [MixedScene.truth()[0]]),
            (
                "short.mat",
                [
                    .doubles("A", shape: [3, 10], Array(repeating: 1.0 / 3, count: 30)),
                    .texts("cood", MixedScene.classes),
                ]
            ),
        ] as [(String, [MatVariable])] {
            try FileManager.default.copyItem(
                atPath: temporary.writeMat(name, variables), toPath: program.folder + "/" + name)
        }
        let nameless = try start("new", "image", "field", "scene.hdr", "--truth", "nameless.mat")
        #expect(
            nameless.status == 1 && nameless.errors.contains("does not name its classes; --classes does"), "\(nameless)"
        )
        let named = try start(
            "new", "image", "named", "scene.hdr", "--truth", "nameless.mat", "--classes", "sand,wet silt,clay")
        #expect(named.status == 0, "\(named)")
        let short = try start("new", "image", "field", "scene.hdr", "--truth", "short.mat")
        #expect(
            short.status == 1
                && short.errors.contains(
                    "short.mat: variable 'A': an array of 3 x 10, but 3 x 800 (classes x pixels, 40 x 20 of them, which run "
                        + "down the first column"),
            "\(short)")
        let byRows = try start(
            "new", "image", "rows", "scene.hdr", "--truth", "nameless.mat", "--classes", "sand,wet silt,clay",
            "--pixel-order", "row-major")
        #expect(byRows.status == 0 && byRows.errors.contains("run along the first row"), "\(byRows)")
        #expect(try text("rows/experiments/datasets.yaml").contains("    pixel-order: row-major "))
        let table = try start("new", "image", "field", "scene.hdr", "--truth", "truth.csv")
        #expect(
            table.status == 1 && table.errors.contains("truth.csv: is no MATLAB file; write the truth as variable A"))
        // A few bands are too few for the network, and how many it takes is told.
        try MixedScene.writeENVI(program.folder + "/few.hdr", bands: Array(0..<40))
        let few = try start(
            "new", "image", "few", "few.hdr", "--truth", "nameless.mat", "--classes", "sand,wet silt,clay")
        #expect(
            few.status == 64
                && few.errors.contains("a signal of 40 points is too short for zhang-pixel-cnn, which takes 66 or more"),
            "\(few)")
        #expect(!FileManager.default.fileExists(atPath: program.folder + "/field"))
    }
}
