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
        "1e1;5\n10,5;7\n11;6\n", "10,0 5\n10,5 7\n11,0 6\n", "10,0\t5,0\n10,5\t7,0\n11,0\t6,0\n",
        "10;5;\n10.5;7;\n11;6;\n",
        "/*\n# a.xy Bank 1\n*/\n10 5\n10.5 7\n11 6\n", "1.0D+01 5\n1.05d1 7\n1.1D1 6\n", "10 5\n10.5 7\n11 6\n\u{1A}",
        "2theta;I\n10;5\n10.5;7\n11;6\n",
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
                "columns separated by commas: 2θ in degrees, intensity",
                "lines of header before the numbers: 1", "the last line has no line end, so it may be cut short",
            ])
    }

    @Test(arguments: [
        ("# wavelength 1.5406", 1.5406), ("! Wavelength: 1.5406 A", 1.5406), ("; Lambda=1.78897", 1.78897),
        ("# lambda (Å) = 0.7093", 0.7093), ("# Wavelength [Angstrom]: 1.5406", 1.5406), ("lambda 1.5406", 1.5406),
        ("/* wavelength = 1.5406 */", 1.5406),
        ("# Wavelength: 1.540600e-10 m", 1.5406), ("# wavelength 0.15406 nm", 1.5406), ("# lambda = 154.06 pm", 1.5406),
        // Two numbers, an unknown unit, another word, no wavelength of X-rays, a number in other words.
        ("# Lambda=1.5406 1.5444", nil), ("# wavelength 1.5406 keV", nil), ("# the wavelength 1.5406", nil),
        ("# wavelength 1540.6", nil), ("# wavelength: Cu", nil), ("# wavelength 1,5406", nil), ("# 1.5406", nil),
        // Comments of two words are no headings.
        ("# d spacing", nil), ("# theta scan", nil), ("# Energy: 8.047", nil), ("# phi fixed", nil), ("# x 5", nil),
        ("# Lambda1 1.5406", nil), ("# wavelength 1.5406\n# wavelength 1.5444", nil),
    ])
    func takesAWavelengthOnlyWhereItIsPlain(comment: String, wavelength: Double?) throws {
        let scan = try read(comment + "\n10 5\n11 6\n")
        #expect(scan.radiation == wavelength.map { PowderRadiation(wavelength: $0) })
    }

    @Test(arguments: [
        ("1 2\n1 3\n", "line 2: the angle 1.0 does not lie behind 1.0, the one before"),
        ("# c\n2 2\n1 3\n3 4\n", "line 3: the angle 1.0 does not lie behind 2.0, the one before"),
        ("1 2\nnan 3\n", "line 2: column 1: 'nan' is not a number"),
        ("# c\r\n\r\n1 2\r\n2 x\r\n", "line 4: column 2: 'x' is not a number"),
        (
            "nan 3\n2 3\n",
            "line 1: column 1: 'nan' is not a number; where the line belongs to the header, write # before it"
        ),
        ("1 2\n2 inf\n", "line 2: column 2: 'inf' is not a number"),
        ("1 NaN\n2 3\n", "line 2: fewer than 2 points: 1"),
        ("1 2\n2 1e999\n", "line 2: column 2: '1e999' is too large"),
        ("1 2\n2 0x10\n", "line 2: column 2: '0x10' is not a number"),
        ("1 2\n2 3x\n", "line 2: column 2: '3x' is not a number"),
        (
            "1 2\nend of data\n3 4\n",
            "line 2: words among the numbers; write # before them to leave them out, or, where another pattern begins, keep one "
                + "in the file"
        ),
        (
            "4.0x1 17\n5 18\n",
            "line 1: column 1: '4.0x1' is not a number; where the line belongs to the header, write # before it"
        ),
        (
            "1 2 3\n2 3\n3 4 5\n",
            "line 2: 2 columns, where the lines before have 3; where line 1 belongs to the header, write # before it"
        ),
        ("1 2 3\n2 3 4\n3 4\n4 5 6\n", "line 3: 2 columns, where the lines before have 3"),
        ("1 2 3\n2 3 4\n3 4", "line 3: 2 columns, where the lines before have 3; the file may be cut short"),
        ("1,2\n2,", "line 2: column 2 is empty; write nan where nothing was measured"),
        (
            "1,2\n2 3\n",
            "line 2: 1 column, where the lines before have 2; where line 1 belongs to the header, write # before it"
        ),
        ("1 2\n2 N/A\n", "line 2: column 2: 'N/A' is not a number; write nan where nothing was measured"),
        (
            "01/02/2021 10\n1 2\n2 3\n",
            "line 1: column 1: '01/02/2021' is not a number; where the line belongs to the header, write # before it"
        ),
        (
            "1 2 3 4\n",
            "line 1: 4 columns without headings; say what the columns hold, as in --columns 2theta,counts,-"
        ),
        ("1\n", "no line of numbers"), ("1\n2\n", "line 2: 1 column, where an angle and an intensity were expected"),
        ("5\n1 2\n2 3\n", "line 1: 5.0 stands alone, and nothing says what it is; write # before it to leave it out"),
        (
            "1e999\n1 2\n2 3\n",
            "line 1: inf stands alone, and nothing says what it is; write # before it to leave it out"
        ),
        ("99\n1 2\n2 3\n", "line 1: 99 points are promised and 2 are there; the file may be cut short"),
        (
            "4,01,17\n4,02,18\n",
            "line 2: the same angle twice, as where commas separate both the columns and the decimals; write decimal points, or "
                + "separate the columns by semicolons or tabs"
        ),
        ("4,1.5,17\n4,2,18\n", "line 2: the angle 4.0 does not lie behind 4.0, the one before"),
        ("1 2\n", "line 1: fewer than 2 points: 1"),
        ("", "no line of numbers"), ("# only a comment\n", "no line of numbers"), ("header\n", "no line of numbers"),
        (
            "1 2 3\n2 3 -1\n",
            "line 1: the column behind the intensities has no heading, and is negative at some points, as no uncertainty is; say "
                + "--columns 2theta,counts,sigma where it is their uncertainty, or --columns 2theta,counts,-"
        ),
        (
            "x,y,e\n1,2,3\n2,3,-1\n",
            "line 3: the standard uncertainty of the intensity is -1.0, and none is negative; where the column holds something "
                + "else, say --columns 2theta,counts,-"
        ),
        (
            "x,y,e\n1,2,0\n2,3,0\n",
            "line 2: the standard uncertainty of the intensity is zero throughout, which says nothing; say --columns "
                + "2theta,counts,- to do without"
        ),
        ("1 2\n200 3\n", "line 2: an angle 2θ of 200.0, which is not within -180 to 180 degrees"),
        ("/* open\n1 2\n", "line 1: a comment that begins with /* and does not end with */"),
        ("1 2\n2 3\u{0}\n", "line 2: a byte 0, so this is no text"),
    ])
    func namesTheLineOfWhatIsWrong(text: String, message: String) throws {
        #expect(try formatError { _ = try read(text) }.description == "x.xy: \(message)")
    }

    @Test func readsUTF16() throws {
        for (mark, isLittle) in [([0xFF, 0xFE], true), ([0xFE, 0xFF], false)] as [([UInt8], Bool)] {
            let units = "2θ\tI\r\n10\t5\r\n11\t6\r\n".utf16.flatMap { unit in
                let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
                return isLittle ? bytes : bytes.reversed()
            }
            let scan = try PowderColumns.decode(mark + units, path: "x.xy")
            #expect(scan.twoTheta == [10, 11] && scan.intensities == [5, 6])
        }
    }

    /// A degree sign of Latin-1 belongs to a name of a column, and what stands for no character to none.
    @Test func readsWhatIsNoUTF8AsLatin1() throws {
        let heading: [UInt8] = Array("Pos. [".utf8) + [0xB0] + Array("2Th.];Intensit".utf8) + [0xE4, 0x80]
        let scan = try PowderColumns.decode(heading + Array("t (counts)\n10;5\n11;6\n".utf8), path: "x.csv")
        #expect(scan.twoTheta == [10, 11] && scan.intensities == [5, 6] && scan.quantity == .counts)
        #expect(
            scan.remarks[1]
                == "columns separated by semicolons: 'Pos. [°2Th.]' is 2θ in degrees, 'Intensitä\u{FFFD}t (counts)' is counts"
        )
    }

    @Test func numbersAreThoseOfTheStandardLibrary() throws {
        var random = SystemRandomNumberGenerator()
        let texts = (0..<2000).map { _ -> String in
            let digits = (0..<Int.random(in: 1...22, using: &random)).map { _ in
                "\(Int.random(in: 0...9, using: &random))"
            }.joined()
            let point = Int.random(in: 0...digits.count, using: &random)
            let exponent = Bool.random(using: &random) ? "e\(Int.random(in: -30...30, using: &random))" : ""
            return digits.prefix(point) + "." + digits.dropFirst(point) + exponent
        }
        let scan = try read(texts.enumerated().map { "\(0.001 * Double($0 + 1)) \($1)\n" }.joined())
        for (found, text) in zip(scan.intensities, texts) { #expect(found == Double(text), "\(text)") }
    }

    @Test func leavesPointsWithoutAnIntensityOut() throws {
        let scan = try read("2theta,I,sigma\n10,5,1\n11,nan,nan\n12,6,NaN\n13,7,1\n")
        #expect(scan.twoTheta == [10, 12, 13] && scan.uncertainties == [1, 0, 1])
        #expect(scan.remarks.contains("points without an intensity (nan) that were left out: 1"))
    }

    @Test(arguments: ["2040 0.02", "40 0.5", "10 0.5", "5 0.5", "9.8 0.5", "200 7"], [false, true])
    func refusesANumberOfPointsAndAStepInFrontOfThePoints(line: String, isFalling: Bool) throws {
        let points = ["10 5", "10.5 7", "11 6", "11.5 8"]
        let rows = isFalling ? points.reversed() : points
        let error = try formatError { _ = try read(([line] + rows).joined(separator: "\n") + "\n") }
        #expect(error.description.hasPrefix("x.xy: line 1: no point, as "), "\(error)")
        #expect(error.description.hasSuffix("write # before it to leave it out"))
        #expect(try read((["# " + line] + rows).joined(separator: "\n") + "\n").twoTheta.count == 4)
    }

    @Test(arguments: ["9.5 0.5", "9.4 0.5", "1 0.6", "9 7"])
    func takesAFirstRowThatIsInLineForAPoint(line: String) throws {
        #expect(try read(line + "\n10 5\n10.5 7\n11 6\n11.5 8\n").twoTheta.count == 5)
    }

    @Test func refusesPointsWithoutAnIntensityWhereNoneMayBeMissing() throws {
        let error = try formatError {
            _ = try PowderColumns.decode(
                Array("10 5\n11 nan\n12 6\n".utf8), path: "x.xy", reading: PowderReading(leavesOutMissing: false))
        }
        #expect(error.description == "x.xy: line 2: column 2: 'nan' is no intensity, and none may be missing here")
    }

    @Test func takesABareNumberForTheWavelengthAndSaysSo() throws {
        let scan = try read("1.5406\n10 5\n11 6\n")
        #expect(scan.radiation == PowderRadiation(wavelength: 1.5406))
        #expect(scan.remarks.contains("line 1, 1.5406, was taken for the wavelength in ångströms"))
    }

    @Test func takesWhatHeadersOfDiffractometersSayOfTheXRays() throws {
        let scan = try read(
            "[Measurement conditions]\nAnode material,Co\nK-Alpha1 wavelength,1.78901\nK-Alpha2 wavelength,1.7929\n"
                + "Ratio K-Alpha2/K-Alpha1,0.5\n[Scan points]\nAngle,Intensity\n10,5\n11,6\n")
        #expect(scan.radiation == PowderRadiation(anode: "Co", kAlpha1: 1.78901, kAlpha2: 1.7929, ratio: 0.5))
        let eva = try read("'Id: \"a\" Anode: \"Cu\" Scantype: \"Coupled TwoTheta/Theta\"\n10 5\n11 6\n")
        #expect(eva.radiation == PowderRadiation(anode: "Cu"))
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
