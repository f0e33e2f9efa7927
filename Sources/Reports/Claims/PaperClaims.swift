internal import DeclarativeFiles

/// The claims of a paper, as data.
///
/// A file of claims names the losses that the paper compares, and of each claim its place in the text and the comparison.
/// Verdicts are no part of it: ``Judgement`` computes them from records.
public struct PaperClaims: Sendable, Equatable {
    /// The claims, in the order of the file.
    public let claims: [Claim]
    /// Experiments that are not the paper's: what asks one of them is not testable until it is carried out.
    let experimentsBeyond: Set<String>

    /// Reads a file of claims.
    ///
    /// - Parameter path: The file, in YAML.
    /// - Throws: `InvalidDeclaration` with all mistakes.
    public init(contentsOfFile path: String) throws {
        self = try DeclarativeFile.read(path: path) { PaperClaims(reading: $0) }
    }

    /// Reads claims from a text; errors name `path`.
    package init(text: String, path: String) throws {
        self = try DeclarativeFile.parse(text: text, file: path) { PaperClaims(reading: $0) }
    }

    private init?(reading section: Section) {
        let losses = section.strings("losses")
        let beyond = section.contains("beyond") ? section.strings("beyond") : []
        let claims = section.sections("claims")?.map { Claim(reading: $0, losses: losses ?? []) }
        section.finish()
        guard losses != nil, let claims, let beyond else { return nil }
        let good = claims.compactMap(\.self)
        guard good.count == claims.count else { return nil }
        var seen: Set<String> = []
        let repeated = good.filter { !seen.insert($0.id).inserted }
        for claim in repeated { section.report("two claims are called '\(claim.id)'", at: "claims") }
        guard repeated.isEmpty else { return nil }
        self.claims = good
        experimentsBeyond = Set(beyond)
    }

    /// The experiments of the paper that the claims compare.
    var experiments: Set<String> {
        claims.reduce(into: Set()) { $0.formUnion($1.experiments) }.subtracting(experimentsBeyond)
    }
}

extension Claim {
    /// Reads a claim.
    fileprivate init?(reading section: Section, losses: [String]) {
        let id = section.string("id")
        let statement = section.string("says")
        let source = section.string("place")
        let substitute = section.contains("substitute") ? section.scoredPart("substitute") : nil
        let splits = section.contains("splits") ? section.scoredParts("splits") : []
        let test = Test(reading: section, losses: losses)
        let place = section.place
        section.finish()
        guard let id, let statement, let source, let test, let splits,
            !section.contains("substitute") || substitute != nil
        else { return nil }
        self.init(
            id: id, statement: statement, source: source, test: test, substitute: substitute, splits: splits,
            place: place)
    }
}

extension Claim.Test {
    /// Reads the comparison, or why there is none.
    fileprivate init?(reading section: Section, losses: [String]) {
        let untestable = "untestable"
        let kinds = Comparison.Kind.allCases.map(\.rawValue)
        guard let test = section.alternative("test", of: kinds + [untestable], called: "kind of test") else {
            return nil
        }
        guard let kind = Comparison.Kind(rawValue: test.name) else {
            guard let reason = test.string() else { return nil }
            self = .none(reason: reason)
            return
        }
        guard let comparison = test.section().flatMap({ Comparison(kind, reading: $0, losses: losses) })
        else { return nil }
        self = .comparison(comparison)
    }
}
