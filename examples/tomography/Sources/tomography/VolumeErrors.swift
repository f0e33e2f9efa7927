import Foundation

/// How far inferred fractions are from the true ones: mean absolute errors, and how often sets hold the truth.
struct VolumeErrors {
    private var rows: [(name: String, voxels: Int, error: Double, held: Int)] = []
    private var ofMinerals: [(name: String, error: Double)] = []

    /// Compares a volume with what was inferred.
    init(truth: Volume, inferred: InferredTable) {
        let minerals = truth.minerals
        func add(_ name: String, where isMeant: (Int) -> Bool) {
            var (voxels, error, held) = (0, 0.0, 0)
            for voxel in 0..<truth.voxels where isMeant(voxel) {
                let (own, range) = (truth[voxel], voxel * minerals..<(voxel + 1) * minerals)
                voxels += 1
                error += zip(own, inferred.fractions[range]).reduce(0) { $0 + abs($1.0 - $1.1) } / Double(minerals)
                held += zip(inferred.sets[range], own).allSatisfy { $0.holds($1) } ? 1 : 0
            }
            if voxels > 0 { rows.append((name, voxels, error / Double(voxels), held)) }
        }
        let borders = (0..<truth.voxels).map { truth.isBorder($0) }
        let counts = (0..<truth.voxels).map { voxel in truth[voxel].count { $0 > 0 } }
        add("all") { _ in true }
        add("within grains") { !borders[$0] }
        add("at borders") { borders[$0] }
        for count in 1...minerals { add("minerals: \(count)") { counts[$0] == count } }
        for (mineral, name) in inferred.minerals.enumerated() {
            let sum = (0..<truth.voxels).reduce(0) { sum, voxel in
                sum + abs(truth.fractions[voxel * minerals + mineral] - inferred.fractions[voxel * minerals + mineral])
            }
            ofMinerals.append((name, sum / Double(truth.voxels)))
        }
    }

    /// A table, errors in percentage points and shares in percent.
    func text() -> String {
        rows.map { row in
            String(
                format: "%8d voxels, mean absolute error %5.2f, truth in the set %5.1f %%: ", row.voxels,
                100 * row.error,
                100 * Double(row.held) / Double(row.voxels)) + row.name + "\n"
        }.joined()
            + ofMinerals.map { String(format: "mean absolute error %5.2f: ", 100 * $0.error) + $0.name + "\n" }.joined()
    }
}
