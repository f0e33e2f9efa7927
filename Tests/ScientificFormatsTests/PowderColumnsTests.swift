import ScientificFormats
import Testing

/// Reads columns from a text.
private func read(_ text: String) throws -> PowderScan {
    try PowderColumns.decode(Array(text.utf8), path: "x.xy")
}

@Suite struct PowderColumnsTests {
    @Test(arguments: [
        "10 5\n10.5 7\n11 6\n", "10,5\n10.5,7\n11,6\n", "10, 5\n10.5, 7\n11, 6\n", "10;5\n10.5;7\n11;6\n",
        "10\t5\n10.5\t7\n11\t6\n", "  10.0   5\n  10.5   7\n  11.0   6  \n", " 10\t\t5\n10.5\t 7\n11\t6\n",
        "1e1 5e0\n1.05E+1 7.\n1100e-2 +6\n",
        "10 5\r\n10.5 7\r\n11 6\r\n", "10 5\r10.5 7\r11 6\r", "\u{FEFF}10 5\n10.5 7\n11 6\n",
        "10 5\n\n10.5 7\n# a comment\n11 6\n\n",
        "# a\n! b\n; c\n' d\n\"2theta\" \"I\"\n/* e */\n// f\n10 5\n10.5 7\n11 6\n",
        "10,5.000000\t\n10.5, 7.000000\t\n11,6.000000\t\n",
        "2Theta,Counts\n10,5\n10.5,7\n11,6\n", "2theta;I\n10;5\n10.5;7\n11;6\n",
        "Sample 12 of 2020\n[Data]\nAngle Intensity\n10 5\n10.5 7\n11 6\n",
    ])
    func readsTwoColumns(text: String) throws {
        let scan = try read(text)
        #expect(scan.twoTheta == [10, 10.5, 11])
        #expect(scan.intensities == [5, 7, 6])
        #expect(scan.uncertainties == nil && scan.radiation == nil && scan.quantity == .unknown)
        #expect(scan.remarks[0] == "3 points from 10.0 to 11.0 degrees, in steps of 0.5")
    }

    @Test func readsUncertaintiesAndNegativeIntensities() throws {
        let scan = try read("5 -1.5 0\n6 2 0.5\n8 1e3 31.6\n")
        #expect(scan.intensities == [-1.5, 2, 1000])
        #expect(scan.uncertainties == [0, 0.5, 31.6])
        #expect(scan.remarks[0] == "3 points from 5.0 to 8.0 degrees, in steps of 1.0 to 2.0")
    }

