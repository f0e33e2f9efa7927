import ScientificFormats
import Testing

@Suite struct GSASPowderTests {
    private func read(_ text: String) throws -> PowderScan {
        try GSASPowder.decode(Array(text.utf8), path: "x.gsa")
    }

    @Test func pointsOfFreeFormatHaveTheirAngles() throws {
        let text =
            "title\r\n# lambda 0.4137\r\nBANK 1 3 3 CONS 500.00 4.00 0 0 FXYE\r\n 500.0 72 8.5\r\n 504.0 59.5 7.7\r\n 508.0 0 0\r\n"
        let scan = try read(text)
        #expect(
            scan.twoTheta == [5, 5.04, 5.08] && scan.intensities == [72, 59.5, 0]
                && scan.uncertainties == [8.5, 7.7, 0])
        #expect(scan.radiation == PowderRadiation(wavelength: 0.4137) && scan.quantity == .unknown)
        #expect(GSASPowder.recognizes(Array(text.utf8)))
        let plain = try read(
            "title\nBANK 1 2 2 RALF 500 4 500 4 FXY\n500 72\n504 59\nBANK 2 2 2 CONS 5 4 0 0 FXY\n1 2\n2 3\n")
        #expect(plain.intensities == [72, 59] && plain.uncertainties == nil)
        #expect(plain.remarks.contains { $0.hasPrefix("the first of 2 banks") })
    }

    @Test func fieldsOfFixedWidthMayTouch() throws {
        let esd =
            "title\nBANK 1 6 2 CONST 1000.0 2.0 0 0 ESD\n"
            + "    72.0     8.5    59.0     7.7100000.0   316.2    51.0     7.1    50.0     7.1\n    49.0     7.0\n"
        let scan = try read(esd)
        #expect(scan.twoTheta == [10, 10.02, 10.04, 10.06, 10.08, 10.1])
        #expect(scan.intensities == [72, 59, 100_000, 51, 50, 49] && scan.uncertainties?[2] == 316.2)
        let counts = try read("title\nBANK 1 3 1 CONST 1000.0 2.0 0 0 STD\n      72  123456      59\n")
        #expect(counts.intensities == [72, 123_456, 59] && counts.uncertainties == nil)
    }

    @Test func meansOfDetectorsHaveTheirUncertainties() throws {
        let scan = try read("title\nBANK 1 3 1 CONST 1000.0 2.0 0 0 STD\n 4   100 1    90 1     0\n")
        #expect(scan.intensities == [100, 90, 0])
        #expect(scan.uncertainties == [5, 90.squareRoot(), 0])
    }

    @Test func thousandthsAndThirtySecondsAreScaled() throws {
        let scan = try read("title\nBANK 1 2 1 RALF 32000 64 32000 64 ALT\n   32000  72000 8500   32064  59000 7700\n")
        #expect(scan.twoTheta == [10, 10.02] && scan.intensities == [72, 59] && scan.uncertainties == [8.5, 7.7])
    }

    @Test(arguments: [
        (
            "t\nBANK 1 3 3 CONS 500 4 0 0 FXYE\n500 1 1\n504 2 1\n",
            "line 4: the bank promises 3 points and 2 are there; the file may be cut short"
        ),
        ("t\nBANK 1 2 3 CONS 500 4 0 0 FXYE\n500 1\n504 2\n", "line 3: 2 numbers, where FXYE has 3"),
        ("t\nBANK 1 2 3 CONS 500 4 0 0 FXYE\n500 1 x\n504 2 1\n", "line 3: 'x' is not a number"),
        ("t\nBANK 1 2 3 CONS 500 4 0 0 FXYE\n500 1 -1\n504 2 1\n", "line 3: a negative uncertainty, -1.0"),
        (
            "t\nBANK 1 2 3 CONS 500 4 0 0 FXYE\n500 1 0\n504 2 0\n",
            "line 3: the uncertainties are zero throughout, which says nothing"
        ),
        (
            "t\nBANK 1 2 3 SLOG 500 4 0 0 FXYE\n5000 1 1\n50400 2 1\n",
            "line 2: positions up to 504.0 degrees: times of flight, which are not read"
        ),
        (
            "t\nBANK 1 2 3 SLOG 500 4 0 0 STD\n  1\n",
            "line 2: points of the type STD with the binning SLOG, which is one of times of flight; read is CONS"
        ),
        ("t\nBANK 1 99999999999 3 CONS 500 4 0 0 STD\n", "line 2: no number of points from 2 to 4194304 stands third"),
        ("t\nBANK 1 2 3 CONS 500 0 0 0 STD\n1 2\n", "line 2: a step of 0.0, which is not above 0"),
    ])
    func namesTheLineOfWhatIsWrong(text: String, message: String) throws {
        #expect(try formatError { _ = try read(text) }.description == "x.gsa: \(message)")
    }
}
