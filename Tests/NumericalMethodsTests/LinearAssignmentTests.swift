import Foundation
import NumericalMethods
import Testing

/// Assignments by SciPy (`Tests/Fixtures/unmixing/make.py`).
private struct AssignmentFixture: Decodable {
    let assignments: [Problem]

    struct Problem: Decodable {
        let size: Int
        let costs: [Double]
        let cost: Double
    }
}

@Suite("Linear assignment")
struct LinearAssignmentTests {
    /// The cost of every one-to-one assignment, lowest first.
    private func allCosts(_ costs: Matrix<Double>) -> [Double] {
        func extend(_ row: Int, _ taken: Set<Int>, _ sum: Double) -> [Double] {
            guard row < costs.rows else { return [sum] }
            return (0..<costs.columns).filter { !taken.contains($0) }.flatMap {
                extend(row + 1, taken.union([$0]), sum + costs[row, $0])
            }
        }
        return extend(0, [], 0).sorted()
    }

    @Test("it is the cheapest of all, and the margin leads to the second", arguments: 1...7)
    func exhaustive(size: Int) {
        var stream = Seed(experiment: "assignments", base: UInt64(size)).stream()
        for round in 0..<40 {
            // Every other matrix holds small whole numbers, among which many assignments cost the same.
            let costs = Matrix(
                rows: size, columns: size,
                elements: (0..<size * size).map { _ in
                    round % 2 == 0 ? stream.normal() : Double(stream.integer(below: 4))
                })
            let assignment = LinearAssignment(minimizing: costs)
            let sorted = allCosts(costs)
            #expect(Set(assignment.columns) == Set(0..<size))
            #expect(abs(assignment.cost - sorted[0]) <= 1e-12)
            let sum = assignment.columns.enumerated().reduce(0) { $0 + costs[$1.offset, $1.element] }
            #expect(assignment.cost == sum)
            if size == 1 {
                #expect(assignment.margin(costs: costs) == nil)
            } else {
                #expect(abs((assignment.margin(costs: costs) ?? -1) - (sorted[1] - sorted[0])) <= 1e-12)
            }
        }
    }

    @Test("it costs what SciPy's costs")
    func reference() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Fixtures/unmixing/assignments.json")
        let fixture = try JSONDecoder().decode(AssignmentFixture.self, from: Data(contentsOf: file))
        #expect(fixture.assignments.map(\.size).max() == 40)
        for problem in fixture.assignments {
            let costs = Matrix(rows: problem.size, columns: problem.size, elements: problem.costs)
            let assignment = LinearAssignment(minimizing: costs)
            #expect(Set(assignment.columns).count == problem.size)
            #expect(abs(assignment.cost - problem.cost) <= 1e-9)
        }
    }
}
