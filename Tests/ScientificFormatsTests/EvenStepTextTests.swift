import ScientificFormats
import Testing

@Suite struct EvenStepTextTests {
    private static let counts = (0...20).map { Double(($0 * 37) % 91) }

    private func text(_ head: String, perLine: Int, dropping: Int = 0, end: String = "") -> [UInt8] {
        let words = Self.counts.dropLast(dropping).map { "\(Int($0))" }
        let lines = stride(from: 0, to: words.count, by: perLine).map {
            words[$0..<min($0 + perLine, words.count)].joined(separator: "  ")
        }
        return Array((head + lines.joined(separator: "\n") + "\n" + end).utf8)
    }

    @Test(arguments: [1, 2, 3, 8, 10, 21])
    func anyNumberOfIntensitiesMayStandOnALine(perLine: Int) throws {
        for head in ["  10.0  0.5  20.0  calcite, 2 h\n", "! a\n/* b\n c */\n10 0.5 20\n"] {
            let bytes = text(head, perLine: perLine, end: perLine == 8 ? "-1000\n" : "")
            if perLine != 8 || head.contains("calcite") {
                #expect(EvenStepText.recognizes(bytes), "\(head) \(perLine)")
            }
            let scan = try EvenStepText.decode(bytes, path: "x.dat")
            #expect(scan.twoTheta == (0...20).map { 10 + 0.5 * Double($0) } && scan.intensities == Self.counts)
        }
    }

    @Test func columnsAreNotTakenForIt() {
        for text in ["10 0.5 20\n10.5 0.6 21\n11 0.7 22\n", "10 72\n11 59\n", "1 2 3\n", "5 72 8.4\n5.1 70 8.3\n"] {
            #expect(!EvenStepText.recognizes(Array(text.utf8)), "\(text)")
        }
    }

    @Test func tooFewOrTooManyIntensitiesAreRefused() throws {
        #expect(
            try formatError { _ = try EvenStepText.decode(text("10 0.5 20\n", perLine: 10, dropping: 2), path: "x") }
                .description
                == "x: line 3: line 1 gives 21 angles and 19 intensities are there; the file may be cut short")
        #expect(
            try formatError { _ = try EvenStepText.decode(text("10 0.5 19\n", perLine: 10), path: "x") }.description
                == "x: line 3: more intensities than the 19 angles of line 1")
        #expect(
            try formatError { _ = try EvenStepText.decode(text("20 0.5 10\n", perLine: 10), path: "x") }.description
                == "x: no line with the first angle, the step and the last angle, as FullProf's instrument 0 has")
    }
}
