import Foundation
import ScientificFormats
import Testing

@Suite struct PANalyticalXRDMLTests {
    private static let copper = PowderRadiation(anode: "Cu", kAlpha1: 1.540598, kAlpha2: 1.544426, ratio: 0.5)

    @Test func appliesTheAttenuatorOnceToCounts() throws {
        let scan = try PowderScan.read(path: powderFixture("attenuated.xrdml"))
        #expect(zip(scan.twoTheta, [10, 10.1, 10.2, 10.3, 10.4, 10.5]).allSatisfy { abs($0 - $1) < 1e-13 })
        #expect(scan.intensities == [10, 20, 3000, 4000, 50, 60])
        #expect(scan.quantity == .correctedCounts)
        // f √n with the counts 10, 20, 30, 40, 50, 60 and the factor 100 at two of them.
        let uncertainties = try #require(scan.uncertainties)
        let expected = [
            Double(10).squareRoot(), Double(20).squareRoot(), 547.7225575, 632.4555320, Double(50).squareRoot(),
            Double(60).squareRoot(),
        ]
        #expect(zip(uncertainties, expected).allSatisfy { abs($0 - $1) < 1e-6 })
        #expect(scan.radiation == Self.copper)
        #expect(
            scan.remarks == [
                "6 points from 10.0 to 10.5 degrees, in steps of 0.1", "the only scan, along Gonio",
                "counts, multiplied here by the factors of the beam attenuator, with the uncertainties of the counts",
                "the wavelength intended is that of K-Alpha",
            ])
    }

    @Test func takesTheFirstCompleteScanAndItsListOfAngles() throws {
        let scan = try PowderScan.read(path: powderFixture("several.xrdml"))
        #expect(scan.twoTheta == [20, 20.01, 20.03, 20.07])
        #expect(scan.intensities == [1, 4, 9, 16])
        #expect(scan.quantity == .counts)
        // A ratio of 0 is what the file says: there is no Kα₂.
        #expect(scan.radiation?.ratio == 0)
        #expect(scan.remarks[1] == "scan 2 of 2, the others were left, along Gonio")
        #expect(scan.remarks[2] == "intensities of no beam attenuator, which are counts")
    }

    /// A file with one part replaced.
    private func changed(_ part: String, _ replacement: String) throws -> [UInt8] {
        let text = String(decoding: try FileBytes.read(path: powderFixture("attenuated.xrdml")), as: UTF8.self)
        try #require(text.contains(part), "\(part)")
        return Array(text.replacingOccurrences(of: part, with: replacement).utf8)
    }

    @Test func leavesIntensitiesAsTheyAre() throws {
        let bytes = try changed("counts", "intensities")
        let unit = String(decoding: bytes, as: UTF8.self).replacingOccurrences(
            of: "unit=\"intensities\"", with: "unit=\"counts\"")
        let scan = try PANalyticalXRDML.decode(Array(unit.utf8), path: "x")
        #expect(scan.intensities == [10, 20, 30, 40, 50, 60])
        #expect(scan.quantity == .correctedCounts)
        #expect(
            scan.remarks[2]
                == "intensities, in which the file has applied the factors of the beam attenuator, with the uncertainties of the counts"
        )
    }

    @Test func theRadiusIsThatOfTheIncidentBeam() throws {
        #expect(try PowderScan.read(path: powderFixture("attenuated.xrdml")).radius == nil)
        func read(_ radius: String) throws -> PowderScan {
            try PANalyticalXRDML.decode(
                try changed("<incidentBeamPath>", "<incidentBeamPath><radius \(radius)</radius>"), path: "x")
        }
        #expect(try read("unit=\"mm\">240.00").radius == 240)
        #expect(try formatError { _ = try read("unit=\"cm\">24") }.reason.hasSuffix("a radius in 'cm', not in 'mm'"))
        #expect(try formatError { _ = try read("unit=\"mm\">1") }.reason.contains("which no goniometer has"))
    }

    @Test func countsWithoutAttenuatorAreCounts() throws {
        let scan = try PANalyticalXRDML.decode(try changed("100.00", "1.00"), path: "x")
        #expect(scan.intensities == [10, 20, 30, 40, 50, 60] && scan.quantity == .counts)
        let factors = "<beamAttenuationFactors>1.00 1.00 100.00 100.00 1.00 1.00</beamAttenuationFactors>"
        let common = try PANalyticalXRDML.decode(
            try changed(factors, "<commonBeamAttenuationFactor>2</commonBeamAttenuationFactor>"), path: "x")
        #expect(common.intensities == [20, 40, 60, 80, 100, 120] && common.quantity == .correctedCounts)
    }

    @Test func doesNotGuessAWavelength() throws {
        let names = ["usedWavelength", "anodeMaterial"]
        var text = String(decoding: try FileBytes.read(path: powderFixture("attenuated.xrdml")), as: UTF8.self)
        for name in names { text = text.replacingOccurrences(of: name, with: "other") }
        #expect(try PANalyticalXRDML.decode(Array(text.utf8), path: "x").radiation == nil)
    }

    @Test(arguments: [
        (
            "xrdMeasurements", "measurements",
            "line 2: 'measurements': not the element of an XRDML file, which is 'xrdMeasurements'"
        ),
        ("<scan ", "<skip ", "line 20, column 5: an end tag, but not that of 'skip' of line 12; close that one before"),
        (
            "scanAxis=\"Gonio\" status=\"Completed\"", "status=\"Aborted\"",
            "line 12: 'scan': no completed scan; the status of this one is 'Aborted'"
        ),
        ("2Theta", "Omega2", "line 13: 'dataPoints': no positions of the axis 2Theta"),
        (
            "axis=\"2Theta\" unit=\"deg\"", "axis=\"2Theta\" unit=\"rad\"",
            "line 15: 'positions': angles in 'rad', not in 'deg'"
        ),
        (
            "<startPosition>10<", "<startPosition>11<",
            "line 13, point 2: the angle 10.9 does not lie behind 11.0, the one before"
        ),
        ("<endPosition>10.5<", "<endPosition>ten<", "line 15: 'endPosition': 'ten' is not a number"),
        (
            "<startPosition>10</startPosition><endPosition>10.5</endPosition>", "<commonPosition>10</commonPosition>",
            "line 15: 'positions': neither a list nor start and end: 2θ was not scanned"
        ),
        (
            "<startPosition>10</startPosition>", "<listPositions>1 2</listPositions>",
            "line 15: 'listPositions': 2 angles for 6 intensities"
        ),
        ("10 20 30", "10 -20 30", "line 18: 'counts': number 2 is negative, -20.0"),
        ("10 20 30", "10 nan 30", "line 18: 'counts': number 2, 'nan', is not a number"),
        ("10 20 30 40 50 60", "10", "line 16: 'beamAttenuationFactors': 6 factors for 1 intensities"),
        ("10 20 30 40 50 60", "", "line 16: 'beamAttenuationFactors': 6 factors for 0 intensities"),
        (
            "<counts unit=\"counts\">", "<counts unit=\"cps\">",
            "line 18: 'counts': intensities in 'cps', not in 'counts'"
        ),
        ("100.00 100.00", "100.00 0", "line 16: 'beamAttenuationFactors': a factor that is not above 0"),
        ("100.00 100.00", "100.00", "line 16: 'beamAttenuationFactors': 5 factors for 6 intensities"),
        (
            "kAlpha1 unit=\"Angstrom\"", "kAlpha1 unit=\"nm\"",
            "line 6: 'kAlpha1': a wavelength in 'nm', not in 'Angstrom'"
        ),
        ("1.5405980", "1540.5980", "line 6: 'kAlpha1': 1540.598 ångströms is no wavelength of X-rays"),
        ("0.5000", "2", "line 9: 'ratioKAlpha2KAlpha1': a ratio of 2.0, not within 0 to 1"),
        (
            "&lt;", "&entity;",
            "line 3, column 34: a name between & and ; that stands for nothing; where & itself is meant, write &amp;"
        ),
        (
            "<xrdMeasurements", "<!DOCTYPE x [<!ENTITY a \"b\">]><xrdMeasurements",
            "line 2: a document type declaration, which is not read; remove <!DOCTYPE and what belongs to it"
        ),
    ])
    func namesWhatIsWrong(part: String, replacement: String, message: String) throws {
        let bytes = try changed(part, replacement)
        let error = try formatError { _ = try PANalyticalXRDML.decode(bytes, path: "x.xrdml") }
        #expect(error.description == "x.xrdml: \(message)")
    }

    @Test func refusesDeepNesting() throws {
        let deep = Array(String(repeating: "<a>", count: 100_000).utf8)
        #expect(
            try formatError { _ = try PANalyticalXRDML.decode(deep, path: "x") }.description
                == "x: line 1: elements nested more than 200 deep")
    }

    @Test(arguments: ["attenuated.xrdml", "several.xrdml"])
    func survivesDamage(name: String) throws {
        let whole = try FileBytes.read(path: powderFixture(name))
        for copy in damagedCopies(of: whole, flips: 4000, seed: 12) {
            guard let scan = try? PANalyticalXRDML.decode(copy, path: "x") else { continue }
            expectValid(scan)
            // Only the line feed behind the last element may be missing.
            #expect(copy.count >= whole.count - 1)
        }
        let error = try formatError { _ = try PANalyticalXRDML.decode(Array(whole.dropLast(20)), path: "x") }
        #expect(
            error.reason.hasPrefix("the XML ends before 'xrdMeasurement")
                && error.reason.hasSuffix("; the file is cut short, so copy or export it again"))
    }
}
