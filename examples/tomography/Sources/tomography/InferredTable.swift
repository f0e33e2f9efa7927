import Foundation
import ProportionInference
import ScientificFormats

/// The fractions and sets of a table `predictions.csv`, read line by line.
struct InferredTable {
    let minerals: [String]
    /// Voxels x minerals.
    private(set) var fractions: [Double] = []
    /// The set of each voxel, voxels x minerals.
    private(set) var sets: [ProportionSet.Member] = []

    /// Reads a table.
    ///
    /// - Parameters:
    ///   - path: Its path.
    ///   - voxels: How many rows it must have.
    /// - Throws: `FormatError` where it has others, or a row lacks a number.
    init(path: String, voxels: Int) throws {
        let data = try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
        let lines = data.split(separator: UInt8(ascii: "\n"))
        guard lines.count == voxels + 1, let header = lines.first else {
            throw FormatError(file: path, reason: "has \(lines.count - 1) patterns, and there are \(voxels) voxels")
        }
        let columns = Self.cells(header)
        minerals = columns.filter { $0.hasSuffix("_spread") }.map { String($0.dropLast("_spread".count)) }
        let places = minerals.map { mineral in
            [mineral, mineral + "_presence", mineral + "_low", mineral + "_high"].compactMap(columns.firstIndex(of:))
        }
        guard places.allSatisfy({ $0.count == 4 }) else { throw FormatError(file: path, reason: "has no sets") }
        for (number, line) in lines.enumerated().dropFirst() {
            let cells = Self.cells(line)
            for place in places {
                guard place.allSatisfy({ $0 < cells.count }), let fraction = Double(cells[place[0]]),
                    let presence = Presence(rawValue: cells[place[1]]), let low = Double(cells[place[2]]),
                    let high = Double(cells[place[3]])
                else { throw FormatError(file: path, place: "line \(number + 1)", reason: "lacks a fraction or a set") }
                fractions.append(fraction)
                sets.append(ProportionSet.Member(presence: presence, lower: low, upper: high))
            }
        }
    }

    private static func cells(_ line: Data) -> [String] {
        line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
    }
}
