import ScientificFormats
import Testing

/// Signs and words beside the numbers: degrees, thousands, and the ends of files.
@Suite struct PowderSignsTests {
    private func read(_ text: String) throws -> PowderScan {
        try PowderColumns.decode(Array(text.utf8), path: "x.xy")
    }

    @Test(arguments: [
        "25.30° 7\n25.32° 1009\n25.34° 12\n", "25.30°;7\n25.32°;1009\n25.34°;12\n",
        "25,30 °;7\n25,32 °;1009\n25,34 °;12\n",
        "2theta,counts\n25.30°,7\n25.32°,1009\n25.34°,12\n", "25.30 °\t7\n25.32 °\t1009\n25.34 °\t12\n",
        "\"25.30°\",\"7\"\n\"25.32°\",\"1009\"\n\"25.34°\",\"12\"\n", "25.30º 7\n25.32º 1009\n25.34º 12\n",
        "Pos. [°2Th.] Intensity\n25.30° 7\n25.32 1009\n25.34° 12\n",
    ])
    func degreeSignsBehindAnglesSayNothingNew(text: String) throws {
        let scan = try read(text)
        #expect(scan.twoTheta == [25.3, 25.32, 25.34] && scan.intensities == [7, 1009, 12])
        #expect(scan.remarks.contains("degree signs behind angles"))
    }

    @Test func degreeSignsAreThoseOfLatin1Too() throws {
        let scan = try PowderColumns.decode(
            Array("25.30".utf8) + [0xB0] + Array(" 7\n25.32".utf8) + [0xB0] + Array(" 9\n".utf8), path: "x.xy")
        #expect(scan.twoTheta == [25.3, 25.32] && scan.intensities == [7, 9])
    }

    /// Half an angle is one, too.
    @Test func degreeSignsStandBehindTheta() throws {
        #expect(try read("theta,counts\n10°,5\n11°,6\n").twoTheta == [20, 22])
    }

    /// What a sheet leaves of empty rows, and words that programs end files with.
    @Test(arguments: [
        ("end of file", "'end of file'"), ("[END]", "'[END]'"), ("</data>", "'</data>'"), ("*EOF", "'*EOF'"),
        ("-- end --", "'-- end --'"), ("total 3 points", "'total 3 points'"), ("Ende\nn = 3", "'Ende', 'n = 3'"),
        ("a\nb\nc\nd\ne", "'a', 'b', 'c' and 2 more lines"),
    ])
    func wordsBehindTheNumbersAreLeftOutAndSaid(end: String, told: String) throws {
        for separator in [" ", ";", ",", "\t"] {
            let scan = try read("10\(separator)5\n10.5\(separator)7\n11\(separator)6\n\(end)\n")
            #expect(scan.twoTheta == [10, 10.5, 11] && scan.intensities == [5, 7, 6])
            #expect(scan.remarks.contains("words behind the numbers that were left out: \(told)"), "\(scan.remarks)")
        }
    }

    @Test func commentsAndEmptyCellsBehindTheNumbersAreNone() throws {
        for end in ["// total 2040 points", "# end 5", ",", ",,", ", ,\n,,"] {
            let scan = try read("10,5\n10.5,7\n\(end)\n")
            #expect(scan.twoTheta == [10, 10.5])
            #expect(!scan.remarks.contains { $0.contains("left out") })
        }
    }

