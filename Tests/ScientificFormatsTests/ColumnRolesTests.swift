import Foundation
import ScientificFormats
import Testing

/// Which column is taken for what, and what the remarks say of it.
@Suite struct ColumnRolesTests {
    private static let angles = (0..<60).map { 10 + 0.5 * Double($0) }
    /// Counts with lines and noise, from 4 to some 900.
    private static let counts: [Double] = angles.enumerated().map { index, angle in
        let line = 800 * exp(-pow((angle - 25) / 1.5, 2)) + 200 * exp(-pow((angle - 33) / 1.5, 2))
        let mean = line + 60
        return (mean + mean.squareRoot() * sin(12.9898 * Double(index * index + 1)) * 1.4).rounded()
    }

    private func read(
        _ heading: String, _ separator: String = ",", columns: [PowderColumn]? = nil, wavelength: Double? = nil,
        _ row: (Int) -> [String]
    ) throws -> PowderScan {
        let rows = Self.angles.indices.map { row($0).joined(separator: separator) + "\n" }
        return try PowderColumns.decode(
            Array((heading + rows.joined()).utf8), path: "x.csv",
            reading: PowderReading(columns: columns, wavelength: wavelength))
    }

    private func expectPattern(_ scan: PowderScan, _ comment: Comment? = nil) {
        #expect(
            zip(scan.twoTheta, Self.angles).allSatisfy { abs($0 - $1) < 1e-9 } && scan.intensities == Self.counts,
            comment)
    }

    private func angle(_ index: Int) -> String { "\(Self.angles[index])" }
    private func count(_ index: Int) -> String { "\(Self.counts[index])" }
    /// sin θ.
    private func sine(_ index: Int) -> Double { sin(Self.angles[index] * .pi / 360) }

    @Test(arguments: [("q_nm^-1", 10.0), ("Q (1/A)", 1.0)])
    func qIsConverted(name: String, factor: Double) throws {
        let scan = try read("\(name),I\n", wavelength: 0.7) { ["\(factor * 4 * .pi * sine($0) / 0.7)", count($0)] }
        expectPattern(scan)
        #expect(scan.remarks.contains { $0.hasPrefix("q in ") && $0.hasSuffix(" was converted to 2θ with 0.7 Å") })
        // The file's own wavelength counts before the other.
        expectPattern(
            try read("# Wavelength: 0.7e-10 m\n#  \(name.replacing(" ", with: ""))  I\n", " ", wavelength: 1.5) {
                ["\(factor * 4 * .pi * sine($0) / 0.7)", count($0)]
            })
    }

    @Test func dIsConvertedAndPutInOrder() throws {
        expectPattern(
            try read("d (Angstrom);Counts;ESD\n", ";", wavelength: 1.54) {
                ["\(1.54 / (2 * sine($0)))", count($0), "2"]
            })
        expectPattern(
            try read("", columns: [.axis(.dNanometers), .intensity(.counts)], wavelength: 1.54) {
                ["\(0.154 / (2 * sine($0)))", count($0)]
            })
    }

    @Test func thetaAndRadiansAreConverted() throws {
        expectPattern(try read("theta,counts\n") { ["\(Self.angles[$0] / 2)", count($0)] })
        expectPattern(try read("# 2th_rad I\n", " ") { ["\(Self.angles[$0] * .pi / 180)", count($0)] })
    }

    @Test func anAxisWithoutAWavelengthOrAUnitIsRefused() throws {
        #expect(
            try formatError { _ = try read("q_nm^-1,I\n") { [angle($0), count($0)] } }.description
                == "x.csv: the axis is q in nm⁻¹, and the file gives no wavelength to find 2θ with; say --wavelength or --tube"
        )
        #expect(
            try formatError { _ = try read("Q,I\n", wavelength: 1) { [angle($0), count($0)] } }.description
                == "x.csv: line 1: 'Q' is q without its unit, which is q_A^-1 or q_nm^-1; say what the columns hold, as in "
                + "--columns 2theta,counts,-")
        #expect(
            try formatError { _ = try read("r_mm,I\n") { [angle($0), count($0)] } }.reason.hasPrefix(
                "'r_mm' is no angle, and neither q nor d, from which 2θ is found"))
        #expect(
            try formatError { _ = try read("Frame\nQ (Inverse Nanometres)\nIntensity\n") { [angle($0), count($0)] } }
                .reason
                .hasPrefix("the axis is q in nm⁻¹"))
        #expect(
            try formatError { _ = try read("q_A^-1,I\n", wavelength: 1.5) { [angle($0), count($0)] } }.reason
                == "q in Å⁻¹ of 10.0 is reached by no angle at a wavelength of 1.5 Å")
    }

    @Test func curvesOfARefinementAreLeftOut() throws {
        let scan = try read("\"x\",\"y_obs\",\"weight\",\"y_calc\",\"y_bkg\",\"Q\"\n") { index in
            [
                angle(index), count(index), "\(1 / Self.counts[index])", "\(Self.counts[index] + 3)", "50",
                "\(sine(index))",
            ]
        }
        expectPattern(scan)
        #expect(zip(try #require(scan.uncertainties), Self.counts).allSatisfy { abs($0 - $1.squareRoot()) < 1e-9 })
        #expect(
            scan.remarks[1]
                == "columns separated by commas: 'x' is 2θ in degrees, 'y_obs' is intensity, 'weight' is the weight, "
                + "1/σ², 'y_calc' is left out, 'y_bkg' is left out, 'Q' is left out")
        let variance = try read("tth\tcounts\tvar\n", "\t") { [angle($0), count($0), "4"] }
        #expect(variance.uncertainties?.allSatisfy { $0 == 2 } == true && variance.quantity == .counts)
    }

    @Test(arguments: [
        (",2theta,counts\n", ","), ("\"\",\"2theta\",\"counts\"\n", ","), (";2theta;counts\n", ";"),
        ("\"2theta\" \"counts\"\n", " "),
        (",0,1\n", ","), ("", "\t"),
    ])
    func aColumnThatNumbersTheRowsIsLeftOut(heading: String, separator: String) throws {
        for first in [0, 1] {
            let quote = separator == " " ? "\"" : ""
            expectPattern(
                try read(heading, separator) { ["\(quote)\($0 + first)\(quote)", angle($0), count($0)] },
                "\(heading) \(first)")
        }
    }

    @Test func namesThatAreNotKnownAreRefusedByName() throws {
        #expect(
            try formatError { _ = try read(",tree,soil,water\n") { ["\($0)", "0.1", "0.2", "0.3"] } }.description
                == "x.csv: line 1: none of the columns 'tree', 'soil', 'water' is an angle, q or d, from which 2θ is found; say what "
                + "the columns hold, as in --columns 2theta,counts,-")
        #expect(
            try formatError { _ = try read("2theta,I,I\n") { [angle($0), count($0), "1"] } }.reason.hasPrefix(
                "several columns are intensities: 'I', 'I'"))
        // One name that is not known is that of the sample.
        expectPattern(try read("2theta,S12\n") { [angle($0), count($0)] })
    }

    @Test func peopleSayWhatColumnsHold() throws {
        let scan = try read("2theta,sigma,I\n", columns: [.axis(.twoTheta), .intensity(.counts), .unused]) {
            [angle($0), count($0), "7"]
        }
        expectPattern(scan)
        #expect(scan.uncertainties == nil && scan.quantity == .counts)
        #expect(
            try formatError {
                _ = try read("", columns: [.axis(.twoTheta), .intensity(.counts)]) { [angle($0), count($0), "7"] }
            }.reason
                == "3 columns, where --columns names 2")
    }

    @Test func fallingAnglesArePutInOrderAndFallingDIsRefused() throws {
        let last = Self.angles.count - 1
        expectPattern(try read("", " ") { [angle(last - $0), count(last - $0)] })
        let error = try formatError { _ = try read("", " ") { ["\(1.54 / (2 * sine($0)))", count($0)] } }
        #expect(error.reason.hasPrefix("the first column falls in uneven steps, as d does and no angle"))
    }

    /// A third column without a heading: uncertainties are known by their size, and nothing else is taken for them.
    @Test func aThirdColumnIsTakenForWhatItCanBe() throws {
        func third(_ value: (Int) -> Double) throws -> PowderScan {
            try read("", " ") { [angle($0), count($0), "\(value($0))"] }
        }
        for scan in [
            try third { Self.counts[$0].squareRoot() }, try third { (0.3 * Self.counts[$0]).squareRoot() },
            // Detectors whose number changes with the angle.
            try third { (Self.counts[$0] * (0.5 + Self.angles[$0] / 30)).squareRoot() },
        ] {
            expectPattern(scan)
            #expect(
                scan.uncertainties != nil && scan.remarks[1].contains("its standard uncertainty ("), "\(scan.remarks)")
        }
        let constant = try third { _ in 1 }
        expectPattern(constant)
        #expect(constant.uncertainties == nil)
        #expect(constant.remarks[1].hasSuffix("2θ in degrees, intensity, 1.0 throughout, no uncertainty, left out"))
        let unclear: [(String, (Int) -> Double)] = [
            (
                "calculated",
                {
                    60 + 800 * exp(-pow((Self.angles[$0] - 25) / 1.5, 2)) + 200
                        * exp(-pow((Self.angles[$0] - 33) / 1.5, 2))
                }
            ),
            ("background", { 60 - 0.1 * Self.angles[$0] + 0.001 * Self.angles[$0] * Self.angles[$0] }),
            ("rate", { 0.1 * Self.counts[$0] }),
            ("difference", { sin(Double($0)) }), ("d", { 1.54 / (2 * sin(Self.angles[$0] * .pi / 360)) }),
            ("another pattern", { 1000 + Self.counts[59 - $0] }),
        ]
        for (name, value) in unclear {
            #expect(throws: FormatError.self, "\(name)") { _ = try third(value) }
        }
    }

    @Test func anglesWithoutTheirLastDigitsAreSetApart() throws {
        // Six significant digits of steps of 0.0005 degrees.
        let exact = (0..<400).map { 99.9 + 0.0005 * Double($0) }
        let printed = exact.map { $0 < 99.9999 ? String(format: "%.4f", $0) : String(format: "%.3f", $0) }
        let scan = try PowderColumns.decode(Array(printed.map { $0 + " 5\n" }.joined().utf8), path: "x.xy")
        #expect(scan.twoTheta.count == 400 && zip(scan.twoTheta, exact).allSatisfy { abs($0 - $1) <= 0.0005 + 1e-9 })
        #expect(scan.remarks.contains { $0.hasPrefix("angles like the one before") })
        // An angle that is there twice among others is a mistake.
        #expect(throws: FormatError.self) {
            _ = try PowderColumns.decode(Array("10 1\n10.02 2\n10.02 3\n10.04 4\n".utf8), path: "x.xy")
        }
    }
}
