import Foundation
import ProportionInference
import ScientificFormats
import TestSupport
import Testing

@Suite(
    "Trained networks are applied to images",
    .enabled(if: Program.path != nil, "the program was not built beside the tests"))
struct PredictImageTests {
    private let scene: TrainedScene
    private var program: Program { scene.program }

    init() throws { scene = try TrainedScene.shared.get() }

    /// The largest difference of two arrays of abundances; infinite where their sizes differ or one is no number.
    private func difference(_ found: some Collection<Double>, _ expected: some Collection<Double>) -> Double {
        guard found.count == expected.count else { return .infinity }
        return zip(found, expected).reduce(0) { max($0, abs($1.0 - $1.1).isNaN ? .infinity : abs($1.0 - $1.1)) }
    }

    private func rows(_ range: Range<Int>, of array: NPYArray) -> ArraySlice<Double> {
        let width = MixedScene.columns * MixedScene.classes.count
        return array.values[range.lowerBound * width..<range.upperBound * width]
    }

    @Test("a run's network says of the test rows what the run recorded")
    func sameAsRecorded() throws {
        for run in 1...2 {
            let folder = TrainedScene.model + "/run-\(run)"
            let ending = try scene.predict("image.hdr", model: folder, into: "recorded-\(run)")
            #expect(ending.status == 0, "\(ending)")
            let recorded = try NPYFile.read(path: program.folder + "/" + folder + "/predictions.npy")
            #expect(recorded.shape == [TrainedScene.testRows.count * MixedScene.columns, 3])
            let found = try scene.abundances("recorded-\(run)")
            #expect(found.shape == [MixedScene.rows, MixedScene.columns, 3])
            #expect(difference(rows(TrainedScene.testRows, of: found), recorded.values) <= 1e-6)
        }
        // One network has no spread.
        #expect(!FileManager.default.fileExists(atPath: program.folder + "/recorded-1/spread.hdr"))
    }

    @Test("several networks give their mean and its spread, in files that agree with each other")
    func ensemble() throws {
        let ending = try scene.predict("image.hdr", into: "both", "--geotiff")
        #expect(ending.status == 0, "\(ending)")
        let folder = program.folder + "/both/"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(
            names == [
                "abundances.hdr", "abundances.img", "abundances.npy", "abundances.tif", "high.hdr", "high.img",
                "low.hdr",
                "low.img", "maps.pdf", "maps.png", "maps.svg", "prediction.json", "predictions.csv", "presence.hdr",
                "presence.img",
                "spread.hdr", "spread.img", "verdicts.hdr", "verdicts.img",
            ])
        let array = try scene.abundances("both")
        let members = try (1...2).map {
            try NPYFile.read(path: program.folder + "/" + TrainedScene.model + "/run-\($0)/predictions.npy").values
        }
        let means = zip(members[0], members[1]).map { ($0 + $1) / 2 }
        #expect(difference(rows(TrainedScene.testRows, of: array), means) <= 1e-6)
        let maps = try ENVIImage(headerPath: folder + "abundances.hdr")
        #expect(maps.description.bandNames == MixedScene.classes && maps.values == array.values.map(Float.init))
        #expect(maps.description.place.entries["map info"]?.contains("332499.6") == true)
        let spread = try ENVIImage(headerPath: folder + "spread.hdr")
        let offset = TrainedScene.testRows.lowerBound * MixedScene.columns * 3
        for (index, pair) in zip(members[0], members[1]).enumerated() {
            #expect(abs(Double(spread.values[offset + index]) - abs(pair.0 - pair.1) / 2.0.squareRoot()) <= 1e-6)
        }
        let table = try CSVTable(String(contentsOfFile: folder + "predictions.csv", encoding: .utf8))
        #expect(table.rows.count == 800)
        let last = try #require(table.rows.last)
        #expect(last["row"] == "39" && last["column"] == "19" && Double(last["clay"]) == array.values.last)
    }

