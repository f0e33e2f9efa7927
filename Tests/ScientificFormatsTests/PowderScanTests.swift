import ScientificFormats
import Testing

@Suite struct PowderScanTests {
    @Test func theFirstBytesDecideBeforeTheName() throws {
        try withTemporaryFolder { folder in
            for name in ["attenuated.xrdml", "plain.brml", "plain.raw"] {
                let path = folder + "/" + name + ".xy"
                try FileBytes.write(FileBytes.read(path: powderFixture(name)), path: path)
                #expect(try PowderScan.read(path: path) == PowderScan.read(path: powderFixture(name)))
            }
        }
    }

    @Test(arguments: ["x.xy", "x.XYE", "x.txt", "x.dat", "a.b.csv"])
    func endingsOfColumnsAreKnown(name: String) throws {
        try withTemporaryFolder { folder in
            try FileBytes.write(Array("10 5\n11 6\n".utf8), path: "\(folder)/\(name)")
            #expect(try PowderScan.read(path: "\(folder)/\(name)").intensities == [5, 6])
        }
    }

    @Test(arguments: ["x", "x.cif", "xy"])
    func otherEndingsAreRefused(name: String) throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/\(name)"
            try FileBytes.write(Array("10 5\n11 6\n".utf8), path: path)
            #expect(
                try formatError { _ = try PowderScan.read(path: path) }.description
                    == "\(path): not known as a powder pattern, neither by its first bytes nor by its ending; read are "
                    + "columns of text (.xy, .xye, .txt, .dat, .csv), PANalytical XRDML (.xrdml), Bruker BRML (.brml), "
                    + "Bruker RAW4.00 (.raw) and NeXus (.nxs, .h5, .hdf5)")
        }
    }

    @Test func filesThatAreTooLargeOrMissingAreRefused() throws {
        #expect(
            try formatError { _ = try PowderScan.read(path: "/nowhere/x.xy") }.reason == "No such file or directory")
        #expect(try formatError { _ = try PowderScan.read(path: "/dev/zero") }.reason == "not a regular file")
    }
}
