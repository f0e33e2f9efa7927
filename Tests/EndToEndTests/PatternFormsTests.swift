import Foundation
import ScientificFormats
import TestSupport
import Testing

/// One pattern in the forms that programs write it in: each must give the fractions of the plain one.
@Suite(
    "One pattern in many forms", .enabled(if: Program.path != nil, "the program was not built beside the tests"))
struct PatternFormsTests {
    private let program: Program
    /// 31.3 % calcite, 50.0 % gibbsite and 18.7 % dolomite, simulated.
    private let scan: PowderScan

    init() throws {
        program = try Program()
        scan = try PowderScan.read(path: Fixtures.url("powder/mixture.xy").path())
    }

    /// A point of the pattern.
    private struct Point {
        let angle: Double
        let counts: Int
        let index: Int
    }

    /// A file of a line for each point.
    private func write(_ name: String, _ head: String = "", end: String = "", _ line: (Point) -> String)
        throws
    {
        let lines = scan.twoTheta.indices.map { index in
            line(Point(angle: scan.twoTheta[index], counts: Int(scan.intensities[index]), index: index)) + "\n"
        }
        try (head + lines.joined() + end).write(toFile: program.folder + "/" + name, atomically: true, encoding: .utf8)
    }

    /// The fractions of the phases by pattern, and what the call printed.
    private func fractions(_ patterns: [String], _ radiation: [String]) throws -> [String: [Double]] {
        let phases = ["--phases", "calcite,gibbsite,dolomite", "--no-figures"]
        let ending = try program.start(["rietveld"] + patterns + phases + radiation).wait()
        #expect(ending.status == 0, "\(ending.errors)")
        let table = try #require(try program.files(below: "rietveld")["fractions.csv"])
        let rows = try CSVTable(String(decoding: table, as: UTF8.self)).rows
        return Dictionary(grouping: rows) { $0["pattern"] }.mapValues { $0.map { Double($0["fraction"]) ?? .nan } }
    }

    private func number(_ value: Double, _ decimals: Int = 4) -> String { String(format: "%.\(decimals)f", value) }

    @Test("angles and counts, with or without uncertainties, give the same fractions in every form")
    func sameCounts() throws {
        try write("plain.xy") { "\(number($0.angle)) \($0.counts)" }
        try write("topas.xye", "/*\n# sample.xy Bank 1\n*/\n") {
            "  \(number($0.angle))  \($0.counts).0  \(number(Double($0.counts).squareRoot(), 6))"
        }
        try write("Profile0.txt", "\u{FEFF}") { "\(number($0.angle))\t\($0.counts)\t1\r" }
        try write("comma.csv") { number($0.angle).replacing(".", with: ",") + ";\($0.counts)" }
        try write("pandas.csv", ",2theta,counts\n") { "\($0.index),\(number($0.angle)),\($0.counts)" }
        try write("fit2d.chi", "sample\n2-Theta Angle (Degrees)\nIntensity\n  \(scan.twoTheta.count)\n") {
            " \(number($0.angle)) \($0.counts)"
        }
        try write("bank.fxye", "sample\nBANK 1 \(scan.twoTheta.count) 1 CONS 500.0 4.0 0 0 FXYE\n") {
            "\(number(100 * $0.angle)) \($0.counts) \(number(Double($0.counts).squareRoot(), 6))"
        }
        try write("list.dat", "  5.0  0.04  86.56  sample\n") { "\($0.counts)" }
        try write("range.uxd", "; range 1\n_DRIVE='COUPLED'\n_STEPSIZE=0.04\n_2THETACOUNTS\n") {
            "\(number($0.angle)) \($0.counts)"
        }
        try write("scan.ras", "*RAS_DATA_START\n*RAS_INT_START\n", end: "*RAS_INT_END\n") {
            "\(number($0.angle)) \($0.counts) 1.0"
        }
        try write("zero.xye") {
            "\(number($0.angle)) \($0.counts) \($0.index == 700 ? "0.0" : number(Double($0.counts).squareRoot(), 6))"
        }
        let names = [
            "plain.xy", "topas.xye", "Profile0.txt", "comma.csv", "pandas.csv", "fit2d.chi", "bank.fxye", "list.dat",
            "range.uxd", "scan.ras",
            "zero.xye",
        ]
        let found = try fractions(names, ["--tube", "Cu"])
        let plain = try #require(found["plain.xy"])
        #expect(zip(plain, [0.2837, 0.5293, 0.1870]).allSatisfy { abs($0 - $1) < 0.0002 }, "\(plain)")
        for name in names {
            // One point of 2040 is missing in the last, and uncertainties are printed with six decimals.
            let tolerance = name == "zero.xye" ? 1e-3 : 1e-5
            #expect(
                zip(try #require(found[name]), plain).allSatisfy { abs($0 - $1) < tolerance },
                "\(name) \(found[name] ?? [])")
        }
    }

    @Test("an axis of q is converted with the wavelength that the file or the command line gives")
    func axisOfQ() throws {
        let wavelength = 1.5406
        func q(_ angle: Double) -> Double { 4 * .pi * sin(angle * .pi / 360) / wavelength }
        try write("plain.xy") { "\(number($0.angle)) \($0.counts)" }
        try write("nanometers.dat", "# Wavelength: 1.540600e-10 m\n#   q_nm^-1    I\n") {
            "\(number(10 * q($0.angle), 7)) \($0.counts)"
        }
        try write("angstroms.csv", "Q (1/A),Counts\n") { "\(number(q($0.angle), 8)),\($0.counts)" }
        try write("spacings.csv", "d (Angstrom),Counts\n") { "\(number(2 * .pi / q($0.angle), 8)),\($0.counts)" }
        let found = try fractions(
            ["plain.xy", "nanometers.dat", "angstroms.csv", "spacings.csv"], ["--wavelength", "1.5406"])
        for name in found.keys {
            #expect(
                zip(try #require(found[name]), found["plain.xy"] ?? []).allSatisfy { abs($0 - $1) < 1e-3 },
                "\(name) \(found)")
        }
        #expect(found.count == 4)
        let alone = try program.start(["rietveld", "angstroms.csv", "--phases", "calcite"]).wait()
        #expect(alone.status == 1 && alone.errors.contains("say --wavelength or --tube"), "\(alone.errors)")
    }

    @Test("points without counts are as in a pattern without uncertainties, and the output says so")
    func zeroCounts() throws {
        try write("counts.xy") { "\(number($0.angle)) \(max($0.counts - 30, 0))" }
        try write("sqrt.xye") {
            "\(number($0.angle)) \(max($0.counts - 30, 0)) \(number(Double(max($0.counts - 30, 0)).squareRoot(), 6))"
        }
        let found = try fractions(["counts.xy", "sqrt.xye"], ["--tube", "Cu"])
        #expect(
            zip(found["counts.xy"] ?? [], found["sqrt.xye"] ?? []).allSatisfy { abs($0 - $1) < 1e-5 }
                && found.count == 2)
        let arguments = [
            "rietveld", "sqrt.xye", "--phases", "calcite,gibbsite,dolomite", "--tube", "Cu", "--no-figures",
        ]
        let told = try program.start(arguments).wait()
        #expect(told.output.contains("of no counts got the uncertainty of one"), "\(told.output)")
        let said = try program.start(arguments + ["--columns", "2theta,counts,-"]).wait()
        #expect(said.status == 0 && said.output.contains("column 3 is left out"), "\(said.output)")
    }
}
