import Foundation
import ScientificFormats

/// The weight fractions of a cube of voxels.
struct Volume {
    let edge: Int
    let minerals: Int
    /// Voxels x minerals.
    let fractions: [Double]

    var voxels: Int { edge * edge * edge }

    init(path: String) throws {
        let array = try NPYFile.read(path: path)
        let edge = Int(cbrt(Double(array.shape.first ?? 0)).rounded())
        guard array.shape.count == 2, edge > 0, array.shape[0] == edge * edge * edge else {
            throw FormatError(
                file: path, reason: "an array of \(array.shape); the voxels of a cube x minerals are wanted")
        }
        (self.edge, minerals, fractions) = (edge, array.shape[1], array.values)
    }

    /// The fractions of a voxel.
    subscript(voxel: Int) -> ArraySlice<Double> { fractions[voxel * minerals..<(voxel + 1) * minerals] }

    /// Whether a fraction of one of the six neighbours differs by more than a tenth.
    func isBorder(_ voxel: Int) -> Bool {
        [1, edge, edge * edge].contains { step in
            let position = voxel / step % edge
            return [(position > 0, -step), (position < edge - 1, step)].contains { isThere, offset in
                isThere && zip(self[voxel], self[voxel + offset]).contains { abs($0 - $1) > 0.1 }
            }
        }
    }
}
