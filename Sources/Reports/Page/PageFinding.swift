/// A claim as the page shows it.
///
/// As with all types of the page, the template reads the stored properties by their names.
struct PageFinding {
    /// A contrast with its numbers.
    struct Contrast {
        let title: String
        let advantage: String
        let published: String
        let counts: String
        let plot: String
        /// The anchors of the runs of its two sides.
        let first: String
        let second: String
    }

    let id: String
    /// The verdict, and as a word for styles and filters.
    let verdict: String
    let kind: String
    let mark: String
    let statement: String
    let source: String
    let decisive: String?
    /// The contrast that decides, with its advantage and probability: all of them, or none.
    let contrast: String?
    let advantage: String?
    let probability: String?
    let reason: String?
    let substitute: String?
    let hasContrasts: Bool
    let contrasts: [Contrast]

    init(_ finding: Finding) {
        let verdict = finding.verdict
        id = finding.claim.id
        self.verdict = verdict.title
        kind = Self.kind(of: verdict.title)
        mark =
            switch verdict {
            case .holds: "✓"
            case .doesNotHold: "✕"
            case .undecided: "?"
            case .notTestable: "–"
            }
        statement = finding.claim.statement
        source = finding.claim.source
        decisive = finding.decisive.map { _ in finding.decisiveText }
        contrast = finding.contrastText
        advantage = finding.decisive?.advantage
        probability = finding.probability.map { _ in finding.probabilityRelation }
        reason = finding.reasonText
        substitute = finding.substituteText
        let plot = IntervalPlot(of: finding.evidence, tolerance: finding.tolerance)
        hasContrasts = !finding.evidence.isEmpty
        contrasts = finding.evidence.map { evidence in
            Contrast(
                title: evidence.title, advantage: evidence.advantage, published: evidence.publishedAdvantage,
                counts: evidence.countsText, plot: plot.svg(evidence),
                first: PageOrigin.anchor(of: evidence.contrast.first),
                second: PageOrigin.anchor(of: evidence.contrast.second)
            )
        }
    }

    /// A verdict as one word: `does-not-hold`.
    static func kind(of title: String) -> String { title.replacing(" ", with: "-") }
}
