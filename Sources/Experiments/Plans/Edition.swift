internal import DataCatalogue
internal import DeclarativeFiles
internal import ProportionInference
internal import NumericalMethods

/// How much of the real data results were made from, the best first.
enum Edition: CaseIterable {
    /// All of it.
    case whole
    /// Some test parts were not there.
    case partial
    /// Something stood in for it.
    case standIn

    init(of source: DatasetSource) {
        self = source.standIn != nil ? .standIn : source.absent.isEmpty ? .whole : .partial
    }

    /// The name of the folder below an experiment's, such as `paper` or `smoke-stand-in`.
    func name(effort: Effort) -> String {
        switch self {
        case .whole: effort.rawValue
        case .partial: effort.rawValue + "-partial"
        case .standIn: effort.rawValue + "-stand-in"
        }
    }
}
