internal import Foundation

/// The tails of lines in blocks of 64 points that are far from them: a value at eight nodes stands for a block.
///
/// All tails are added at the nodes, and the polynomials through their sums once to the pattern. A block is far from a line
/// where its middle is a whole block away or more. At Chebyshev's nodes the polynomial is then off by less than 10⁻⁶ of the
/// peak for a line of three steps' width, and by less than 1.4·10⁻⁵ for any.
final class TailBlocks {
    typealias Vector = PseudoVoigt.Vector

    /// The number of points of a block.
    static let length = 64
    private static let vectorsPerBlock = length / Vector.scalarCount

    private let count: Int
    private let values: UnsafeMutablePointer<Vector>

    /// Allocates blocks for so many points.
    init(points: Int) {
        count = (points + Self.length - 1) / Self.length
        values = UnsafeMutablePointer<Vector>.allocate(capacity: count)
        values.initialize(repeating: .zero, count: count)
    }

    deinit { values.deallocate() }

    // MARK: Which blocks

    /// The blocks from one place to another, in steps of the grid.
    @inline(__always)
    func range(from first: Double, through last: Double) -> Range<Int> {
        // Clamped before they become integers: a line of any place and width is in order.
        let size = Double(Self.length)
        let lower = Int(min(max(first / size, 0), Double(count)))
        let upper = Int(min(max(last / size, -1), Double(count - 1)))
        return lower..<max(upper + 1, lower)
    }

    /// The blocks that are not far from a place: two of them, as far as they are there.
    @inline(__always)
    func near(_ position: Double) -> Range<Int> {
        let size = Double(Self.length)
        let middle = (position - Self.middle) / size
        let lower = Int(min(max(middle.rounded(.down), -2), Double(count)))
        return max(lower, 0)..<min(max(lower + 2, 0), count)
    }

    /// The vectors of a pattern of so many points that some blocks cover.
    @inline(__always)
    func vectors(of blocks: Range<Int>, count points: Int) -> Range<Int> {
        let all = (points + Vector.scalarCount - 1) / Vector.scalarCount
        let lower = blocks.lowerBound * Self.vectorsPerBlock
        return lower..<max(min(blocks.upperBound * Self.vectorsPerBlock, all), lower)
    }

    // MARK: Their values

    /// Adds Lorentzians at the nodes of some blocks.
    @inline(__always)
    func add(_ pair: LorentzianPair, over range: Range<Int>) {
        pair.add(to: values, range, offsets: Self.nodes, stride: Double(Self.length))
    }

    /// Adds the polynomials of all blocks to a pattern of so many vectors, and begins anew.
    func move(to pattern: UnsafeMutablePointer<Vector>, vectors: Int) {
        for block in 0..<count {
            let sums = values[block]
            let first = block * Self.vectorsPerBlock
            for vector in first..<min(first + Self.vectorsPerBlock, vectors) {
                var value = pattern[vector]
                for node in 0..<Vector.scalarCount {
                    value.addProduct(
                        Self.polynomials[(vector - first) * Vector.scalarCount + node], Vector(repeating: sums[node]))
                }
                pattern[vector] = value
            }
            values[block] = .zero
        }
    }

    /// The middle of a block, from its first point.
    private static let middle = Double(length - 1) / 2

    /// Chebyshev's nodes of a block, from its first point.
    private static let nodes: Vector = {
        var nodes = Vector.zero
        for index in 0..<Vector.scalarCount {
            nodes[index] = middle + Double(length) / 2 * cos(.pi * (Double(index) + 0.5) / Double(Vector.scalarCount))
        }
        return nodes
    }()

    /// At the points of each vector of a block the polynomials that are one at a node and zero at the others, vectors x nodes.
    private static let polynomials: [Vector] = (0..<vectorsPerBlock).flatMap { vector in
        (0..<Vector.scalarCount).map { node in
            var polynomial = Vector(repeating: 1)
            let points = Vector(0, 1, 2, 3, 4, 5, 6, 7) + Double(vector * Vector.scalarCount)
            for other in 0..<Vector.scalarCount where other != node {
                polynomial *= (points - nodes[other]) / (nodes[node] - nodes[other])
            }
            return polynomial
        }
    }
}