    @Test func saysWhatItSkippedAndWhatMayBeMissing() throws {
        #expect(
            try read("a b\n1,2\n2,3").remarks.dropFirst() == [
                "columns separated by commas; the file does not say what its intensities are",
                "lines of header before the numbers: 1", "the last line has no line end, so it may be cut short",
            ])
    }

    @Test(arguments: [
        ("# wavelength 1.5406", 1.5406), ("! Wavelength: 1.5406 A", 1.5406), ("; Lambda=1.78897", 1.78897),
        ("# lambda (Å) = 0.7093", 0.7093), ("# Wavelength [Angstrom]: 1.5406", 1.5406), ("lambda 1.5406", 1.5406),
        ("/* wavelength = 1.5406 */", 1.5406),
        // Two numbers, another unit, another word, no wavelength of X-rays, a number in other words.
        ("# Lambda=1.5406 1.5444", nil), ("# wavelength 0.15406 nm", nil), ("# the wavelength 1.5406", nil),
        ("# wavelength 1540.6", nil), ("# wavelength: Cu", nil), ("# wavelength 1,5406", nil), ("# 1.5406", nil),
        ("# Lambda1 1.5406", nil), ("# wavelength 1.5406\n# wavelength 1.5444", nil),
    ])
    func takesAWavelengthOnlyWhereItIsPlain(comment: String, wavelength: Double?) throws {
        let scan = try read(comment + "\n10 5\n11 6\n")
        #expect(scan.radiation == wavelength.map { PowderRadiation(wavelength: $0) })
    }

    @Test(arguments: [
        ("1 2\n1 3\n", "line 2: the angle 1.0 does not lie behind 1.0, the one before"),
        ("# c\n2 2\n1 3\n", "line 3: the angle 1.0 does not lie behind 2.0, the one before"),
        ("1 2\nnan 3\n", "line 2: column 1: 'nan' is not a number"),
        ("# c\r\n\r\n1 2\r\n2 x\r\n", "line 4: column 2: 'x' is not a number"),
        ("nan 3\n2 3\n", "line 1: column 1: 'nan' is not a number"),
        ("1 2\n2 inf\n", "line 2: column 2: 'inf' is not a number"),
        ("1 NaN\n2 3\n", "line 1: column 2: 'NaN' is not a number"),
        ("1 2\n2 1e999\n", "line 2: column 2: '1e999' is too large"),
        ("1 2\n2 0x10\n", "line 2: column 2: '0x10' is not a number"),
        ("1 2\n2 1d3\n", "line 2: column 2: '1d3' is not a number"),
        ("1 2\n2 3x\n", "line 2: column 2: '3x' is not a number"),
        ("1 2\nend of data\n3 4\n", "line 2: 3 columns, where the lines before have 2"),
        ("1 2\nthe end\n3 4\n", "line 2: column 1: 'the' is not a number"),
        ("4.0x1 17\n5 18\n", "line 1: column 1: '4.0x1' is not a number"),
        ("1 2 3\n2 3\n3 4 5\n", "line 2: 2 columns, where the lines before have 3"),
        ("1 2 3\n2 3 4\n3 4", "line 3: 2 columns, where the lines before have 3; the file may be cut short"),
        ("1,2\n2,", "line 2: column 2 is empty"),
        ("1,2\n2 3\n", "line 2: 1 column, where the lines before have 2"),
        ("1 2 3 4\n", "line 1: 4 columns, where 2 or 3 were expected: 2θ, intensity and its uncertainty"),
        ("1\n", "line 1: 1 column, where 2 or 3 were expected: 2θ, intensity and its uncertainty"),
        (
            "4,05;17\n",
            "line 1: '4,05;17' looks like numbers with decimal commas; write decimal points, as a comma separates columns"
        ),
        (
            "4,05 17\n",
            "line 1: '4,05 17' looks like numbers with decimal commas; write decimal points, as a comma separates columns"
        ),
        (
            "4,05\t17\n",
            "line 1: '4,05\t17' looks like numbers with decimal commas; write decimal points, as a comma separates columns"
        ),
        (
            "4,01,17\n4,02,18\n",
            "line 2: '4,02,18' looks like numbers with decimal commas; write decimal points, as a comma separates columns"
        ),
        ("4,1.5,17\n4,2,18\n", "line 2: the angle 4.0 does not lie behind 4.0, the one before"),
        ("1 2\n", "line 1: fewer than 2 points: 1"),
        ("", "no line of numbers"), ("# only a comment\n", "no line of numbers"), ("header\n", "no line of numbers"),
        ("1 2 3\n2 3 -1\n", "line 2: an uncertainty of -1.0, which is negative or not finite"),
        ("1 2\n200 3\n", "line 2: an angle 2θ of 200.0, which is not within -180 to 180 degrees"),
        ("/* open\n1 2\n", "line 1: a comment that begins with /* and does not end on its line with */"),
        ("1 2\n2 3\u{0}\n", "line 2: a byte 0, so this is no text"),
    ])
    func namesTheLineOfWhatIsWrong(text: String, message: String) throws {
        #expect(try formatError { _ = try read(text) }.description == "x.xy: \(message)")
    }

    @Test func refusesUTF16() throws {
        let error = try formatError { _ = try PowderColumns.decode([0xFF, 0xFE, 0x31, 0], path: "x.xy") }
        #expect(error.description == "x.xy: line 1: UTF-16 text; columns are read from UTF-8 or ASCII")
    }

    @Test func survivesDamage() throws {
        let text = "# wavelength 1.5406\n2Theta,I,s\n10,5,1\r\n10.5,7.25,2\n11,-6e1,3\n11.5,8,1\n"
        let whole = try read(text)
        for copy in damagedCopies(of: Array(text.utf8), flips: 5000, seed: 11) {
            guard let scan = try? PowderColumns.decode(copy, path: "x.xy") else { continue }
            expectValid(scan)
        }
        // A copy that is cut short has fewer points, or other last ones, or says that its last line has no end.
        for count in 0..<text.utf8.count {
            guard let scan = try? PowderColumns.decode(Array(Array(text.utf8)[..<count]), path: "x.xy") else {
                continue
            }
            #expect(scan.twoTheta.count < whole.twoTheta.count || scan.remarks.contains { $0.contains("no line end") })
        }
    }
}
