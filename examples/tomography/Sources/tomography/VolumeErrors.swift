import Foundation

/// How far inferred fractions are from the true ones, and how often sets hold the truth.
struct VolumeErrors {
    private struct Row {
        let name: String
        let voxels: Int
        /// The mean absolute error, a fraction of one.
        let error: Double
        /// The share of sets that hold the truth.
        let held: Double
    }

    private var rows: [Row] = []

    /// Compares a volume with what was inferred: voxels of several kinds with all their minerals, and then each mineral alone.
    init(truth: Volume, inferred: InferredTable) {
        let all = 0..<truth.minerals
        func add(_ name: String, minerals: Range<Int>, where isMeant: (_ voxel: Int) -> Bool = { _ in true }) {
            var (voxels, error, held) = (0, 0.0, 0)
            for voxel in 0..<truth.voxels where isMeant(voxel) {
                let places = minerals.map { voxel * truth.minerals + $0 }
                voxels += 1
                error += places.reduce(0) { $0 + abs(truth.fractions[$1] - inferred.fractions[$1]) }
                held += places.allSatisfy { inferred.sets[$0].contains(truth.fractions[$0]) } ? 1 : 0
            }
            guard voxels > 0 else { return }
            rows.append(
                Row(
                    name: name, voxels: voxels, error: error / Double(voxels * minerals.count),
                    held: Double(held) / Double(voxels)))
        }
        let borders = (0..<truth.voxels).map(truth.isBorder)
        add("all", minerals: all)
        add("within grains", minerals: all) { !borders[$0] }
        add("at borders", minerals: all) { borders[$0] }
        for count in 1...truth.minerals {
            add("minerals: \(count)", minerals: all) { truth[$0].count { $0 > 0 } == count }
        }
        for (mineral, name) in inferred.minerals.enumerated() { add(name, minerals: mineral..<mineral + 1) }
    }

    /// A table; errors in percentage points.
    func text() -> String {
        func line(_ name: String, _ cells: String...) -> String {
            name.padding(toLength: 16, withPad: " ", startingAt: 0)
                + cells.map { String(repeating: " ", count: max(0, 14 - $0.count)) + $0 }.joined() + "\n"
        }
        return line("voxels", "number", "mean error", "truth in set")
            + rows.map { row in
                line(
                    row.name, "\(row.voxels)", String(format: "%.2f", 100 * row.error),
                    String(format: "%.1f %%", 100 * row.held))
            }.joined()
    }
}
