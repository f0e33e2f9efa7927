internal import Foundation

/// Means over a window around each point of a grid, which is wider where lines may lie further from where they should.
///
/// Lengths of cells that differ by a share ε shift a line by Δ2θ = 2 ε tanθ. A window of twice that width holds a line
/// wherever it lies, so that patterns of cells which differ so much look alike.
struct AngularSmoothing: Sendable {
    private let windows: [Range<Int>]
    /// The width of each window, in degrees.
    let widths: [Double]

    /// Describes the windows.
    ///
    /// - Parameters:
    ///   - grid: The points.
    ///   - cellLengths: ε, a fraction.
    init(grid: AngleGrid, cellLengths: Double) {
        windows = (0..<grid.count).map { point in
            let shift = 2 * cellLengths * tan(grid[point] / 2 * .pi / 180) * 180 / .pi
            let reach = Int((shift / grid.step).rounded())
            return max(point - reach, 0)..<min(point + reach + 1, grid.count)
        }
        widths = windows.map { Double($0.count) * grid.step }
    }

    /// The mean of values over the window of each point.
    func means(of values: [Double]) -> [Double] {
        let sums = RunningSums(values)
        return windows.map { sums.mean($0) }
    }

    /// The variance of each mean of values that are independent of each other.
    func variances(of variances: [Double]) -> [Double] {
        let sums = RunningSums(variances)
        return windows.map { sums.mean($0) / Double($0.count) }
    }
}
