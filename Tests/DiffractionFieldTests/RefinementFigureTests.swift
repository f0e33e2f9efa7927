import DiffractionField
import Foundation
import Reports
import Testing

@Suite struct RefinementFigureTests {
    private static let identity = FigureIdentity(title: "Test figure", footer: ["xrd", "effort paper"])

    /// Peaks on a sloping background, of which the first is observed higher than it is calculated.
    static func picture(phases: Int = 3, misfit: Double = 1.2, scale: Double = 4000, warning: String = "")
        -> RefinementPicture
    {
        let twoTheta = (0..<1750).map { 10 + 0.04 * Double($0) }
        let background = twoTheta.map { scale / 40 + scale / 4 / $0 }
        let places = (0..<12).map { 15 + 5.3 * Double($0) }
        func peaks(_ factor: (Int) -> Double) -> [Double] {
            twoTheta.indices.map { index in
                background[index]
                    + places.indices.reduce(0.0) { sum, peak in
                        let distance: Double = (twoTheta[index] - places[peak]) / 0.1
                        return sum + factor(peak) * scale / Double(peak + 1) / (1 + distance * distance)
                    }
            }
        }
        return RefinementPicture(
            title: "sample.xy", warning: warning, agreement: "Rwp 9.02 %, GoF 1.90", twoTheta: twoTheta,
            observed: peaks { $0 == 0 ? misfit : 1 }, calculated: peaks { _ in 1 }, background: background,
            phases: (0..<phases).map { phase in
                .init(name: "phase \(phase + 1)", note: "33.3(4) %", positions: places.map { $0 + 0.7 * Double(phase) })
            })
    }

    private static func count(of color: Color, in picture: RefinementPicture) throws -> Int {
        try Figure.refinement(picture, identity: FigureIdentity(title: "t")).raster().pixels.count {
            $0 == color.packed
        }
    }

    @Test func theSamePictureGivesTheSameBytes() throws {
        func figure() throws -> Figure { try .refinement(Self.picture(), identity: Self.identity) }
        #expect(try figure().png() == figure().png())
        #expect(try figure().pdf() == figure().pdf())
        if let folder = ProcessInfo.processInfo.environment["DRAW_INTO"] {
            try figure().write(name: "refinement", into: URL(filePath: folder))
        }
    }

    @Test func eachPhaseHasARowInItsColourAndTheCalculatedPatternItsOwn() throws {
        for phases in 0..<4 {
            let picture = Self.picture(phases: phases)
            let rows = try (0..<4).map { try Self.count(of: .ofPhase($0), in: picture) }
            // The rims of letters and lines may have the same shade by chance.
            #expect(rows[..<phases].allSatisfy { $0 > 100 } && rows[phases...].allSatisfy { $0 < 30 }, "\(rows)")
            #expect(try Self.count(of: .vermilion, in: picture) > 300)
        }
        #expect((0..<5).allSatisfy { Color.ofPhase($0) != .vermilion } && Color.ofPhase(5) == .ofPhase(0))
    }

    @Test func largeDifferencesMakeTheFigureHigherUpToALimit() throws {
        func height(_ misfit: Double) throws -> Double {
            try Figure.refinement(Self.picture(misfit: misfit), identity: Self.identity).size.height
        }
        let heights = try [1, 1.5, 2, 8, 100].map(height)
        #expect(heights == heights.sorted() && heights[0] + 10 < heights[2] && heights[3] == heights[4], "\(heights)")
        #expect(heights[4] - heights[0] == 80 - 34)
    }

    @Test func aWarningIsWrittenInTheColourOfWarnings() throws {
        let (quiet, loud) = (Self.picture(), Self.picture(warning: "did not converge"))
        #expect(try Self.count(of: .vermilion, in: loud) > Self.count(of: .vermilion, in: quiet) + 200)
    }

    /// Where nothing overlaps, each text has as many points of its colour as it has alone.
    @Test func aLongTitleLeavesTheWarningAndTheAgreementReadable() throws {
        let plain = Self.picture(warning: "not explained")
        func picture(title: String, agreement: String) -> RefinementPicture {
            RefinementPicture(
                title: title, warning: plain.warning, agreement: agreement, twoTheta: plain.twoTheta,
                observed: plain.observed, calculated: plain.calculated, background: plain.background,
                phases: plain.phases.map {
                    .init(name: String(repeating: $0.name, count: 9), note: $0.note, positions: $0.positions)
                })
        }
        let agreement = "Rwp 108.43 %, Rexp 7.61 %, GoF 14.26"
        let long = String(repeating: "sample-17_", count: 12) + ".xy"
        let (alone, beside) = (picture(title: "a", agreement: ""), picture(title: long, agreement: agreement))
        let counts = try [alone, beside].map { try Self.count(of: .vermilion, in: $0) }
        // Letters begin at fractions of a point, which moves the shades of their rims.
        #expect(abs(counts[0] - counts[1]) < 30, "\(counts)")
    }

    /// With long names beside it the plot is too narrow for the legend in one line, and begins below the second.
    @Test func theLegendStandsAboveThePlot() throws {
        func height(_ name: String) throws -> Double {
            let plain = Self.picture()
            let picture = RefinementPicture(
                title: "a", agreement: "", twoTheta: plain.twoTheta, observed: plain.observed,
                calculated: plain.calculated, background: plain.background,
                phases: plain.phases.map { .init(name: name, note: $0.note, positions: $0.positions) })
            return try Figure.refinement(picture, identity: Self.identity).size.height
        }
        #expect(try height("a name that is as long as many are") - height("short") == Legend.lineHeight)
    }

    @Test(arguments: [1e-3, 1, 1e6, 1e12])
    func anyScaleAndLongNamesFitAPage(scale: Double) throws {
        let plain = Self.picture(phases: 9, scale: scale)
        let picture = RefinementPicture(
            title: String(repeating: "a long name ", count: 30), agreement: plain.agreement, twoTheta: plain.twoTheta,
            observed: plain.observed.map { $0 - scale / 3 }, calculated: plain.calculated, background: plain.background,
            phases: plain.phases.map { .init(name: String(repeating: $0.name, count: 20), note: "1 %", positions: []) })
        let figure = try Figure.refinement(picture, identity: Self.identity)
        #expect(figure.size.width == 504 && figure.size.height < 500)
        #expect(try !figure.png().isEmpty)
    }

    @Test func patternsWithoutAnyIntensityAreDrawn() throws {
        let zeros = [0.0, 0, 0]
        let picture = RefinementPicture(
            title: "", agreement: "", twoTheta: [10, 20, 30], observed: zeros, calculated: zeros, background: zeros,
            phases: [])
        #expect(try !Figure.refinement(picture, identity: Self.identity).png().isEmpty)
    }
}
