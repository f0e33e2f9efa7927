import DiffractionField
import Experiments
import Foundation
import ProportionInference
import Reports
import Testing

@Suite struct PatternFigureTests {
    private static let identity = FigureIdentity(title: "Test figure", footer: ["xrd", "effort paper"])

    /// Peaks of four made-up phases, some of which overlap, on a wavy background.
    static func picture(_ mixtures: [[Double]], phases: Int = 4) -> PatternPicture {
        let names = ["calcite", "gibbsite", "dolomite", "hematite", "quartz", "portlandite", "ettringite"]
        let lines: [[(Double, Double)]] = (0..<phases).map { k in
            (0..<9).map { n -> (Double, Double) in
                let wobble: Double = 2.3 * sin(Double(7 * n + 3 * k))
                let place: Double = 12 + 6.1 * Double(n) + 1.7 * Double(k) + wobble
                let height: Double = abs(cos(Double(5 * n + 2 * k + 1)))
                return (place, n == k + 1 ? 1.0 : 0.55 * height)
            }
        }
        let positions = (0..<3000).map { 5 + 0.02 * Double($0) }
        return PatternPicture(
            positions: positions, axisLabel: "2θ (degrees)",
            marks: lines.enumerated().map { .init(name: names[$0], positions: $1.map(\.0)) },
            patterns: mixtures.enumerated().map { index, proportions in
                let raw = positions.map { angle -> Double in
                    var sum: Double = 0.01 + 0.004 * sin(angle / 3) + 0.003 * sin(angle * 91)
                    for (share, lines) in zip(proportions, lines) where share > 0 {
                        for (place, height) in lines {
                            let distance: Double = (angle - place) / 0.12
                            sum += share * height * exp(-distance * distance)
                        }
                    }
                    return sum
                }
                let largest = raw.max() ?? 1
                return .init(
                    title: index < 3 ? "simulated \(index + 1)" : "measured 0\(index - 2)",
                    part: index < 3 ? "xrd-simulated" : "xrd-measured", values: raw.map { $0 / largest },
                    proportions: proportions)
            })
    }

    private static let mixtures = [
        [0.8, 0.2, 0, 0], [0.25, 0.25, 0.25, 0.25], [0, 0, 0.004, 0.996], [0.333, 0.667, 0, 0], [0, 1, 0, 0],
        [0.1, 0.2, 0.3, 0.4],
    ]

    private static func count(of color: Color, in figure: Figure) throws -> Int {
        try figure.raster().pixels.count { $0 == color.packed }
    }

    @Test func theSamePatternsGiveTheSameBytes() throws {
        func figure() throws -> Figure { try .patterns(Self.picture(Self.mixtures), identity: Self.identity) }
        #expect(try figure().png() == figure().png())
        #expect(try figure().pdf() == figure().pdf())
        if let folder = ProcessInfo.processInfo.environment["DRAW_INTO"] {
            try figure().write(name: "patterns", into: URL(filePath: folder))
        }
    }

    @Test func eachClassHasItsColourInItsRowAndWhereItIsPresent() throws {
        func figure(_ proportions: [Double]) throws -> Figure {
            try .patterns(Self.picture([proportions]), identity: FigureIdentity(title: "Patterns"))
        }
        let absent = try figure([0, 1, 0, 0])
        let present = try figure([0.5, 0.5, 0, 0])
        for color in Color.lines.prefix(4) { #expect(try Self.count(of: color, in: absent) > 100) }
        let stems = try (0..<4).map { try Self.count(of: .stem(ofClass: $0), in: present) }
        // The rims of marks may have the same shade by chance.
        #expect(min(stems[0], stems[1]) > 200 && max(stems[2], stems[3]) < 60, "\(stems)")
    }

    @Test(arguments: [0, 1, 3, 12])
    func anyNumberFitsAPage(count: Int) throws {
        let mixtures = (0..<count).map { Self.mixtures[$0 % Self.mixtures.count] }
        let figure = try Figure.patterns(Self.picture(mixtures), identity: Self.identity)
        #expect(figure.size.width <= 505 && figure.size.height < 720)
        #expect(try !figure.png().isEmpty)
    }

    @Test func linesOutsideAndNumbersThatAreNoneAreLeftOut() throws {
        let picture = PatternPicture(
            positions: [10, 20, 30], axisLabel: "2θ",
            marks: [.init(name: "one", positions: [-5, 10, 25, 30, 31, .nan])],
            patterns: [.init(title: "t", part: "p", values: [.nan, 1, 0], proportions: [1])])
        #expect(try !Figure.patterns(picture, identity: Self.identity).png().isEmpty)
    }

    @Test(arguments: [
        ([0.8, 0.2, 0, 0], "80 % a, 20 % b; no c, d"), ([0.2, 0.8, 0, 0], "80 % b, 20 % a; no c, d"),
        ([0.25, 0.25, 0.25, 0.25], "25 % a, 25 % b, 25 % c, 25 % d"), ([1, 0, 0, 0], "100 % a; no b, c, d"),
        ([0.3333, 0.6667, 0, 0], "66.7 % b, 33.3 % a; no c, d"),
        ([0.9998, 0.0002, 0, 0], "100 % a, below 0.1 % b; no c, d"), ([0, 0, 0, 0], "no a, b, c, d"),
    ])
    func proportionsAreSaidInWords(proportions: [Double], words: String) {
        let found = ProportionText.words(proportions, of: ["a", "b", "c", "d"])
        #expect(found.replacing("\u{a0}", with: " ") == words)
    }
}
