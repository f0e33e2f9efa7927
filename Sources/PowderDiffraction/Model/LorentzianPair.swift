/// Two Lorentzians of the same width, which one division draws: p/d + q/e = (pe + qd)/(de).
struct LorentzianPair {
    typealias Vector = PseudoVoigt.Vector

    private let position: Double
    private let peaks: (Double, Double)
    /// Two over the width.
    private let scale: Double
    /// How far the second lies before the first, two widths being one.
    private let distance: Double

    /// Names two Lorentzians.
    ///
    /// - Parameters:
    ///   - first: Where the first lies, in steps of the grid, and its peak.
    ///   - second: The same of the second, whose peak may be zero.
    ///   - inverseWidth: One over their width.
    @inline(__always)
    init(
        first: (position: Double, peak: Double), second: (position: Double, peak: Double), inverseWidth: Double
    ) {
        position = first.position
        peaks = (first.peak, second.peak)
        scale = 2 * inverseWidth
        distance = (first.position - second.position) * scale
    }

    /// Adds both to some vectors.
    ///
    /// - Parameters:
    ///   - values: The vectors.
    ///   - range: Which of them.
    ///   - offsets: Where the points of a vector lie from its beginning, in steps of the grid.
    ///   - stride: How many steps one vector begins behind the other.
    @inline(__always)
    func add(to values: UnsafeMutablePointer<Vector>, _ range: Range<Int>, offsets: Vector, stride: Double) {
        guard !range.isEmpty else { return }
        let step = Vector(repeating: scale * stride)
        var u = (offsets + (Double(range.lowerBound) * stride - position)) * scale
        for index in range {
            let v = u + distance
            let (d, e) = (Vector(repeating: 1).addingProduct(u, u), Vector(repeating: 1).addingProduct(v, v))
            values[index] += (e * peaks.0).addingProduct(d, Vector(repeating: peaks.1)) / (d * e)
            u += step
        }
    }
}
