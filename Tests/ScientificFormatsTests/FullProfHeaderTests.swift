import ScientificFormats
import Testing

/// Files of FullProf's instrument 10, whose header may scale what stands behind it.
@Suite struct FullProfHeaderTests {
    private func read(_ header: String, rows: String = "20 50 4\n21 60 5\n22 70 6\n") throws -> PowderScan {
        try PowderColumns.decode(Array(("XYDATA\n" + header + "TEMP 295\n" + rows).utf8), path: "x.dat")
    }

    @Test func positionsAndIntensitiesAreMultiplied() throws {
        let scan = try read("INTER 0.5 2.0 0 0.0\n")
        #expect(scan.twoTheta == [10, 10.5, 11] && scan.intensities == [100, 120, 140])
        #expect(scan.uncertainties == [8, 10, 12])
        #expect(
            scan.remarks.contains(
                "positions were multiplied by 0.5 and intensities by 2.0, as INTER on line 2 says"))
    }

    @Test(arguments: ["INTER 1.0 1.0 0\n", "INTER 0.0 0.0 2\n", ""])
    func factorsOfOneAndNoneChangeNothing(header: String) throws {
        let scan = try read(header)
        #expect(scan.twoTheta == [20, 21, 22] && scan.intensities == [50, 60, 70])
        #expect(!scan.remarks.contains { $0.contains("multiplied") })
    }

    @Test func aRowOfZerosEndsTheColumns() throws {
        let scan = try read("INTER 1 1 0\n", rows: "20 50 4\n21 60 5\n22 70 6\n0 0 0\n")
        #expect(scan.twoTheta == [20, 21, 22])
    }

    @Test func factorsThatAreNoneAreNamed() throws {
        let error = try formatError { _ = try read("INTER one 2\n") }
        #expect(
            error.description
                == "x.dat: line 2: INTER is not followed by the factors of positions and of intensities, as FullProf has them"
        )
    }

    @Test func otherFilesHaveNoSuchHeader() throws {
        let scan = try PowderColumns.decode(Array("INTER 0.5 2.0\n20 50\n21 60\n".utf8), path: "x.xy")
        #expect(scan.twoTheta == [20, 21] && scan.intensities == [50, 60])
    }
}
