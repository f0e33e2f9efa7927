public import NumericalMethods
public import ProportionInference
internal import ScientificFormats

/// Proportions that another program inferred for the test samples of an experiment.
public struct ExternalResults: Sendable {
    /// The name that tables print.
    public let title: String
    /// What the other program was given, where that is known.
    public let given: Supervision
    /// The test part.
    public let part: String
    /// The proportions of each run, samples x classes.
    public let runs: [Matrix<Double>]

    /// Describes results.
    public init(title: String, given: Supervision, part: String, runs: [Matrix<Double>]) {
        self.title = title
        self.given = given
        self.part = part
        self.runs = runs
    }

    /// What the names of such methods begin with.
    static let methodPrefix = "external-"

    /// The name of the method that results of a title are stored as: `external-` and the title in small letters, digits and
    /// hyphens, with the beginning of its digest where that changes more than capitals and spaces.
    public static func method(titled title: String) -> String {
        let spaced = title.lowercased().replacing(" ", with: "-")
        let kept = spaced.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        let suffix = kept == spaced ? "" : "-" + ContentDigest.sha256(Array(title.utf8)).prefix(6)
        return methodPrefix + kept + suffix
    }
}

extension RunRecord {
    /// Whether it holds results that another program made.
    public var isExternal: Bool { recipe["method"]?["external"] == .bool(true) }
}
