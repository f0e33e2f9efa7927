/// Finds the points of a pattern by their angle, at once where they are about equally far from one another.
struct AngleIndex: Sendable {
    /// The angles 2θ of the points, rising, in degrees.
    let angles: [Double]
    /// The number of cells in a degree: from the first angle to the last there are as many equal cells as points.
    private let cellsPerDegree: Double
    /// How many points lie below each cell.
    private let cells: [Int]

    /// Makes an index of one angle or more, in rising order.
    init(_ angles: [Double]) {
        precondition(!angles.isEmpty, "an index of no angles")
        self.angles = angles
        let span = angles[angles.count - 1] - angles[0]
        cellsPerDegree = span > 0 ? Double(angles.count) / span : 0
        var (cells, below) = ([Int](), 0)
        cells.reserveCapacity(angles.count)
        for cell in angles.indices {
            while below < angles.count - 1, (angles[below] - angles[0]) * cellsPerDegree < Double(cell) { below += 1 }
            cells.append(below)
        }
        self.cells = cells
    }

    /// The number of points below an angle; none where it is no number.
    @inline(__always)
    func count(below angle: Double) -> Int {
        let last = angles.count &- 1
        guard angle > angles[0] else { return 0 }
        guard angle <= angles[last] else { return angles.count }
        var count = cells[min(Int((angle - angles[0]) * cellsPerDegree), last)]
        while angles[count] < angle { count &+= 1 }
        while count > 0, angles[count &- 1] >= angle { count &-= 1 }
        return count
    }

    /// The points from one angle to another, without the latter.
    @inline(__always)
    func points(from lower: Double, to upper: Double) -> Range<Int> {
        let first = count(below: lower)
        return first..<max(first, count(below: upper))
    }
}