    @Test(arguments: [
        // Degrees behind what is none.
        (
            "10 5°\n11 6°\n",
            "line 1: column 2: a degree sign behind a number, where the column is no angle; say what the columns hold, as in "
                + "--columns 2theta,counts,-"
        ),
        (
            "2th_rad,I\n1°,5\n2°,6\n",
            "line 2: column 1: a degree sign behind a number, where the column is 2θ in radians; say what the columns hold, as in "
                + "--columns 2theta,counts,-"
        ),
        ("10° 5\n11C 6\n", "line 2: column 1: '11C' is not a number"),
        // Thousands.
        (
            "20.02 1,234\n20.04 998\n",
            "line 1: column 2: '1,234' is not a number; where '1,234' has a sign between thousands, leave it out: 1234"
        ),
        (
            "20.02;998\n20.04;1,234,567.5\n",
            "line 2: column 2: '1,234,567.5' is not a number; where '1,234,567.5' has a sign between thousands, leave it out: "
                + "1234567.5"
        ),
        (
            "20,02;1.234,5\n",
            "line 1: column 2: '1.234,5' is not a number; where '1.234,5' has a sign between thousands, leave it out: 1234.5"
        ),
        (
            "20.02 998\n20.04 1'234\n",
            "line 2: column 2: '1'234' is not a number; where '1'234' has a sign between thousands, leave it out: 1234"
        ),
        (
            "20.02;1\u{A0}234\n",
            "line 1: column 2: '1\u{A0}234' is not a number; where '1\u{A0}234' has a sign between thousands, leave it out: 1234"
        ),
        (
            "20,02;998\n20,04;1 234\n",
            "line 2: column 2: '1 234' is not a number; where '1 234' has a sign between thousands, leave it out: 1234"
        ),
        (
            "20.02 998\n20.04 1 234\n",
            "line 2: 3 columns, where the lines before have 2; where '1 234' has a sign between thousands, leave it out: 1234"
        ),
        (
            "20.02,998\n20.04,1,234\n",
            "line 2: 3 columns, where the lines before have 2; where '1,234' has a sign between thousands, leave it out: 1234"
        ),
        // Taken for a header these lines would be lost.
        (
            "20.02,\"1,234\"\n20.04,998\n20.06,997\n",
            "line 1: column 2: '1,234' is not a number; where '1,234' has a sign between thousands, leave it out: 1234"
        ),
        (
            "\"20.02\",\"1,234\"\n\"20.04\",\"998\"\n\"20.06\",\"997\"\n",
            "line 1: column 2: '1,234' is not a number; where '1,234' has a sign between thousands, leave it out: 1234"
        ),
        // All rows are alike.
        (
            "20.02 1 234\n20.04 1 198\n20.06 1 034\n",
            "line 3: columns 2 and 3 may be one number with a sign between thousands, '1 034'; leave it out, or say what the "
                + "columns hold, as in --columns 2theta,counts,-"
        ),
        (
            "20;1,234\n21;998\n22;2,005\n",
            "line 1: '1,234' is 1.234 with a decimal comma and 1234 with a sign between thousands, and no line tells which; write "
                + "decimal points, and no sign between thousands"
        ),
        (
            "20 1,234\n20.5 1,198\n",
            "line 2: column 1: '20.5' has a decimal point, where lines before have commas; write decimal points throughout, and "
                + "no sign between thousands"
        ),
        (
            "20.5 7\n21,5 8\n",
            "line 2: column 1: '21,5' has a decimal comma, where lines before have decimal points; write decimal points throughout"
        ),
        // Ends.
        (
            "10 5\n11 6\ntotal 2040 points\n",
            "line 3: words behind the numbers with a number that is not that of the points, 2; write # before them to leave them "
                + "out"
        ),
        (
            "10 5\n-\n",
            "line 2: 1 column, where the lines before have 2; where line 1 belongs to the header, write # before it"
        ),
        ("10 5\n11 6\n-", "line 3: 1 column, where the lines before have 2; the file may be cut short"),
        ("10 5\n11 6\n12.5 eof\n", "line 3: column 2: 'eof' is not a number"),
        ("10 5\n11 6\nnan nan\n", "line 3: column 1: 'nan' is not a number"),
    ])
    func whatIsUnclearIsRefusedWithItsCure(text: String, message: String) throws {
        #expect(try formatError { _ = try read(text) }.description == "x.xy: \(message)")
    }

    /// As printf writes them on Windows, and on Linux below zero.
    @Test(arguments: ["nan", "NaN", "-nan", "nan(ind)", "-nan(ind)", "1.#QNAN", "-1.#IND", "1.#QNAN0"])
    func whatIsNoNumberInCIsMissing(word: String) throws {
        let scan = try read("10 5\n11 \(word)\n12 6\n")
        #expect(scan.twoTheta == [10, 12] && scan.intensities == [5, 6])
    }

    /// Decimals that tell themselves from thousands.
    @Test(arguments: [
        ("20,5;1,234\n21;1,198\n", [1.234, 1.198]), ("20;1,234\n21;0,998\n", [1.234, 0.998]),
        ("20;1,234\n21;1,19\n", [1.234, 1.19]), ("\"20,5\",\"1,234\"\n\"21\",\"1198\"\n", [1.234, 1198]),
        ("2theta,I,s\n20,5,100\n21,6,010\n", [5, 6]),
    ])
    func decimalCommasThatArePlainAreRead(text: String, intensities: [Double]) throws {
        #expect(try read(text).intensities == intensities)
    }
}
