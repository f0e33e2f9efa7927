import ScientificFormats
import Testing

@Suite struct JadeMDITests {
    private static let counts = (0...20).map { ($0 * 37) % 91 }

    private func text(_ scan: String = "10.00 0.50 1.2 CU 1.540562 20.00 21", perLine: Int = 8, dropping: Int = 0)
        -> [UInt8]
    {
        let words = Self.counts.dropLast(dropping).map { "\($0)" }
        let lines = stride(from: 0, to: words.count, by: perLine).map {
            "  " + words[$0..<min($0 + perLine, words.count)].joined(separator: "    ") + "\r\n"
        }
        return Array(("29-Nov-26 DIF  mixture 3\r\n  \(scan)\r\n" + lines.joined()).utf8)
    }

    @Test(arguments: [1, 2, 7, 8, 21])
    func theListHasTheAnglesOfTheSecondLine(perLine: Int) throws {
        let bytes = text(perLine: perLine)
        let formats = PowderScan.formats.filter { $0.recognizes(bytes) }
        #expect(formats.first?.name == "Jade MDI")
        let scan = try JadeMDI.decode(bytes, path: "x.mdi")
        #expect(scan.twoTheta == (0...20).map { 10 + 0.5 * Double($0) })
        #expect(scan.intensities == Self.counts.map { Double($0) } && scan.quantity == .unknown)
        #expect(scan.radiation == PowderRadiation(anode: "Cu", wavelength: 1.540562))
    }

    @Test func whatContradictsItselfIsRefused() throws {
        #expect(
            try formatError { _ = try JadeMDI.decode(text(dropping: 3), path: "x") }.description
                == "x: line 5: line 2 promises 21 points and 18 are there; the file may be cut short")
        #expect(
            try formatError { _ = try JadeMDI.decode(text("10.00 0.50 1.2 CU 1.5406 19.5 20"), path: "x") }.description
                == "x: line 5: more intensities than the 20 points of line 2")
        #expect(
            try formatError { _ = try JadeMDI.decode(text("10.00 0.25 1.2 CU 1.5406 20.0 21"), path: "x") }.description
                == "x: line 2: 21 points in steps of 0.25 from 10.0 do not end at 20.0")
        #expect(
            try formatError { _ = try JadeMDI.decode(text("10.00 0.5 1.2 1.5406 20.0 21"), path: "x") }.reason
                == "no first angle, step, time, anode, wavelength, last angle and number of points, as Jade writes them"
        )
    }
}
