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

    @Test(arguments: ["x.xy", "x.XYE", "x.txt", "a.b.csv", "x", "x.raw", "x.brml", "x.cif"])
    func aTextIsReadWhateverItsName(name: String) throws {
        try withTemporaryFolder { folder in
            try FileBytes.write(Array("10 5\n11 6\n".utf8), path: "\(folder)/\(name)")
            #expect(try PowderScan.read(path: "\(folder)/\(name)").intensities == [5, 6])
        }
    }

    @Test(arguments: [
        (Array("data_calcite\n_cell_length_a 4.99\n".utf8), "a CIF"), (Array("%PDF-1.4\n".utf8), "a PDF"),
        (Array("FI\0\0abc".utf8), "a binary Rigaku RAW file"),
        ([0x50, 0x4B, 0x03, 0x04] + Array("xl/workbook.xml".utf8), "an Excel workbook"),
        (Array("SampleIdent,a,/\n".utf8), "a Philips UDF file"),
    ])
    func otherFormatsAreRefusedByName(bytes: [UInt8], format: String) throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/x.xy"
            try FileBytes.write(bytes, path: path)
            let reason = try formatError { _ = try PowderScan.read(path: path) }.reason
            #expect(reason.hasPrefix("seems to be \(format), which is not read; "), "\(reason)")
        }
    }

    @Test func whatNobodyKnowsIsRefusedWithWhatIsRead() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/x"
            try FileBytes.write([1, 2, 3, 0, 5], path: path)
            let reason = try formatError { _ = try PowderScan.read(path: path) }.reason
            #expect(
                reason.hasPrefix(
                    "not known as a powder pattern, neither by what it holds nor by its ending; read are PANalytical XRDML"
                ))
        }
    }

    /// 12.280000000000001 and its like are sums of a start and of steps, and no angle that anybody wrote.
    @Test(arguments: [
        (
            "a.xy", "10 5\n11 6\n12.28 7\n12.28 8\n14 1\n",
            "line 4: the angle 12.28 does not lie behind 12.28, the one before"
        ),
        ("a.xy", "theta,I\n1.5,5\n100.1,6\n", "line 3: an angle 2θ of 200.2, which is not within -180 to 180 degrees"),
        (
            "a.xy", "2th_rad,I\n3.14,5\n3.15,6\n",
            "line 3: an angle 2θ of 180.481705, which is not within -180 to 180 degrees"
        ),
    ])
    func anglesAreToldAsTheyWereMeant(name: String, text: String, message: String) throws {
        #expect(
            try formatError { _ = try PowderColumns.decode(Array(text.utf8), path: name) }.description
                == "a.xy: \(message)")
    }

    @Test func columnsAreNamedForTextsOfColumnsOnly() throws {
        let reading = PowderReading(columns: [.axis(.twoTheta), .intensity(.counts)])
        #expect(
            try formatError { _ = try PowderScan.read(path: powderFixture("plain.raw"), as: reading) }.reason
                == "is of the format Bruker RAW4.00, which says itself what it holds; leave out --columns")
    }

    @Test func filesThatAreTooLargeOrMissingAreRefused() throws {
        #expect(
            try formatError { _ = try PowderScan.read(path: "/nowhere/x.xy") }.reason == "No such file or directory")
        #expect(try formatError { _ = try PowderScan.read(path: "/dev/zero") }.reason == "not a regular file")
    }
}
