/// The cheapest way of giving each row of a square matrix of costs a column of its own.
package struct LinearAssignment: Equatable {
    /// The column of each row, each column once.
    package let columns: [Int]
    /// The sum of the costs.
    package let cost: Double

    /// Finds it in O(n³), by shortest augmenting paths with potentials.
    ///
    /// Rows are added one by one. Potentials u, v with u + v ≤ cost, equal where assigned, prove every intermediate
    /// assignment the cheapest; each new row needs one path along which assigned pairs are exchanged, found as in
    /// Dijkstra's algorithm.
    ///
    /// Source: H. W. Kuhn, *The Hungarian Method for the Assignment Problem*, Naval Research Logistics Quarterly 2, 1955;
    /// R. Jonker and A. Volgenant, *A Shortest Augmenting Path Algorithm for Dense and Sparse Linear Assignment Problems*,
    /// Computing 38, 1987.
    ///
    /// - Parameter costs: Finite costs, rows x columns, as many of one as of the other.
    package init(minimizing costs: Matrix<Double>) {
        let count = costs.rows
        precondition(costs.columns == count, "an assignment of \(count) rows to \(costs.columns) columns")
        precondition(costs.elements.allSatisfy(\.isFinite), "an assignment with a cost that is not finite")
        var rowPotentials = [Double](repeating: 0, count: count)
        var columnPotentials = [Double](repeating: 0, count: count)
        var rowOfColumn = [Int?](repeating: nil, count: count)
        for row in 0..<count {
            // The length of the shortest path to each column, and the column before it on that path.
            var distances = [Double](repeating: .infinity, count: count)
            var previous = [Int?](repeating: nil, count: count)
            var isReached = [Bool](repeating: false, count: count)
            var (current, currentColumn, travelled) = (row, Int?.none, 0.0)
            var end = 0
            while true {
                var nearest: Int?
                for column in 0..<count where !isReached[column] {
                    let reduced = costs[current, column] - rowPotentials[current] - columnPotentials[column]
                    if travelled + reduced < distances[column] {
                        distances[column] = travelled + reduced
                        previous[column] = currentColumn
                    }
                    if nearest.map({ distances[column] < distances[$0] }) ?? true { nearest = column }
                }
                guard let column = nearest else { break }
                (travelled, end) = (distances[column], column)
                guard let next = rowOfColumn[column] else { break }
                isReached[column] = true
                (current, currentColumn) = (next, column)
            }
            rowPotentials[row] += travelled
            for column in 0..<count where isReached[column] {
                columnPotentials[column] -= travelled - distances[column]
                if let assigned = rowOfColumn[column] { rowPotentials[assigned] += travelled - distances[column] }
            }
            while let before = previous[end] {
                rowOfColumn[end] = rowOfColumn[before]
                end = before
            }
            rowOfColumn[end] = row
        }
        var columns = [Int](repeating: 0, count: count)
        for (column, row) in rowOfColumn.enumerated() {
            if let row { columns[row] = column }
        }
        self.columns = columns
        cost = columns.indices.reduce(0) { $0 + costs[$1, columns[$1]] }
    }

    /// How much more the cheapest of all other assignments costs; nothing where there is no other.
    ///
    /// Another assignment leaves out at least one pair of this one, so it is the cheapest of n with one pair forbidden each.
    package func margin(costs: Matrix<Double>) -> Double? {
        guard columns.count > 1 else { return nil }
        // Dearer than any sum of other costs is cheap.
        let size = costs.elements.reduce(0) { max($0, abs($1)) }
        let forbidden = 2 * Double(columns.count) * size + 1
        let others = columns.indices.map { row in
            var costs = costs
            costs[row, columns[row]] = forbidden
            return LinearAssignment(minimizing: costs).cost
        }
        return others.min().map { max($0 - cost, 0) }
    }
}
