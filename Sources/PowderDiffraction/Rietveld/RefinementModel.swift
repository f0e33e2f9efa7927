/// A pattern and a model of it: what a refinement minimizes.
///
/// The model is y(x) = Σ S_p φ_p(x; q) + Σ b_j B_j(x), with the pattern φ_p of a unit of mass of phase p, and the background
/// functions B_j. For given parameters q the best scales S ≥ 0 and coefficients b follow from linear least squares, and
/// what is minimized is
/// C(q) = χ²(q, S(q), b(q)) / s² + Σ ((q - expected) / spread)²,
/// with the variance s² of the misfit in units of that of the counts.
///
/// A model is a value: what becomes free, is taken out or is weighed anew makes another one. What it is at some
/// parameters, a ``RefinementPoint``, depends on nothing else.
///
/// Source: G. H. Golub, V. Pereyra, SIAM J. Numer. Anal. 10 (1973) 413, for the elimination of linear unknowns.
struct RefinementModel: Sendable {
    let phases: [PhaseModel]
    let parameters: [RefinedParameter]
    let start: PatternState
    let pattern: ObservedPattern
    /// The functions of the background, functions x points.
    let background: [[Double]]

    /// Which parameters are varied.
    var isFree: [Bool]
    /// The phases whose scales may differ from zero.
    var isPresent: [Bool]
    /// How many of the background's polynomials are used.
    var polynomials: Int
    /// About what the scales are: they decide where tails end.
    var scales: [Double]
    /// What the points are weighed with.
    var weights: PointWeights
    /// s².
    var misfit = 1.0

    /// The highest value of a line of each phase, for a unit of mass.
    private let strongest: [Double]

    /// Makes a model in which all phases may be there and no parameter is varied yet, with the weights of the pattern.
    init(
        phases: [PhaseModel], parameters: [RefinedParameter], start: PatternState, pattern: ObservedPattern,
        background: BackgroundBasis
    ) {
        self.phases = phases
        self.parameters = parameters
        self.start = start
        self.pattern = pattern
        self.background = background.rows(at: pattern.twoTheta)
        isFree = parameters.map { _ in false }
        isPresent = phases.map { _ in true }
        polynomials = background.polynomials
        scales = phases.map { _ in 0 }
        weights = PointWeights(pattern.weights, of: pattern)
        strongest = phases.enumerated().map { phase, model in
            var highest = 0.0
            model.forEachLine(
                state: start.phases[phase], instrument: start.instrument, placement: start.placement,
                step: pattern.step
            ) { line in highest = max(highest, line.area / line.shape.width) }
            return highest
        }
    }

    /// The number of linear unknowns: scales, and coefficients of the background.
    var linearCount: Int { phases.count + background.count }

    /// The state of given parameters.
    func state(_ values: [Double]) -> PatternState {
        var state = start
        for (parameter, value) in zip(parameters, values) { state.set(parameter, to: value) }
        return state
    }

    /// Where the tails of a phase's lines end, for a unit of mass: at the smallest value, in counts, that matters anywhere.
    ///
    /// A phase that is hardly there is drawn well enough to find out whether it is.
    func floor(of phase: Int) -> Double {
        min(0.02 * pattern.smallestUncertainty / scales[phase], 1e-3 * strongest[phase])
    }

    /// Hands over the lines of a phase, each where it lies in a refinement; see ``AxialDivergence/Unsplit``.
    @inline(__always)
    func forEachLine(_ phase: Int, _ state: PatternState, _ body: (Line) -> Void) {
        forEachWholeLine(phase, state) { $1.forEachPart(of: $0, body) }
    }

    /// Hands over the lines of a phase, with what axial divergence makes of them.
    @inline(__always)
    func forEachWholeLine(
        _ phase: Int, _ state: PatternState, known: [StructureFactors.Squared]? = nil, slopes: LineSlopes? = nil,
        _ body: (Line, AxialDivergence.Split) -> Void
    ) {
        phases[phase].forEachWholeLine(
            state: state.phases[phase], instrument: state.instrument, placement: state.placement, step: pattern.step,
            unsplit: .goesToMean, known: known, slopes: slopes, body)
    }
}
