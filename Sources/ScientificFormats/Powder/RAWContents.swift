/// The bytes of a RAW4.00 file.
struct RAWContents {
    let bytes: [UInt8]
    let path: String

    static let preambleSize = 61
    /// The type of a segment that tells of the X-rays.
    static let source: UInt32 = 30
    /// The type of a segment that tells of a drive.
    static let drive: UInt32 = 50

    func error(_ position: Int, _ reason: String) -> FormatError {
        FormatError(file: path, place: "byte \(position)", reason: reason)
    }

    /// A number of 4 bytes.
    func word(_ position: Int, _ what: String) throws -> UInt32 {
        guard position <= bytes.count - 4 else { throw error(position, "the file ends within \(what)") }
        return bytes.withUnsafeBytes {
            UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: UInt32.self))
        }
    }

    /// A number of 8 bytes, which the caller knows to be there.
    func double(_ position: Int) -> Double {
        bytes.withUnsafeBytes {
            Double(bitPattern: UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: UInt64.self)))
        }
    }

    /// A float of 4 bytes, which the caller knows to be there.
    func single(_ position: Int) -> Double {
        bytes.withUnsafeBytes {
            Double(
                Float(bitPattern: UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: UInt32.self))))
        }
    }

    /// A text of a fixed width, up to its first byte 0.
    func text(_ position: Int, width: Int) -> String {
        String(decoding: bytes[position..<position + width].prefix { $0 != 0 }, as: UTF8.self)
    }

    /// The size of a segment, which counts its own 8 bytes and ends before a limit.
    func segmentSize(at position: Int, before end: Int) throws -> Int {
        guard end - position >= 8 else { throw error(position, "the file ends within a segment") }
        let size = Int(try word(position + 4, "a segment"))
        guard size >= 8, size <= end - position else {
            throw error(position, "a segment of \(size) bytes, where 8 to \(end - position) are possible")
        }
        return size
    }

    /// From byte 72 the wavelengths as doubles: mean, Kα₁, Kα₂, Kβ, and the ratio; then, behind 4 bytes, texts of 4 bytes:
    /// the anode, and the unit `A` for ångströms.
    func radiation(at position: Int, size: Int) throws -> PowderRadiation? {
        guard size >= 124 else {
            throw error(position, "a segment on the X-rays of \(size) bytes, where 124 are needed")
        }
        let unit = text(position + 120, width: 4)
        guard unit == "A" else { throw error(position, "wavelengths in '\(unit)', not in 'A'") }
        let (kAlpha1, kAlpha2, ratio) = (double(position + 80), double(position + 88), double(position + 104))
        for wavelength in [kAlpha1, kAlpha2] where wavelength != 0 && !PowderRadiation.isWavelength(wavelength) {
            throw error(position, "\(wavelength) ångströms is no wavelength of X-rays")
        }
        guard ratio >= 0, ratio <= 1 else { throw error(position, "a ratio of \(ratio), not within 0 to 1") }
        let anode = text(position + 116, width: 4)
        // Programs that know only one line leave 0 for what they do not know.
        return PowderRadiation(
            anode: anode.isEmpty ? nil : anode, kAlpha1: kAlpha1 == 0 ? nil : kAlpha1,
            kAlpha2: kAlpha2 == 0 ? nil : kAlpha2, ratio: kAlpha2 == 0 ? nil : ratio
        ).unlessEmpty
    }
}
