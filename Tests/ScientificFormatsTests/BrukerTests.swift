import ScientificFormats
import Testing

@Suite struct BrukerRAWTests {
    @Test func readsPointsAndWavelengths() throws {
        let scan = try PowderScan.read(path: powderFixture("plain.raw"))
        #expect(scan.twoTheta == [10, 10.25, 10.5, 10.75, 11])
        #expect(scan.intensities == [100, 101, 102, 103, 104])
        #expect(scan.quantity == .unknown && scan.uncertainties == nil)
        #expect(scan.radiation == PowderRadiation(anode: "Cu", kAlpha1: 1.5406, kAlpha2: 1.54439, ratio: 0.5))
        #expect(
            scan.remarks == [
                "5 points from 10.0 to 11.0 degrees, in steps of 0.25",
                "the only range, a scan of the kind Locked Coupled",
                "the file does not say what its intensities are",
            ])
    }

    @Test func takesTheFirstRangeWhateverTheSizeOfItsPoints() throws {
        let scan = try PowderScan.read(path: powderFixture("two.raw"))
        #expect(scan.twoTheta == [10, 10.5, 11] && scan.intensities == [-1.5, -0.5, 0.5])
        #expect(scan.radiation == PowderRadiation(anode: "Cu", kAlpha1: 1.5406))
        #expect(scan.remarks[1] == "range 1 of 2, the others were left, a scan of the kind Detector Scan")
    }

    @Test(arguments: [
        ("RAW1.01", "Bruker RAW of version 3 (RAW1.01)"), ("RAW2.00", "Bruker RAW of version 2 (RAW2)"),
        ("RAW3", "Bruker RAW of version 3 (RAW3)"), ("RAW 1.0", "Bruker RAW of version 1 (RAW)"),
        ("RAW4.01", "Bruker RAW of version 4, but not 4.00"),
        ("RAW_1.06Powdat", "not a Bruker RAW file of a version known here"),
        ("FI", "not a Bruker RAW file of a version known here"),
    ])
    func namesTheVersionItDoesNotRead(magic: String, name: String) throws {
        let error = try formatError {
            _ = try BrukerRAW.decode(Array(magic.utf8) + Array(repeating: 0, count: 1000), path: "x.raw")
        }
        #expect(
            error.description
                == "x.raw: \(name), while only RAW4.00 is read; export the scan from DIFFRAC.EVA as RAW4.00, .brml or .xy"
        )
    }

    /// Where the segments of `plain.raw` stand: `USER`, the X-rays, the range.
    static let (source, range) = (61 + 45, 61 + 45 + 136)

    @Test(arguments: [
        (
            range + 32, Array("Rocking Curve\0".utf8),
            "byte 242: a scan of the kind 'Rocking Curve'; read are Locked Coupled, Unlocked Coupled and Detector Scan"
        ),
        (
            range + 72 + 6, [0x25],
            "byte 242: no drive '2Theta' begins at 10.5, where the range does: 2θ was not what was scanned"
        ),
        (range + 80 + 7, [0xBF], "byte 242: a step of -0.25, which is not above 0 and at most 10 degrees"),
        (range + 88, [1], "byte 590: a segment of 1120665600 bytes, where 8 to 16 are possible"),
        (range + 88, [6], "byte 242: a range of 184 + 6 x 4 bytes, where 204 are left"),
        (range + 88, [0xFF, 0xFF, 0xFF, 0xFF], "byte 242: more than 4194304 points: 4294967295"),
        (range + 136, [12], "byte 242: points of 12 bytes, where those of 4 or 8 are read"),
        (range + 140, [0xFF, 0xFF, 0xFF, 0xFF], "byte 242: a range of 4294967295 + 5 x 4 bytes, where 204 are left"),
        (range + 164, [7], "byte 402: a segment of 7 bytes, where 8 to 184 are possible"),
        (range + 164, [0xFF], "byte 402: a segment of 255 bytes, where 8 to 184 are possible"),
        (61 + 4, [0], "byte 61: a segment of 0 bytes, where 8 to 545 are possible"),
        (source + 120, [0x6E], "byte 106: wavelengths in 'n', not in 'A'"),
        (source + 87, [0x40], "byte 106: 100964.7616 ångströms is no wavelength of X-rays"),
        (range + 348, [0, 0, 0xC0, 0x7F], "byte 590, point 2: an intensity that is not finite"),
    ])
    func namesTheByteOfWhatIsWrong(position: Int, change: [UInt8], message: String) throws {
        var bytes = try FileBytes.read(path: powderFixture("plain.raw"))
        bytes.replaceSubrange(position..<position + change.count, with: change)
        #expect(try formatError { _ = try BrukerRAW.decode(bytes, path: "x.raw") }.description == "x.raw: \(message)")
    }

    @Test(arguments: ["plain.raw", "two.raw"])
    func survivesDamage(name: String) throws {
        let whole = try FileBytes.read(path: powderFixture(name))
        for copy in damagedCopies(of: whole, flips: 5000, seed: 13) {
            guard let scan = try? BrukerRAW.decode(copy, path: "x") else { continue }
            expectValid(scan)
            // Between its ranges a file may be cut without a trace.
            #expect(copy.count == whole.count || name == "two.raw" && scan.remarks[1].hasPrefix("the only range"))
        }
    }
}

