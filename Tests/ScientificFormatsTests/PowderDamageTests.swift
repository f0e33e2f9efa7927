import ScientificFormats
import Testing

/// Damaged texts of every format are read as valid patterns or refused, and end no program.
@Suite struct PowderDamageTests {
    private static let texts: [(any PowderFormat.Type, String)] = [
        (GSASPowder.self, "title\nBANK 1 4 4 CONS 500.00 4.00 0 0 FXYE\n500 72 8\n504 59 7\n508 50 7\n512 40 6\n"),
        (GSASPowder.self, "title\nBANK 1 3 1 CONST 1000.0 2.0 0 0 STD\n 4   100 1    90 1     0\n"),
        (GSASPowder.self, "title\nBANK 1 2 1 RALF 32000 64 32000 64 ALT\n   32000  72000 8500   32064  59000 7700\n"),
        (BrukerUXD.self, "_ANODE='Cu'\n_WL1=1.5406\n_START=10\n_STEPSIZE=0.5\n_STEPCOUNT=3\n_COUNTS\n7 5\n6\n"),
        (BrukerUXD.self, "_DRIVE='COUPLED'\n_2THETACOUNTSTIME\n10 72 1\n10.5 59 1\n"),
        (EvenStepText.self, "10 0.5 15 title\n1 2 3 4 5\n6 7 8 9 10 11\n-1000\n"),
        (
            RigakuRAS.self,
            "*RAS_DATA_START\n*MEAS_SCAN_UNIT_Y \"counts\"\n*RAS_INT_START\n10 7 1\n10.5 6 10\n*RAS_INT_END\n"
        ),
        (RigakuASC.self, "*TYPE = Raw\n*YUNIT = counts\n*START = 10\n*STEP = 0.5\n*COUNT = 3\n72, 59, 62\n*END\n"),
        (JadeMDI.self, "29-Nov-26 DIF x\n 10 0.5 1.2 CU 1.5406 12 5\n 72 59 62 48\n 33\n"),
        (
            PowderColumns.self,
            "sample\nQ (Inverse Nanometres)\nIntensity\n 3\n# wavelength 1.5 A\n1.0 5\n1.2 6\n1.4 7\n"
        ),
        (PowderColumns.self, ";d (Angstrom);Counts;weight\n0;4,0;5;0,2\n1;3,5;6;0,1\n2;3,0;7;0\n"),
        (
            PowderColumns.self,
            "/* a\n*/\n\"2theta\" \"I\"\n\"1\" 10.001 5\n\"2\" 10.001 6\n\"3\" 10.002 7\n\"4\" 10.002 7\n"
        ),
    ]

    @Test(arguments: texts.indices)
    func damagedTextsAreReadOrRefused(index: Int) throws {
        let (format, text) = Self.texts[index]
        let bytes = Array(text.utf8)
        expectValid(try format.decode(bytes, path: "x", reading: PowderReading(wavelength: 1.5)))
        let words = ["1e999", "-1", "nan", "99999999999999999999", "1e-320", "", ",", "\t"]
        // Whole words are replaced as well: bytes seldom make numbers that are too large.
        let replaced = text.split(separator: " ", omittingEmptySubsequences: false).indices.flatMap { place in
            words.map { word in
                var parts = text.split(separator: " ", omittingEmptySubsequences: false).map { String($0) }
                parts[place] =
                    word
                    + (parts[place].contains("\n")
                        ? "\n" + parts[place].split(separator: "\n").dropFirst().joined(separator: "\n") : "")
                return Array(parts.joined(separator: " ").utf8)
            }
        }
        for copy in damagedCopies(of: bytes, flips: 2000, seed: UInt64(21 + index)) + replaced {
            for other in PowderScan.formats { _ = other.recognizes(copy) }
            guard let scan = try? format.decode(copy, path: "x", reading: PowderReading(wavelength: 1.5)) else {
                continue
            }
            expectValid(scan)
        }
    }
}