    @Test("the networks know the scene: test pixels are near the truth, and at most 5 % of them are flagged")
    func good() throws {
        #expect(try scene.predict("image.hdr", into: "good").status == 0)
        let found = Array(rows(TrainedScene.testRows, of: try scene.abundances("good")))
        var error = 0.0
        for pixel in 0..<found.count / 3 {
            let truth = MixedScene.proportions(28 + pixel / MixedScene.columns, pixel % MixedScene.columns)
            error += (0..<3).map { abs(found[3 * pixel + $0] - truth[$0]) }.max() ?? .infinity
        }
        #expect(error * 3 / Double(found.count) <= 0.05, "\(error)")
        let verdicts = try scene.verdicts("good").suffix(found.count / 3)
        #expect(verdicts.count { $0 != 0 } <= found.count / 3 / 20, "\(verdicts.count { $0 != 0 })")
    }

    /// The share of the test pixels whose true proportions are in their sets, and the mean length of an interval.
    private func coverage(_ folder: String) throws -> (share: Double, width: Double) {
        let table = try CSVTable(
            String(contentsOfFile: program.folder + "/" + folder + "/predictions.csv", encoding: .utf8))
        let rows = try table.rows.filter { TrainedScene.testRows.contains(try #require(Int($0["row"]))) }
        var (held, width) = (0, 0.0)
        for row in rows {
            let truth = try MixedScene.proportions(#require(Int(row["row"])), #require(Int(row["column"])))
            let isHeld = try zip(MixedScene.classes, truth).map { name, proportion in
                let (low, high) = (
                    try #require(Double(row[name + "_low"])), try #require(Double(row[name + "_high"]))
                )
                width += high - low
                return switch row[name + "_presence"] {
                case "absent": proportion == 0
                case "possible": proportion == 0 || (low...high).contains(proportion)
                default: proportion > 0 && (low...high).contains(proportion)
                }
            }
            if isHeld.allSatisfy(\.self) { held += 1 }
        }
        return (Double(held) / Double(rows.count), width / Double(3 * rows.count))
    }

    @Test("sets of abundances hold the true ones of test pixels as often as is asked, and maps have the same numbers")
    func sets() throws {
        var widths: [Double] = []
        for level in [0.5, 0.9] {
            let ending = try scene.predict("image.hdr", into: "sets", "--level", "\(level)")
            #expect(ending.status == 0 && ending.errors.contains("Nothing is guaranteed"), "\(ending)")
            #expect(ending.output.contains("mean width of \(level == 0.5 ? "50" : "90") % sets"), "\(ending)")
            let found = try coverage("sets")
            // Three standard deviations of 240 draws.
            #expect(abs(found.share - level) <= 3 * (level * (1 - level) / 240).squareRoot(), "\(found)")
            widths.append(found.width)
        }
        #expect(widths[0] < widths[1], "\(widths)")
        let table = try CSVTable(String(contentsOfFile: program.folder + "/sets/predictions.csv", encoding: .utf8))
        for (name, column) in [("low", "silt_low"), ("high", "silt_high")] {
            let map = try ENVIImage(headerPath: program.folder + "/sets/\(name).hdr")
            #expect(map.description.bandNames == MixedScene.classes)
            for (pixel, row) in table.rows.enumerated() {
                #expect(map.values[3 * pixel + 1] == Float(row[column]))
            }
        }
        let presence = try ENVIImage(headerPath: program.folder + "/sets/presence.hdr").values
        #expect(
            table.rows.enumerated().allSatisfy { pixel, row in
                Presence.allCases.firstIndex { $0.rawValue == row["silt_presence"] }.map(Float.init)
                    == presence[3 * pixel + 1]
            })
    }

    @Test("pixels of the image whose abundances are known fix how large sets are")
    func calibrated() throws {
        // Every fifth pixel of the test rows is known, as a table with decimal commas.
        let pixels = stride(from: 28 * 20, to: 800, by: 5).map { ($0 / 20, $0 % 20) }
        let lines = pixels.map { row, column in
            (["\(row)", "\(column)"]
                + MixedScene.proportions(row, column).map { "\($0)".replacing(".", with: ",") })
                .joined(separator: ";")
        }
        func write(_ more: String...) throws {
            try (["row;column;sand;silt;clay"] + lines + more).joined(separator: "\n")
                .write(toFile: program.folder + "/known.csv", atomically: true, encoding: .utf8)
        }
        try write()
        let ending = try scene.predict("image.hdr", into: "calibrated", "--calibrate", "known.csv", "--level", "0.8")
        // ⌈49 · 0.8⌉ of 48 pixels.
        #expect(ending.status == 0 && ending.errors.contains("a probability of at least 40/49"), "\(ending)")
        #expect(try coverage("calibrated").share >= 0.65)
        for (line, message) in [
            ("40;0;1;0;0", "line 50: row 40, column 0 is no pixel of what is read of the image"),
            ("28;0;1;0;0", "line 50: row 28, column 0 stands in line 2 already"),
            ("29;1;1;0,5;0", "line 50: the abundances sum to 1.5, not to 1"),
            ("29;1;1;;0", "line 50: 'silt': '' is no abundance from 0 to 1"),
        ] {
            try write(line)
            let wrong = try scene.predict("image.hdr", into: "wrong", "--calibrate", "known.csv")
            #expect(wrong.status == 1 && wrong.errors.contains("known.csv: " + message), "\(wrong)")
        }
    }

    @Test("pixels that are zero in all bands are counted, and a folder of other files is refused")
    func borderAndFolder() throws {
        try MixedScene.writeENVI(program.folder + "/bordered.hdr") { values in
            for index in 0..<MixedScene.columns * MixedScene.bands { values[index] = 0 }
        }
        let ending = try scene.predict("bordered.hdr", into: "bordered")
        #expect(
            ending.status == 0
                && ending.output.contains(
                    "20 of 800 pixels are zero in all bands and count as data; if they are none, "
                        + "'data ignore value = 0' in the header or a --mask leaves them out"),
            "\(ending)")
        let foreign = try scene.predict("image.hdr", into: ".")
        #expect(
            foreign.status == 64
                && foreign.errors.contains("'.' holds files that are no results of 'predict MODEL IMAGE'"), "\(foreign)"
        )
        #expect(!FileManager.default.fileExists(atPath: program.folder + "/prediction.json"))
    }

