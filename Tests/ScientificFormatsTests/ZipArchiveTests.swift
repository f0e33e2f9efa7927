import ScientificFormats
import Testing

@Suite struct ZipArchiveTests {
    @Test func readsEntries() throws {
        let archive = try ZipArchive(path: fixture("archive.zip"))
        #expect(archive.entryNames == ["RawData0.xml", "folder/deflated.txt", "../outside", "zeros"])
        #expect(try archive.contents(of: "RawData0.xml", limit: 11) == Array("<a>text</a>".utf8))
        #expect(
            try archive.contents(of: "folder/deflated.txt", limit: 3000)
                == Array(String(repeating: "abc", count: 1000).utf8))
        #expect(try archive.contents(of: "zeros", limit: 1 << 20).count == 1 << 20)
    }

    @Test func refusesMoreThanTheLimit() throws {
        let path = fixture("archive.zip")
        let archive = try ZipArchive(path: path)
        #expect(
            try formatError { _ = try archive.contents(of: "zeros", limit: (1 << 20) - 1) }.description
                == "\(path): entry 'zeros': larger than the 1048575 bytes that are accepted")
        #expect(try formatError { _ = try archive.contents(of: "none", limit: 1) }.reason == "no such entry")
    }

    @Test func refusesOtherFilesAndDamage() throws {
        #expect(throws: FormatError.self) { try ZipArchive(path: fixture("vector.npy")) }
        #expect(throws: FormatError.self) { try ZipArchive(path: "/nowhere/x.zip") }
        let whole = try FileBytes.read(path: fixture("archive.zip"))
        try withTemporaryFolder { folder in
            let path = folder + "/x.zip"
            // A flipped bit in the stored text of the first entry, which only the checksum can tell.
            let text = try #require(whole.indices.first { whole[$0...].starts(with: "<a>".utf8) })
            var flipped = whole
            flipped[text + 4] ^= 1
            try FileBytes.write(flipped, path: path)
            #expect(
                try formatError { _ = try ZipArchive(path: path).contents(of: "RawData0.xml", limit: 100) }.description
                    == "\(path): entry 'RawData0.xml': CRC error")
            for copy in damagedCopies(of: whole, flips: 500, seed: 5) {
                try FileBytes.write(copy, path: path)
                guard let archive = try? ZipArchive(path: path) else { continue }
                for name in archive.entryNames { _ = try? archive.contents(of: name, limit: 1 << 12) }
            }
        }
    }
}
