import Glibc
import ScientificFormats
import Testing

@Suite struct ContentDigestTests {
    @Test func hasTheValuesOfTheStandard() {
        // FIPS 180-2, appendix B, and the empty message.
        #expect(
            ContentDigest.sha256("abc".utf8) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(ContentDigest.sha256([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test func hasTheIdsOfGit() {
        // As `git hash-object` prints them.
        #expect(ContentDigest.gitBlob([]) == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")
        #expect(ContentDigest.gitBlob("hello\n".utf8) == "ce013625030ba8dba906f756967f9e9ca394464a")
    }

    @Test func agreesBetweenBytesAndFiles() throws {
        // Sizes around that of the chunks in which files are read.
        for size in [0, 1, (1 << 18) - 1, 1 << 18, (1 << 18) + 1, 1_000_000] {
            let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
            try withTemporaryFolder { folder in
                try FileBytes.write(bytes, path: folder + "/file")
                #expect(try ContentDigest.sha256(ofFile: folder + "/file") == ContentDigest.sha256(bytes))
                #expect(try ContentDigest.gitBlob(ofFile: folder + "/file") == ContentDigest.gitBlob(bytes))
            }
        }
        #expect(throws: FormatError.self) { try ContentDigest.sha256(ofFile: "/nowhere/x") }
    }

    @Test("a pipe in the place of a file is refused, and not waited for", .timeLimit(.minutes(1)))
    func refusesPipes() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/pipe"
            #expect(mkfifo(path, 0o644) == 0)
            let refusal = FormatError(file: path, reason: "not a regular file")
            #expect(throws: refusal) { try FileBytes.read(path: path) }
            #expect(throws: refusal) { try ContentDigest.sha256(ofFile: path) }
        }
    }
}