    @Test("results of other folders and efforts are found, and where there are none the cure is told")
    func results() throws {
        let named = try program.start(["predict", "scene:mse-dirichlet", "image.hdr", "--output", "named"]).wait()
        #expect(named.status == 0 && named.errors.contains("2 networks"), "\(named)")
        let other = try program.start(["predict", "scene:mse-dirichlet", "image.hdr", "--effort", "short"]).wait()
        #expect(
            other.status == 1
                && other.errors.contains("are of another effort than 'short'; --effort says which: paper"), "\(other)")
        let none = try program.start(["predict", "scene:mse-dirichlet", "image.hdr", "--results", "none"]).wait()
        #expect(
            none.status == 1 && none.errors.contains("there is no result of an experiment 'scene' in 'none'"),
            "\(none)")
        let run = try program.start(
            ["run", "experiments/scene.yaml", "--quiet", "--effort", "smoke", "--results", "mine"], data: program.folder
        ).wait()
        #expect(run.status == 0, "\(run)")
        let found = try program.start([
            "predict", "scene:mse-dirichlet:1", "image.hdr", "--results=mine", "--effort", "smoke", "--output", "found",
            "--no-check",
        ]).wait()
        #expect(found.status == 0 && found.errors.contains("scene:mse-dirichlet:1: a network"), "\(found)")
        let export = try program.start([
            "export", "scene:mse-dirichlet:1", "--results", "mine", "--effort", "smoke", "--output",
            "exported.safetensors",
        ]).wait()
        #expect(export.status == 0 && export.errors.contains("wrote 'exported.safetensors'"), "\(export)")
    }

    @Test(
        "at least 95 % of pixels of other kinds are flagged, and an image of them ends with status 1",
        arguments: ["reversed", "rotated", "brighter", "darker", "noise", "another material"])
    func otherKinds(kind: String) throws {
        let bands = MixedScene.bands
        let name = kind.replacing(" ", with: "-")
        try MixedScene.writeENVI(program.folder + "/\(name).hdr", rows: 12) { values in
            for start in stride(from: 0, to: values.count, by: bands) {
                let spectrum = Array(values[start..<start + bands])
                for band in 0..<bands {
                    values[start + band] =
                        switch kind {
                        case "reversed": spectrum[bands - 1 - band]
                        case "rotated": spectrum[(band + 20) % bands]
                        case "brighter": spectrum[band] * 10_000
                        case "darker": spectrum[band] / 10_000
                        case "noise": Float((start + band * 7907) * 7919 % 1009) / 1009
                        // Half of each pixel is of a spectrum that was not trained.
                        default: spectrum[band] / 2 + (band % 16 < 8 ? 0.3 : 0.1)
                        }
                }
            }
        }
        let ending = try scene.predict("\(name).hdr", into: name)
        #expect(ending.status == 1 && ending.errors.contains("most pixels are out of range"), "\(ending)")
        if kind == "brighter" {
            // What brings the image to the scale of the training is told, and does.
            let advice = try #require(ending.errors.firstMatch(of: /--divide-by ([0-9.e]+)/)).1
            #expect(Double(advice) == 10_000)
            let mended = try scene.predict("\(name).hdr", into: name + "-mended", "--divide-by", String(advice))
            #expect(mended.status == 0, "\(mended)")
        }
        let verdicts = try scene.verdicts(name)
        #expect(verdicts.count { $0 != 0 } >= verdicts.count * 95 / 100, "\(verdicts.count { $0 != 0 })")
        let unchecked = try scene.predict("\(name).hdr", into: name, "--no-check")
        #expect(unchecked.status == 0, "\(unchecked)")
        #expect(!FileManager.default.fileExists(atPath: program.folder + "/\(name)/verdicts.hdr"))
    }

    @Test("the same pixels give the same abundances from ENVI, MATLAB and HDF5")
    func formats() throws {
        #expect(try scene.predict("image.hdr", into: "envi").status == 0)
        let matlab = try scene.predict("image.mat", into: "matlab")
        #expect(
            matlab.status == 0 && matlab.output.contains("the image has no wavelengths, so that bands are taken"),
            "\(matlab)")
        let expected = try scene.abundances("envi")
        #expect(difference(try scene.abundances("matlab").values, expected.values) <= 1e-6)
        try FileManager.default.copyItem(
            atPath: Fixtures.url("hdf5/mixed.h5").path, toPath: program.folder + "/mixed.h5")
        let hdf5 = try scene.predict("mixed.h5", into: "hdf5", "--variable", "scene/reflectance")
        #expect(hdf5.status == 0, "\(hdf5)")
        #expect(difference(try scene.abundances("hdf5").values, rows(0..<4, of: expected)) <= 1e-6)
    }

    @Test("bands are sorted or interpolated by wavelength, and refused by name where they do not fit")
    func bands() throws {
        #expect(try scene.predict("image.hdr", into: "plain").status == 0)
        let expected = try scene.abundances("plain").values
        try MixedScene.writeENVI(program.folder + "/backwards.hdr", bands: Array((0..<MixedScene.bands).reversed()))
        let backwards = try scene.predict("backwards.hdr", into: "backwards")
        #expect(
            backwards.status == 0 && backwards.output.contains("bands sorted into the order of the model's"),
            "\(backwards)")
        #expect(difference(try scene.abundances("backwards").values, expected) <= 1e-6)

        let shifted = MixedScene.wavelengths.map { $0 + 2 }
        try MixedScene.writeENVI(program.folder + "/shifted.hdr", wavelengths: shifted)
        let interpolated = try scene.predict("shifted.hdr", into: "shifted")
        #expect(interpolated.output.contains("spectra interpolated linearly from 68 to the model's 68 bands"))
        // Endmembers are pieces of straight lines, so that a shift by a fifth of a band changes little.
        #expect(difference(try scene.abundances("shifted").values, expected) <= 0.1)

        try MixedScene.writeENVI(
            program.folder + "/elsewhere.hdr", wavelengths: MixedScene.wavelengths.map { $0 + 300 })
        let elsewhere = try scene.predict("elsewhere.hdr", into: "elsewhere")
        #expect(elsewhere.status == 1 && elsewhere.output.isEmpty, "\(elsewhere)")
        #expect(
            elsewhere.errors.contains(
                "elsewhere.hdr: wavelengths from 700.0 to 1370.0, but band 0 of the model lies at 400.0; the model can "
                    + "only be applied to images with its wavelengths"), "\(elsewhere.errors)")
        try MixedScene.writeENVI(program.folder + "/fewer.hdr", bands: Array(0..<60), wavelengths: nil)
        let fewer = try scene.predict("fewer.hdr", into: "fewer")
        #expect(fewer.status == 1, "\(fewer)")
        #expect(
            fewer.errors.contains("fewer.hdr: 60 bands, and the model takes 68; cut the image to the bands"),
            "\(fewer.errors)")
        #expect(!FileManager.default.fileExists(atPath: program.folder + "/fewer"))
    }

    @Test("missing and masked pixels are missing in every result, and change no other")
    func missing() throws {
        #expect(try scene.predict("image.hdr", into: "all").status == 0)
        let expected = try scene.abundances("all").values
        try MixedScene.writeENVI(program.folder + "/holes.hdr", ignored: -9999) { values in
            values[5 * MixedScene.bands + 3] = -9999
        }
        let kept = (0..<800).map { $0 == 7 ? 0.0 : 1.0 }
        try FileBytes.write(NPYFile.encode(kept, shape: [40, 20]), path: program.folder + "/mask.npy")
        let ending = try scene.predict("holes.hdr", into: "holes", "--mask", "mask.npy")
        #expect(ending.status == 0 && ending.output.contains("1 of 800 pixels left out"), "\(ending)")
        let found = try scene.abundances("holes").values
        for pixel in 0..<800 {
            let own = found[3 * pixel..<3 * pixel + 3]
            if pixel == 5 || pixel == 7 {
                #expect(own.count { $0.isNaN } == 3)
            } else {
                #expect(difference(own, expected[3 * pixel..<3 * pixel + 3]) <= 1e-6)
            }
        }
        let verdicts = try ENVIImage(headerPath: program.folder + "/holes/verdicts.hdr")
        #expect(verdicts.description.ignoredValue == -9999 && verdicts.values[5] == -9999)
        let table = try CSVTable(String(contentsOfFile: program.folder + "/holes/predictions.csv", encoding: .utf8))
        #expect(table.rows.count == 798)
    }

    @Test("an image of many blocks has the pixels of a small one, whatever the number of threads; a window has its own")
    func blocks() throws {
        #expect(try scene.predict("image.hdr", into: "small").status == 0)
        let small = try scene.abundances("small").values
        try MixedScene.writeENVI(program.folder + "/large.hdr", rows: 120, columns: 60)
        for workers in ["1", "3"] {
            #expect(try scene.predict("large.hdr", into: "large", "--workers", workers).status == 0)
            let large = try scene.abundances("large").values
            for pixel in stride(from: 0, to: 7200, by: 7) {
                let inside = pixel / 60 % 40 * 20 + pixel % 60 % 20
                #expect(
                    difference(large[3 * pixel..<3 * pixel + 3], small[3 * inside..<3 * inside + 3]) <= 1e-6)
            }
        }
        let window = try scene.predict("large.hdr", into: "part", "--window", "41,22,3,5")
        #expect(window.status == 0, "\(window)")
        let part = try scene.abundances("part")
        #expect(part.shape == [3, 5, 3])
        #expect(difference(part.values[0..<3], small[3 * 22..<3 * 22 + 3]) <= 1e-6)
        let table = try CSVTable(String(contentsOfFile: program.folder + "/part/predictions.csv", encoding: .utf8))
        #expect(table.rows.first?["row"] == "41" && table.rows.first?["column"] == "22")
    }
}
