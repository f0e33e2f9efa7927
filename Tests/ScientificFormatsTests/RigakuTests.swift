import ScientificFormats
import Testing

@Suite struct RigakuTests {
    private static let head = """
        *RAS_DATA_START\r
        *RAS_HEADER_START\r
        *HW_XG_TARGET_NAME "Cu"\r
        *HW_XG_WAVE_LENGTH_ALPHA1 "1.540593"\r
        *HW_XG_WAVE_LENGTH_ALPHA2 "1.544414"\r
        *MEAS_SCAN_AXIS_X "TwoThetaTheta"\r
        *MEAS_SCAN_UNIT_Y "counts"\r
        *RAS_HEADER_END\r

        """

    private func read(_ text: String) throws -> PowderScan { try RigakuRAS.decode(Array(text.utf8), path: "x.ras") }

    @Test func theFirstScanOfATextIsRead() throws {
        let points = "*RAS_INT_START\r\n10.0 72 1.0\r\n10.5 59 1.0\r\n*RAS_INT_END\r\n"
        let scan = try read(Self.head + points)
        #expect(
            scan.twoTheta == [10, 10.5] && scan.intensities == [72, 59] && scan.uncertainties == nil
                && scan.quantity == .counts)
        #expect(scan.radiation == PowderRadiation(anode: "Cu", kAlpha1: 1.540593, kAlpha2: 1.544414))
        #expect(
            scan.remarks[1...] == [
                "the only scan", "columns: 2θ in degrees, intensity in counts, the attenuator, which is 1 throughout",
            ])
        let two = try read(
            Self.head + points + "*RAS_HEADER_START\r\n*HW_XG_TARGET_NAME \"Mo\"\r\n"
                + points.replacing("72", with: "1"))
        #expect(
            two.intensities == [72, 59] && two.radiation?.anode == "Cu"
                && two.remarks[1] == "scan 1 of 2, the others were left")
        #expect(RigakuRAS.recognizes(Array(Self.head.utf8)))
        let rate = try read(Self.head.replacing("counts", with: "cps") + points)
        #expect(rate.quantity == .countsPerSecond)
    }

    @Test func theAttenuatorIsAppliedOnce() throws {
        let rows = "*RAS_INT_START\n10.0 72 1.0\n10.5 64 10.0\n11.0 0 10.0\n*RAS_INT_END\n"
        let scan = try read(Self.head + rows)
        #expect(scan.intensities == [72, 640, 0] && scan.quantity == .correctedCounts)
        // 10 times that of 64 counts, and of one.
        #expect(scan.uncertainties == [Double(72).squareRoot(), 80, 10])
        #expect(
            scan.remarks[2].hasSuffix(
                "the attenuator, which the intensities were multiplied by, with the uncertainties of the counts"))
        let rate = try read(Self.head.replacing("counts", with: "cps") + rows)
        #expect(rate.intensities == [72, 640, 0] && rate.uncertainties == nil)
    }

    @Test(arguments: [
        (
            "*RAS_INT_START\n10 7 1\n",
            "line 9: the scan that begins here has no *RAS_INT_END; the file may be cut short"
        ),
        ("*RAS_INT_START\n10 7 0\n*RAS_INT_END\n", "line 10: an attenuator of 0.0, which is not above 0"),
        (
            "*RAS_INT_START\n10\n*RAS_INT_END\n",
            "line 10: 1 numbers, where an angle, an intensity and a factor were expected"
        ),
        (
            "*MEAS_SCAN_AXIS_X \"Omega\"\n*RAS_INT_START\n1 2 1\n2 3 1\n*RAS_INT_END\n",
            "line 10: the axis 'Omega' was scanned, and not 2θ"
        ),
        ("", "no line *RAS_INT_START, behind which a Rigaku RAS file has its points"),
    ])
    func namesTheLineOfWhatIsWrong(rest: String, message: String) throws {
        #expect(try formatError { _ = try read(Self.head + rest) }.description == "x.ras: \(message)")
    }

    @Test func theFirstScanOfAnArchiveIsRead() throws {
        let scan = try PowderScan.read(path: powderFixture("plain.rasx"))
        #expect(scan.twoTheta == [10, 10.5, 11, 11.5] && scan.intensities == [100, 101, 1020, 103])
        #expect(
            scan.quantity == .correctedCounts
                && scan.radiation == PowderRadiation(anode: "Cu", kAlpha1: 1.540593, kAlpha2: 1.544414))
        #expect(scan.remarks[1] == "scan 1 of 2, the others were left, Data0/Profile0.txt")
        #expect(
            try formatError { _ = try PowderScan.read(path: powderFixture("rocking.rasx")) }.reason
                == "the axis 'Omega' was scanned, and not 2θ")
    }

    @Test func theOlderTextIsRead() throws {
        let text =
            "*TYPE\t\t=  Raw\n*XUNIT = deg\n*YUNIT = counts\n*SCAN_AXIS = 2theta/theta\n*WAVE_LENGTH1 = 1.54056\n*WAVE_LENGTH2 = 1.54439\n"
            + "*GROUP = 0\n*START\t=  10\n*STOP = 11\n*STEP\t=  0.5\n*COUNT\t= 3\n72, 59,\n 62\n*END\n*EOF\n"
        #expect(RigakuASC.recognizes(Array(text.utf8)))
        let scan = try RigakuASC.decode(Array(text.utf8), path: "x.asc")
        #expect(scan.twoTheta == [10, 10.5, 11] && scan.intensities == [72, 59, 62] && scan.quantity == .counts)
        #expect(scan.radiation == PowderRadiation(kAlpha1: 1.54056, kAlpha2: 1.54439))
        let short = try formatError {
            _ = try RigakuASC.decode(Array(text.replacing(" 62\n", with: "").utf8), path: "x.asc")
        }
        #expect(short.reason == "*COUNT promises 3.0 points and 2 are there; the file may be cut short")
    }
}
