public import Experiments
internal import ScientificFormats

/// The table that `proportions coverage` leaves of an experiment: how often sets of each level hold what is true.
///
/// A line has the method, the test part, the way to state uncertainty, the level, the stratum, its number of samples, the share that is
/// held, the mean width where one is known, and the signature of the runs that it is of.
public struct CoverageFile: Sendable {
    /// The columns.
    public static let columns = [
        "method", "part", "uncertainty", "level", "stratum", "samples", "coverage", "mean_width", "predictions",
    ]
    /// The stratum of all samples, at the level that was asked for.
    public static let all = "all"
    /// All samples and the mean of the classes, at every level.
    public static let (allClasses, meanOfClasses) = ("all classes at once", "mean of the classes")
    /// What the name of a class begins with, where the share is that of one class in all samples.
    public static let classPrefix = "of "

    /// The file's name.
    public static func name(of experiment: String) -> String { "\(experiment)-coverage.csv" }

    /// One way to state the uncertainty of a method, at the level that was asked for.
    struct Way: Equatable {
        let method: String
        let part: String
        let uncertainty: String
        let predictions: String
        var joint: Double?
        var width: Double?
        var byClass: Double?
        /// The smallest share of a stratum.
        var worst: Double?
    }

    /// The level that was asked for, a share.
    let level: Double
    /// The ways, in the order of the file.
    let ways: [Way]

    /// Reads a table.
    ///
    /// - Parameters:
    ///   - bytes: What its file holds.
    ///   - path: The file, for errors.
    /// - Throws: A `FormatError` with the line at fault.
    public init(_ bytes: [UInt8], path: String) throws {
        let records: [(line: Int, fields: [String])]
        do {
            records = try CSV.records(of: String(decoding: bytes, as: UTF8.self))
        } catch {
            throw FormatError(file: path, place: "line \(error.line)", reason: error.reason)
        }
        guard let header = records.first?.fields, header.starts(with: Self.columns.dropLast()) else {
            throw FormatError(
                file: path, place: "line 1", reason: "expected \(Self.columns.joined(separator: ","))")
        }
        // Older tables do not say of which runs they are.
        let isSigned = header.count == Self.columns.count
        let lines = try records.dropFirst().map { line, fields in
            guard fields.count == header.count, let level = Double(fields[3]), let share = Double(fields[6]) else {
                throw FormatError(
                    file: path, place: "line \(line)",
                    reason: "expected \(header.count) fields, with level and coverage")
            }
            return (fields: fields, level: level, share: share)
        }
        guard let level = lines.first(where: { $0.fields[4] == Self.all })?.level else {
            throw FormatError(file: path, reason: "has no line of all samples")
        }
        var ways: [Way] = []
        for line in lines where line.level == level {
            let (fields, stratum) = (line.fields, line.fields[4])
            let index =
                ways.firstIndex { [$0.method, $0.part, $0.uncertainty] == Array(fields[..<3]) } ?? ways.count
            if index == ways.count {
                ways.append(
                    Way(
                        method: fields[0], part: fields[1], uncertainty: fields[2],
                        predictions: isSigned ? fields[8] : ""))
            }
            switch stratum {
            case Self.all: (ways[index].joint, ways[index].width) = (line.share, Double(fields[7]))
            case Self.meanOfClasses: ways[index].byClass = line.share
            case Self.allClasses: break
            case _ where stratum.hasPrefix(Self.classPrefix): break
            default: ways[index].worst = min(ways[index].worst ?? 1, line.share)
            }
        }
        self.level = level
        self.ways = ways
    }

    /// Names the runs that a way is of: the SHA-256 of what a run inferred for the part; of several, that of these digests in the
    /// order of their runs, a line each.
    ///
    /// - Parameters:
    ///   - records: The runs, all of one method.
    ///   - part: The test part.
    /// - Returns: The signature.
    public static func signature(of records: [RunRecord], part: String) -> String {
        let digests = records.sorted { $0.run < $1.run }.compactMap { record in
            record.tests.first { $0.part == part }?.predictions.sha256
        }
        return digests.count == 1 ? digests[0] : ContentDigest.sha256(Array(digests.joined(separator: "\n").utf8))
    }

    /// Whether every way is of these runs, and every method that left a model is there.
    ///
    /// A way may be of one run of its method, or of all that were completed.
    public func isOf(_ records: [RunRecord]) -> Bool {
        let runs = Dictionary(grouping: records.filter { $0.outcome == .completed }, by: \.methodTitle)
        let methods = Set(records.filter { $0.model != nil }.map(\.methodTitle))
        return methods.isSubset(of: ways.map(\.method))
            && ways.allSatisfy { way in
                let own = runs[way.method] ?? []
                return (own.map { [$0] } + [own]).contains {
                    Self.signature(of: $0, part: way.part) == way.predictions
                }
            }
    }
}
