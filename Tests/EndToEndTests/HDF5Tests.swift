import Foundation
import ScientificFormats
import TestSupport
import Testing

@Suite("HDF5 files by commands", .enabled(if: Program.path != nil, "the program was not built beside the tests"))
struct HDF5Tests {
    private let program: Program

    init() throws {
        program = try Program()
    }

    private func copy(_ name: String) throws {
        try FileManager.default.copyItem(
            atPath: Fixtures.url("hdf5/\(name)").path, toPath: program.folder + "/" + name)
    }

    @Test("a MATLAB file of version 7.3 is unmixed as the same image in ENVI's format")
    func matlab() throws {
        try copy("scene.mat")
        // The formula of the fixtures: 4 rows, 3 columns and 5 bands.
        let values = (0..<60).map { index in
            let (pixel, band) = (index / 5, index % 5)
            return Float(0.1 + 0.05 * Double(pixel / 3) + 0.01 * Double(pixel % 3) + 0.002 * Double(band))
        }
        try ENVIImage(rows: 4, columns: 3, bands: 5, values: values).write(headerPath: program.folder + "/same.hdr")
        for (image, output) in [("scene.mat", "mat"), ("same.hdr", "envi")] {
            let ending = try program.start([
                "unmix", image, "--method", "sunsal", "--classes", "2", "--output", output,
            ]).wait()
            #expect(ending.status == 0, "\(ending)")
        }
        #expect(
            try NPYFile.read(path: program.folder + "/mat/abundances.npy")
                == NPYFile.read(path: program.folder + "/envi/abundances.npy"))
    }

    @Test("bad bands are left out and told; an array is named by its path")
    func images() throws {
        try copy("whole.nc")
        let ending = try program.start([
            "unmix", "whole.nc", "--method", "sunsal", "--classes", "2",
        ]).wait()
        #expect(ending.status == 0, "\(ending)")
        #expect(ending.errors.contains("note: 2 of 8 bands left out, which are not good"), "\(ending)")
        let csv = try String(contentsOfFile: program.folder + "/unmixed/endmembers.csv", encoding: .utf8)
        #expect(csv.split(separator: "\n").count == 7 && csv.contains("\n4,2000.0,"), "\(csv)")
        let named = try program.start([
            "unmix", "whole.nc", "--variable", "reflectance", "--method", "sunsal", "--classes", "2", "--output", "all",
        ]).wait()
        #expect(named.status == 0 && named.errors.contains("was taken to be rows x columns x bands"), "\(named)")
    }

    @Test("a series of patterns is refined as so many, and each as the same pattern in columns")
    func series() throws {
        try copy("mixture.nxs")
        let columns = try PatternColumns.text(of: program.folder + "/mixture.nxs", pattern: 1)
        try columns.write(toFile: program.folder + "/mixture.xy", atomically: true, encoding: .utf8)
        let options =
            ["--phases", "calcite,gibbsite,dolomite", "--tube", "Cu"] + ["--no-figures", "--recipe", "full-pattern"]
        let ending = try program.start(["rietveld", "mixture.nxs"] + options).wait()
        #expect(ending.status == 0, "\(ending)")
        let table = try String(contentsOfFile: program.folder + "/rietveld/fractions.csv", encoding: .utf8)
        for index in 0..<3 { #expect(table.contains("mixture.nxs#\(index),"), "\(table)") }
        #expect(FileManager.default.fileExists(atPath: program.folder + "/rietveld/mixture.nxs#2.json"))

        let single = try program.start(["rietveld", "mixture.xy", "--output", "single"] + options).wait()
        #expect(single.status == 0, "\(single)")
        let expected = try String(contentsOfFile: program.folder + "/single/fractions.csv", encoding: .utf8)
        func rows(_ text: String, _ name: String) -> [String] {
            text.split(separator: "\n").filter { $0.hasPrefix(name + ",") }.map { String($0.dropFirst(name.count)) }
        }
        #expect(!rows(table, "mixture.nxs#1").isEmpty)
        #expect(rows(table, "mixture.nxs#1") == rows(expected, "mixture.xy"))
        #expect(rows(table, "mixture.nxs#1") != rows(table, "mixture.nxs#2"))

        let one = try program.start(["rietveld", "mixture.nxs#2", "--output", "one"] + options).wait()
        #expect(one.status == 0, "\(one)")
        let none = try program.start(["rietveld", "mixture.nxs#3", "--output", "none"] + options).wait()
        #expect(none.status == 64 && none.errors.contains("has 3 patterns, counted from 0, and no 3"), "\(none)")
    }
}

/// A pattern of a series as columns of text.
private enum PatternColumns {
    static func text(of path: String, pattern: Int) throws -> String {
        let scan = try PowderSeries(path: path).scan(pattern)
        return zip(scan.twoTheta, scan.intensities).map { "\($0) \($1)\n" }.joined()
    }
}
