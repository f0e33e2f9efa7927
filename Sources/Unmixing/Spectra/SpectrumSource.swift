public import NumericalMethods

/// Spectra that are gone through block by block, as often as is wanted: a matrix, or what is read of a file that is larger
/// than memory.
///
/// Blocks come in the order of the spectra. Each but the last holds a multiple of ``SpectrumBlocks/granule`` spectra, so that
/// whatever works on the spectra in groups sees the same groups in every source, and computes the same bits.
public protocol SpectrumSource: Sendable {
    /// The number of spectra.
    var count: Int { get }
    /// The number of bands.
    var bands: Int { get }

    /// Goes through all spectra.
    ///
    /// - Parameter body: Gets some spectra, spectra x bands, and the number of the first of them.
    /// - Throws: What `body` throws, and what keeps the spectra from being read.
    func forEachBlock(_ body: (_ spectra: Matrix<Float>, _ first: Int) throws -> Void) throws

    /// The same spectra, scaled.
    ///
    /// - Parameter normalization: How they are scaled.
    /// - Returns: Spectra whose values are all finite.
    /// - Throws: ``UnsuitableSpectra`` where a value is not finite, at once or when it is read.
    func normalized(by normalization: FittedNormalization) throws -> any SpectrumSource
}

/// How spectra are parted into blocks.
public enum SpectrumBlocks {
    /// What the number of spectra of a block is a multiple of: of the groups in which SUnSAL solves pixels, 24 to 120, and
    /// those in which HyperAE's encoder sees them, 512.
    public static let granule = 23_040

    /// The number of spectra of a block that takes about so much memory, or one granule.
    static func length(bands: Int, bytes: Int) -> Int { max(1, bytes / (granule * bands * 4)) * granule }
}

extension Matrix: SpectrumSource where Element == Float {
    /// The number of rows, each a spectrum.
    public var count: Int { rows }
    /// The number of columns.
    public var bands: Int { columns }

    /// Hands over all spectra as one block.
    public func forEachBlock(_ body: (_ spectra: Matrix<Float>, _ first: Int) throws -> Void) throws {
        try body(self, 0)
    }

    /// The same spectra, scaled at once.
    public func normalized(by normalization: FittedNormalization) throws -> any SpectrumSource {
        let spectra = normalization == .unscaled ? self : normalization.apply(to: self)
        try UnsuitableSpectra.checkFinite(spectra)
        return spectra
    }
}

extension SpectrumSource {
    /// All spectra, as one matrix.
    package func matrix() throws -> Matrix<Float> {
        if let matrix = self as? Matrix<Float> { return matrix }
        var elements: [Float] = []
        elements.reserveCapacity(count * bands)
        try forEachBlock { spectra, _ in elements += spectra.elements }
        return Matrix(rows: count, columns: bands, elements: elements)
    }

    /// Some spectra, by their numbers, which rise.
    package func spectra(_ wanted: [Int]) throws -> Matrix<Float> {
        var elements: [Float] = []
        elements.reserveCapacity(wanted.count * bands)
        var next = 0
        try forEachBlock { spectra, first in
            while next < wanted.count, wanted[next] < first + spectra.rows {
                elements += spectra.row(wanted[next] - first)
                next += 1
            }
        }
        return Matrix(rows: wanted.count, columns: bands, elements: elements)
    }

    /// As many spectra as tell enough of all of them: one of each of so many equal parts, drawn at random; or all.
    func sample(_ size: Int, stream: consuming RandomStream) throws -> Matrix<Float> {
        guard count > size else { return try matrix() }
        return try spectra(
            (0..<size).map { index in
                let (start, end) = (index * count / size, (index + 1) * count / size)
                return start + stream.integer(below: end - start)
            })
    }

    /// The largest of all values.
    package func largestValue() throws -> Float {
        var largest = -Float.infinity
        try forEachBlock { spectra, _ in largest = max(largest, spectra.elements.max() ?? largest) }
        return largest
    }
}
