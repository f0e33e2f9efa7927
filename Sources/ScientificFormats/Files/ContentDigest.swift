import CCrypto

/// Digests that say whether a file is the one that is meant.
public enum ContentDigest {
    /// The SHA-256 digest of bytes, as 64 hexadecimal digits.
    public static func sha256(_ bytes: some Sequence<UInt8>) -> String {
        let digest = RunningDigest(EVP_sha256())
        digest.append(Array(bytes))
        return digest.finish()
    }

    /// The SHA-256 digest of pieces one after the other.
    ///
    /// - Parameter feed: Calls the function that it gets with the bytes of each piece.
    /// - Returns: 64 hexadecimal digits.
    package static func sha256(of feed: (_ append: (UnsafeRawBufferPointer) -> Void) -> Void) -> String {
        let digest = RunningDigest(EVP_sha256())
        feed { digest.append($0) }
        return digest.finish()
    }

    /// The SHA-256 digest of a file, as 64 hexadecimal digits.
    ///
    /// - Throws: ``FormatError`` where the file cannot be read.
    public static func sha256(ofFile path: String) throws -> String {
        let digest = RunningDigest(EVP_sha256())
        _ = try digest.append(OpenFile(path: path))
        return digest.finish()
    }

    /// The id that git gives to bytes, as 40 hexadecimal digits.
    ///
    /// It is the SHA-1 digest of `blob SIZE`, a zero byte, and the bytes.
    public static func gitBlob(_ bytes: some Sequence<UInt8>) -> String {
        let bytes = Array(bytes)
        let digest = RunningDigest(EVP_sha1())
        digest.append(Array("blob \(bytes.count)\0".utf8))
        digest.append(bytes)
        return digest.finish()
    }

    /// The id that git gives to a file, as ``gitBlob(_:)`` has it.
    ///
    /// - Throws: ``FormatError`` where the file cannot be read, or changes its size while it is read.
    public static func gitBlob(ofFile path: String) throws -> String {
        let file = try OpenFile(path: path)
        let size = file.size
        let digest = RunningDigest(EVP_sha1())
        digest.append(Array("blob \(size)\0".utf8))
        guard try digest.append(file) == size else {
            throw FormatError(file: path, reason: "the file changed while it was read")
        }
        return digest.finish()
    }
}

/// A digest that is fed piece by piece.
private final class RunningDigest {
    private let context = EVP_MD_CTX_new()

    init(_ algorithm: OpaquePointer?) {
        precondition(EVP_DigestInit_ex(context, algorithm, nil) == 1, "libcrypto lacks the digest")
    }

    deinit { EVP_MD_CTX_free(context) }

    func append(_ bytes: [UInt8]) {
        EVP_DigestUpdate(context, bytes, bytes.count)
    }

    func append(_ bytes: UnsafeRawBufferPointer) {
        EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    }

    /// Appends what a file holds, chunk by chunk, and returns the number of bytes.
    func append(_ file: consuming OpenFile) throws -> Int {
        var chunk = [UInt8](repeating: 0, count: 1 << 18)
        var total = 0
        while true {
            let count = try chunk.withUnsafeMutableBytes { try file.read(into: $0) }
            EVP_DigestUpdate(context, chunk, count)
            total += count
            if count < chunk.count { return total }
        }
    }

    func finish() -> String {
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var count: UInt32 = 0
        EVP_DigestFinal_ex(context, &digest, &count)
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: digest.prefix(Int(count)).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
