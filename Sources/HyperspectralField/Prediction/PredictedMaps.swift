internal import NumericalMethods
internal import ProportionInference

/// The maps that networks give of an image, by the name that their files have.
enum PredictedMaps: String, CaseIterable {
    case abundances
    /// The standard deviation of the abundances over several networks.
    case spread
    /// The lower end of the interval of each class.
    case low
    /// Its upper end.
    case high
    /// Whether a class is there: 0 absent, 1 possible, 2 present.
    case presence
    /// 0 in range, 1 doubtful, 2 out of range.
    case verdicts

    /// The names of their files.
    var files: [String] { [rawValue + ".hdr", rawValue + ".img"] }

    /// The names of their bands.
    func bands(_ classes: [String]) -> [String] {
        self == .verdicts ? ["verdict: 0 in range - 1 doubtful - 2 out of range"] : classes
    }

    /// The numbers of some pixels, pixels x bands.
    func numbers(of pixels: PredictedPixels) -> Matrix<Double> {
        switch self {
        case .abundances: pixels.proportions.mean
        case .spread: pixels.proportions.spread
        case .low: Self.matrix(pixels.sets) { $0.lower }
        case .high: Self.matrix(pixels.sets) { $0.upper }
        case .presence: Self.matrix(pixels.sets) { $0.presence.number }
        case .verdicts:
            Matrix(rows: pixels.count, columns: 1, elements: pixels.grades.map(\.number))
        }
    }

    private static func matrix(
        _ sets: [ProportionSet], _ number: (ProportionSet.Member) -> Double
    ) -> Matrix<Double> {
        Matrix(
            rows: sets.count, columns: sets.first?.members.count ?? 0, elements: sets.flatMap { $0.members.map(number) }
        )
    }
}

extension Presence {
    fileprivate var number: Double {
        switch self {
        case .absent: 0
        case .possible: 1
        case .present: 2
        }
    }
}

extension RangeVerdict.Grade {
    fileprivate var number: Double {
        switch self {
        case .inRange: 0
        case .doubtful: 1
        case .outOfRange: 2
        }
    }
}
