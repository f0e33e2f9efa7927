import Foundation
import ScientificFormats

/// The fractions and sets of `predictions.csv`, read line by line.
struct InferredTable {
    let minerals: [String]
    /// Voxels x minerals.
    private(set) var fractions: [Double] = []
    /// Of each voxel and mineral, the least and the largest fraction of its set, and whether it may be zero or must be.
    private(set) var sets: [Member] = []

    struct Member {
        let presence: Substring.UTF8View.Element
        let low: Double
        let high: Double

        /// Whether the set holds a fraction: 'absent' is zero, 'present' is not, 'possible' may be.
        func holds(_ fraction: Double) -> Bool {
            let isWithin = (low...high).contains(fraction)
            return fraction == 0 ? presence != UInt8(ascii: "r") : presence != UInt8(ascii: "b") && isWithin
        }
    }

    init(path: String, voxels: Int) throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
        var lines = data.split(separator: UInt8(ascii: "\n")).makeIterator()
        guard let header = lines.next() else { throw FormatError(file: path, reason: "is empty") }
        let columns = String(decoding: header, as: UTF8.self).split(separator: ",").map(String.init)
        minerals = columns.filter { $0.hasSuffix("_spread") }.map { String($0.dropLast(7)) }
        let places = minerals.map { mineral in
            [mineral, mineral + "_presence", mineral + "_low", mineral + "_high"].map { columns.firstIndex(of: $0) }
        }
        while let line = lines.next() {
            let cells = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            func number(_ place: Int?) throws -> Double {
                guard let place, place < cells.count,
                    let number = Double(String(decoding: cells[place], as: UTF8.self))
                else { throw FormatError(file: path, reason: "a line without a number for each mineral and its set") }
                return number
            }
            for place in places {
                fractions.append(try number(place[0]))
                // The second letter tells absent, possible and present apart: b, o, r.
                let presence = place[1].map { Array(cells[$0])[1] } ?? 0
                sets.append(Member(presence: presence, low: try number(place[2]), high: try number(place[3])))
            }
        }
        guard fractions.count == voxels * minerals.count else {
            throw FormatError(
                file: path,
                reason: "has \(fractions.count / max(minerals.count, 1)) patterns, and there are \(voxels) voxels")
        }
    }
}