@Suite struct BrukerBRMLTests {
    @Test func readsTheColumnsThatTheViewsName() throws {
        let path = powderFixture("plain.brml")
        let scan = try PowderScan.read(path: path)
        // The views have θ before 2θ.
        #expect(scan.twoTheta == [10, 12, 14, 16] && scan.intensities == [100, 101, 102, 103])
        #expect(scan.quantity == .counts && scan.uncertainties == nil)
        #expect(scan.radiation == PowderRadiation(anode: "Cu", kAlpha1: 1.5406, kAlpha2: 1.54439, ratio: 0.5))
        #expect(
            scan.remarks == [
                "4 points from 10.0 to 16.0 degrees, in steps of 2.0", "the only scan, Experiment0/RawData0.xml",
                "counts without an absorber",
            ])
    }

    @Test func takesTheFirstCompleteScanByNumber() throws {
        let scan = try PowderScan.read(path: powderFixture("several.brml"))
        #expect(scan.intensities == [0, 1, 830.5, 3] && scan.quantity == .correctedCounts)
        #expect(
            scan.remarks.dropFirst() == [
                "scan 2 of 3, Experiment0/RawData2.xml",
                "counts, in which the file has applied the factors of the absorber, with the uncertainties of those without",
                "points were counted for 1.0 to 4.0 s, to which nothing was scaled",
            ])
    }

    static let entry = "entry 'Experiment0/RawData0.xml', "

    @Test(arguments: [
        ("<MeasurementPoints>4", "<MeasurementPoints>5", "line 5: 'DataRoute': 4 of 5 points were measured"),
        ("<MeasurementPoints>4", "<MeasurementPoints>3", "line 5: 'DataRoute': 4 of 3 points were measured"),
        ("<MeasurementPoints>4", "<MeasurementPoints>?", "line 7: 'MeasurementPoints': '?' is not a number of points"),
        (
            "\"Measured\"", "\"Merged\"",
            "line 2: 'RawData': no 'DataRoute' with the flag 'Measured', as versions before 3 have none"
        ),
        (
            "\"TwoTheta\"", "\"Chi\"",
            "line 5: 'DataRoute': no column is 'TwoTheta', so 2θ was not scanned; there are 'Theta', 'Chi'"
        ),
        ("Base=\"Counts\"", "Base=\"Volt\"", "line 5: 'DataRoute': no column holds counts"),
        (
            "Start=\"4\" Length=\"1\"", "Start=\"4\" Length=\"2\"",
            "line 22: 'RawDataView': 2 counts at each point, where one is read"
        ),
        ("Start=\"4\"", "Start=\"-4\"", "line 22: 'RawDataView': 'Start' and 'Length' are not columns"),
        (
            "Start=\"2\" Length=\"2\"", "Start=\"2\" Length=\"1\"",
            "line 16: 'RawDataView': 'TwoTheta' is field 2 of fewer"
        ),
        ("1,1,6,12,101", "1,1,6,12,x", "line 10: 'Datum': 'x' is not a number"),
        ("1,1,6,12,101", "1,1,6,12,-101", "line 10: a negative count, -101.0"),
        ("1,1,6,12,101", "1,1,6,10,101", "line 10: the angle 10.0 does not lie behind 10.0, the one before"),
        ("1,1,6,12,101", "1,1,6,12", "line 10: 'Datum': 4 numbers, where the views ask for 5"),
        (
            "Unit=\"Å\" Value=\"1.5406\"", "Unit=\"nm\" Value=\"1.5406\"",
            "line 35: 'WaveLengthAlpha1': 1.5406 'nm' is no wavelength of X-rays in 'Å'"
        ),
        ("Value=\"0.5\"", "Value=\"-0.5\"", "line 37: 'WaveLengthRatio': '-0.5' is not a number of at least 0"),
        (
            "</RawData>", "",
            "line 47, column 1: the XML ends before 'RawData' of line 2 is closed; the file is cut short, so copy or export it again"
        ),
        (
            "RawData>", "Other>",
            "line 46, column 3: an end tag, but not that of 'RawData' of line 2; close that one before"
        ),
    ])
    func namesWhatIsWrong(part: String, replacement: String, message: String) throws {
        let text = String(
            decoding: try ZipArchive(path: powderFixture("plain.brml")).contents(
                of: "Experiment0/RawData0.xml", limit: 1 << 20), as: UTF8.self)
        try #require(text.contains(part), "\(part)")
        let source = XMLSource(path: "x.brml", entry: "Experiment0/RawData0.xml")
        let changed = Array(text.replacing(part, with: replacement).utf8)
        let error = try formatError { _ = try BrukerBRML.decode(changed, source: source, name: "the only scan") }
        #expect(error.description == "x.brml: \(Self.entry)\(message)")
    }

    @Test func refusesOtherArchives() throws {
        let path = fixture("archive.zip")
        let error = try formatError { _ = try PowderScan.read(path: path) }
        #expect(
            error.description
                == "\(path): entry 'RawData0.xml', line 1: 'a': not the element of a scan, which is 'RawData'")
    }

    @Test func survivesDamage() throws {
        let whole = try FileBytes.read(path: powderFixture("several.brml"))
        let scan = try PowderScan.read(path: powderFixture("several.brml"))
        try withTemporaryFolder { folder in
            let path = folder + "/x.brml"
            for copy in damagedCopies(of: whole, flips: 1000, seed: 14) {
                try FileBytes.write(copy, path: path)
                guard let damaged = try? PowderScan.read(path: path) else { continue }
                // The checksums let no other numbers pass; damaged names make another scan the first.
                #expect(damaged.intensities == scan.intensities || damaged.remarks[1] != scan.remarks[1])
                #expect(copy.count == whole.count)
            }
        }
        let entry = try ZipArchive(path: powderFixture("several.brml")).contents(
            of: "Experiment0/RawData2.xml", limit: 1 << 20)
        for copy in damagedCopies(of: entry, flips: 3000, seed: 15) {
            let source = XMLSource(path: "x", entry: "y")
            guard let scan = try? BrukerBRML.decode(copy, source: source, name: "") else { continue }
            expectValid(scan)
            #expect(copy.count >= entry.count - 1)
        }
    }
}
