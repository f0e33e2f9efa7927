import ScientificFormats
import Testing

@Suite struct BrukerUXDTests {
    private func read(_ text: String) throws -> PowderScan {
        try BrukerUXD.decode(Array(text.utf8), path: "x.uxd")
    }

    @Test func pairsAndListsAreRead() throws {
        let head =
            "; C:\\a.raw\n_FILEVERSION=2\n_ANODE='Cu'\n_WL1=1.540600\n_WL2=1.544390\n_WLRATIO=0.5\n; Data for range 1\n_DRIVE='COUPLED'\n"
        let pairs = try read(head + "_STEPSIZE=0.5\n_2THETACOUNTS\n10.0  72\n10.5  59\n")
        #expect(pairs.twoTheta == [10, 10.5] && pairs.intensities == [72, 59] && pairs.quantity == .counts)
        #expect(pairs.radiation == PowderRadiation(anode: "Cu", kAlpha1: 1.5406, kAlpha2: 1.54439, ratio: 0.5))
        let list = try read(
            head + "_START=10\n_STEPSIZE=0.5\n_CPS\n 7.2 5.9\n 6\n; Data for range 2\n_START=20\n_CPS\n1 2\n")
        #expect(
            list.twoTheta == [10, 10.5, 11] && list.intensities == [7.2, 5.9, 6] && list.quantity == .countsPerSecond)
        #expect(list.remarks.contains { $0.hasPrefix("the first of 2 ranges") })
        let times = try read(head + "_2THETACOUNTSTIME\n10 72 1\n10.5 59 1\n")
        #expect(times.intensities == [72, 59])
        for text in [head + "_2THETACOUNTS\n10 7\n", head + "_STEPSIZE=0.5\n_COUNTS\n1 2\n"] {
            #expect(BrukerUXD.recognizes(Array(text.utf8)))
        }
    }

    @Test(arguments: [
        ("_DRIVE='THETA'\n_2THETACOUNTS\n1 2\n2 3\n", "the drive 'THETA' was scanned, and not 2θ"),
        (
            "_STEPCOUNT=3\n_2THETACOUNTS\n1 2\n2 3\n",
            "line 4: _STEPCOUNT promises 3 points and 2 are there; the file may be cut short"
        ),
        ("_2THETACOUNTS\n1 2 3\n", "line 2: 3 numbers, where _2THETACOUNTS means 2 for a point"),
        ("_2THETACOUNTS\n1 -2\n2 3\n", "line 2: a negative count, -2.0"),
        ("_COUNTS\n1 2 3\n", "line 1: no _START and _STEPSIZE, from which the angles follow"),
        ("_STEPSIZE=1\n", "no key such as _2THETACOUNTS or _COUNTS, behind which a Bruker UXD file has its points"),
    ])
    func namesTheLineOfWhatIsWrong(text: String, message: String) throws {
        #expect(try formatError { _ = try read(text) }.description == "x.uxd: \(message)")
    }
}
