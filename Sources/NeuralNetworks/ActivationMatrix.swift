/// What flows between two layers for a batch: a matrix of features x samples.
///
/// A row holds one feature of all samples, so that every layer works on whole vectors of samples. Rows start on a cache
/// line and lie an odd number of lines apart: a distance that is a power of two would map the rows of a convolution's
/// window onto a few sets of the first-level cache. Features of a signal are channels-last: feature `l * C + c` is
/// channel c at position l.
///
/// Between layers that work on one group of 32 samples after the other, the rows of a group lie side by side, and the groups
/// behind each other: the windows of a convolution are then runs of memory, which processors fetch ahead. Such a matrix is
/// grouped; nobody but a network makes one.
///
/// Layers compute on whole groups of 32 samples. What stands in the padding behind the last sample of a batch is finite,
/// and a gradient there is zero, because the input's and the loss's are and every layer's derivative is linear.
public final class ActivationMatrix {
    /// Eight samples of one feature.
    typealias Vector = SIMD8<Float>
    /// How many vectors a kernel works on at a time: 4, or 32 samples.
    static let vectorsPerGroup = 4
    static let samplesPerGroup = 32

    /// The number of rows.
    public let features: Int
    /// The largest number of samples that a batch can have.
    public let capacity: Int
    /// The distance of two rows, in scalars.
    public let leadingDimension: Int
    /// Whether the groups of samples lie behind each other.
    let isGrouped: Bool
    /// The distance of two groups of samples, in scalars.
    let groupStride: Int
    /// The entries; feature f of sample s stands at `f * leadingDimension + s`, unless the matrix is grouped.
    public let scalars: UnsafeMutablePointer<Float>

    private let storage: UnsafeMutableRawPointer

    /// Allocates a matrix of zeros.
    ///
    /// - Parameters:
    ///   - features: The number of features a sample, at least one.
    ///   - capacity: The largest number of samples of a batch, at least one.
    public convenience init(features: Int, capacity: Int) {
        self.init(features: features, capacity: capacity, isGrouped: false)
    }

    /// Allocates a matrix of zeros, grouped or not.
    init(features: Int, capacity: Int, isGrouped: Bool) {
        precondition(features > 0 && capacity > 0, "an activation matrix of \(features) x \(capacity)")
        self.features = features
        self.capacity = capacity
        let groups = Self.groups(samples: capacity)
        let scalarsPerLine = 16
        let lines = groups * Self.samplesPerGroup / scalarsPerLine
        self.isGrouped = isGrouped
        leadingDimension = isGrouped ? Self.samplesPerGroup : (lines | 1) * scalarsPerLine
        groupStride = isGrouped ? features * Self.samplesPerGroup : Self.samplesPerGroup
        let count = isGrouped ? groups * groupStride : features * leadingDimension
        storage = UnsafeMutableRawPointer.allocate(byteCount: count * MemoryLayout<Float>.stride, alignment: 64)
        scalars = storage.initializeMemory(as: Float.self, repeating: 0, count: count)
    }

    deinit {
        storage.deallocate()
    }

    /// The number of groups of 32 that hold so many samples.
    static func groups(samples: Int) -> Int {
        (samples + samplesPerGroup - 1) / samplesPerGroup
    }

    /// The number of samples with those of the padding.
    static func padded(samples: Int) -> Int {
        groups(samples: samples) * samplesPerGroup
    }

    /// The entries as vectors; row f starts at `f * vectorStride`.
    var vectors: UnsafeMutablePointer<Vector> {
        storage.assumingMemoryBound(to: Vector.self)
    }

    /// One row's vectors, of a matrix that is not grouped.
    func vectors(row: Int) -> UnsafeMutablePointer<Vector> {
        vectors + row &* vectorStride
    }

    /// One row's vectors of a group of samples.
    func vectors(row: Int, group: Int) -> UnsafeMutablePointer<Vector> {
        UnsafeMutableRawPointer(scalars(row: row, group: group)).assumingMemoryBound(to: Vector.self)
    }

    /// One row's entries of a group of samples.
    func scalars(row: Int, group: Int) -> UnsafeMutablePointer<Float> {
        scalars + (row &* leadingDimension &+ group &* groupStride)
    }

    /// The distance of two rows, in vectors.
    var vectorStride: Int { leadingDimension / Vector.scalarCount }

    /// Requires that a matrix has as many features as another, and rows as far apart.
    func requireShape(of other: ActivationMatrix) {
        precondition(
            features == other.features && leadingDimension == other.leadingDimension && isGrouped == other.isGrouped,
            """
            \(features) rows \(leadingDimension) apart for the gradient of \(other.features) rows \
            \(other.leadingDimension) apart
            """)
    }

    /// Sets the padding behind the last sample of a batch to zero in every row.
    ///
    /// - Parameter samples: The number of samples of the batch, from one to ``capacity``.
    public func clearPadding(samples: Int) {
        precondition(samples > 0 && samples <= capacity, "\(samples) samples in a matrix for \(capacity)")
        let inGroup = samples % Self.samplesPerGroup
        guard inGroup > 0 else { return }
        // The vector that holds the last sample keeps some of its entries, and those behind it keep none.
        let mixed = (inGroup - 1) / Vector.scalarCount
        var isPadding = SIMDMask<Vector.MaskStorage>(repeating: true)
        for lane in 0...(inGroup - 1) % Vector.scalarCount { isPadding[lane] = false }
        for feature in 0..<features {
            let row = vectors(row: feature, group: samples / Self.samplesPerGroup)
            row[mixed].replace(with: 0, where: isPadding)
            for index in mixed + 1..<Self.vectorsPerGroup { row[index] = .zero }
        }
    }
}
