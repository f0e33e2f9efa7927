import ScientificFormats
import TestSupport
import Testing

/// The same five points as programs of instruments and beamlines write them, by the descriptions of their formats.
@Suite struct PowderWritersTests {
    private struct Writer: CustomTestStringConvertible {
        let program: String
        let name: String
        let text: String
        var quantity = PowderQuantity.unknown
        var radiation: PowderRadiation?
        var testDescription: String { program }
    }

    private static let angles = [10.0, 10.02, 10.04, 10.06, 10.08]
    private static let counts = [1204.0, 1198, 987, 1010, 12]

    private static func rows(_ row: (String, Int) -> String) -> String {
        zip(["10.00", "10.02", "10.04", "10.06", "10.08"], counts).map { row($0, Int($1)) }.joined()
    }

    private static let writers = [
        Writer(
            program: "DIFFRAC.EVA", name: "a.xy",
            text:
                "'Id: \"\" Comment: \"\" Operator: \"Lab\" Anode: \"Cu\" Scantype: \"Coupled TwoTheta/Theta\" TimePerStep: "
                + "\"96.0\"\r\n" + rows { "\($0)00 \($1)\r\n" }, radiation: PowderRadiation(anode: "Cu")),
        Writer(
            program: "PowDLL", name: "a.txt",
            text: "[RawHeader]\nSampleName=a\nAnode=Cu\n[Data]\nAngle,       PSD,    \n"
                + rows { "   \($0)00,      \($1),   \n" }),
        Writer(
            program: "Shimadzu", name: "a.txt",
            text:
                "<Sample Information>\nGroup name\tStandard\nData name\tquartz 2\n<Measurement>\nScan speed\t 2.0000 deg/min\n"
                + "<2Theta>\t<   I   >\n" + rows { "  \($0)00\t    \($1)\n" } + "<End>\n"),
        Writer(
            program: "SmartLab Studio", name: "a.txt",
            text: ";KEY = \"MEAS_SCAN_START\"\n;MEAS_SCAN_STEP = \"0.0200\"\n# 2-Theta, Intensity\n"
                + rows { "\($0)00\t\($1).0000\n" }),
        Writer(
            program: "HighScore, with times and uncertainties", name: "a.csv",
            text: "[Measurement conditions]\nSample identification,quartz 2\nAnode material,Cu\n"
                + "K-Alpha1 wavelength,1.540598\nK-Alpha2 wavelength,1.544426\nRatio K-Alpha2/K-Alpha1,0.5\n"
                + "Scan axis,Gonio\n[Scan points]\nAngle,TimePerStep,Intensity,ESD\n"
                + rows { "\($0)00,20.4,\($1),\(Double($1).squareRoot())\n" },
            radiation: PowderRadiation(anode: "Cu", kAlpha1: 1.540598, kAlpha2: 1.544426, ratio: 0.5)),
        Writer(
            program: "Origin, with lines of units and comments", name: "a.csv",
            text: "2Theta,Intensity\ndeg,counts\n,sample 7\n" + rows { "\($0),\($1)\n" }, quantity: .counts),
        Writer(
            program: "a German Excel", name: "a.csv",
            text: "sep=;\r\n2-Theta [°];Intensit\u{E4}t [Impulse];\r\n"
                + rows { "\($0.replacing(".", with: ","))°;\($1);\r\n" } + ";;\r\n;;\r\n", quantity: .counts),
        Writer(
            program: "an English Excel", name: "a.csv",
            text: "\u{FEFF}\"2Theta (deg)\",\"Counts\"\r\n" + rows { "\"\($0)\",\"\($1)\"\r\n" } + ",\r\n,\r\n",
            quantity: .counts),
        Writer(
            program: "Diamond I11", name: "a.xye",
            text: "&DLS\n SRSRUN=7,SRSDAT=20200305,SRSTIM=123107\n&END\n tth_(deg)\t counts \t error\n"
                + rows { "\($0)00\t\($1)\t\(Double($1).squareRoot())\n" }, quantity: .counts),
        Writer(
            program: "pyFAI", name: "a.dat",
            text:
                "# == pyFAI calibration ==\n# Wavelength: 4.1e-11 m\n# --> a.dat\n#       2th_deg             I         sigma\n"
                + rows { "  \($0)0000e+00    \($1).0000e+00    \(Double($1).squareRoot())\n" },
            radiation: PowderRadiation(wavelength: 0.41)),
        Writer(
            program: "LabVIEW", name: "a.lvm",
            text: "Start 05.03.2020 12:31:07\n***End_of_Header***\nAngle\tIntensity\n"
                + rows { "\($0.replacing("10.", with: "1.0"))0000E+1\t\($1).000000E+0\n" } + "[end of scan]\n"),
        Writer(
            program: "printf on Windows", name: "a.dat",
            text: "angle counts\n"
                + rows { "\($0)E+000 \($1).0E+000\n" } + "10.10E+000 -1.#IND\n10.12E+000 nan(ind)\n", quantity: .counts),
        Writer(
            program: "Jade", name: "a.txt",
            text: "quartz 2 (a comment, 2020)\nDIF - Cu K-alpha\n2-Theta\tIntensity\n" + rows { "\($0)\t\($1)\n" }),
        Writer(
            program: "FullProf, instrument 0", name: "a.dat",
            text:
                "   10.0000    0.0200   10.2800  quartz 2\n    1204    1198     987    1010      12      12      12      12\n"
                + "      12      12      12      12      12      12      12\n"),
        Writer(
            program: "UXD of counts in rows", name: "a.uxd",
            text:
                "; a.raw converted\n_FILEVERSION=2\n_SAMPLE='quartz 2'\n_WL1=1.540600\n_WL2=1.544390\n_WLRATIO=0.500000\n"
                + "_ANODE='Cu'\n; Data for range 1\n_DRIVE='COUPLED'\n_STEPTIME=1.000000\n_STEPSIZE=0.020000\n_STEPMODE='C'\n"
                + "_START=10.000000\n_THETA=5.000000\n_2THETA=10.000000\n_COUNTS\n  1204   1198    987   1010\n    12\n",
            quantity: .counts, radiation: PowderRadiation(anode: "Cu", kAlpha1: 1.5406, kAlpha2: 1.54439, ratio: 0.5)),
    ]

    @Test(arguments: writers)
    private func isRead(writer: Writer) throws {
        for ending in ["", "\n", "\n\n\u{1A}"] {
            try withTemporaryFolder { folder in
                let path = "\(folder)/\(writer.name)"
                try FileBytes.write(Array((writer.text + ending).utf8), path: path)
                let scan = try PowderScan.read(path: path)
                #expect(zip(scan.twoTheta, Self.angles).allSatisfy { abs($0 - $1) < 1e-9 }, "\(scan.twoTheta)")
                #expect(Array(scan.intensities.prefix(5)) == Self.counts)
                #expect(scan.quantity == writer.quantity && scan.radiation == writer.radiation, "\(scan.remarks)")
            }
        }
    }
}
