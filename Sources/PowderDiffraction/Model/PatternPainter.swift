/// Draws patterns on a grid, one after the other, in memory that it keeps.
///
/// Lines are collected first and drawn together, so that tails end where they no longer matter to the whole pattern. A
/// painter is used by one thread at a time.
public final class PatternPainter {
    /// The angles of the patterns.
    public let grid: AngleGrid
    /// Where the tails of a line end: at this share of the pattern's highest line.
    public let tailShare: Double

    private var lines: [GridLines.Line] = []
    /// The highest one of the lines.
    private var highest = 0.0
    private let pattern: UnsafeMutablePointer<PseudoVoigt.Vector>
    private let vectors: Int
    private let blocks: TailBlocks

    /// Allocates a painter.
    ///
    /// - Parameters:
    ///   - grid: The angles of the patterns.
    ///   - tailShare: Where the tails of a line end, as a share of the highest line, above zero. What is left out of either
    ///     part of a line is less than that at every point. With the default, what is left out of all lines of calcite or gibbsite is below
    ///     3·10⁻⁴ of the highest value at every point, and below 1.25 % of the sum.
    public init(grid: AngleGrid, tailShare: Double = 5e-6) {
        precondition(tailShare > 0, "tails that end at \(tailShare)")
        self.grid = grid
        self.tailShare = tailShare
        vectors = (grid.count + PseudoVoigt.Vector.scalarCount - 1) / PseudoVoigt.Vector.scalarCount
        pattern = UnsafeMutablePointer<PseudoVoigt.Vector>.allocate(capacity: vectors)
        pattern.initialize(repeating: .zero, count: vectors)
        blocks = TailBlocks(points: grid.count)
    }

    deinit { pattern.deallocate() }

    /// Adds the lines of a phase to the next pattern.
    ///
    /// - Parameters:
    ///   - weight: The mass of the phase: its weight fraction.
    ///   - phase: The phase.
    ///   - state: The state that it is in.
    ///   - instrument: The instrument.
    ///   - placement: How the sample lies in it.
    public func add(
        weight: Double, of phase: PhaseModel, state: PhaseState, instrument: Instrument,
        placement: SamplePlacement = SamplePlacement()
    ) {
        add(weight: weight, of: phase, factors: nil, state: state, instrument: instrument, placement: placement)
    }

    /// Adds the lines of a phase whose structure factors may be known.
    func add(
        weight: Double, of phase: PhaseModel, factors: StructureFactorSeries?, state: PhaseState,
        instrument: Instrument, placement: SamplePlacement
    ) {
        guard weight > 0 else { return }
        let perStep = 1 / grid.step
        var (lines, highest) = (self.lines, self.highest)
        self.lines = []
        phase.forEachWholeLine(
            state: state, instrument: instrument, placement: placement, step: grid.step, unsplit: .stays,
            known: factors?.squared(in: state.cell),
            isWanted: { area, leastSquaredWidth in
                // Of one that is nowhere above the floor nothing is drawn.
                let (height, floor) = (area * weight, tailShare * highest * perStep)
                return height * height >= floor * floor * leastSquaredWidth
            }
        ) { line, split in
            let line = GridLines.Line(
                position: (line.position - grid.first) * perStep, area: line.area * weight,
                width: line.shape.width * perStep, mixing: line.shape.mixing,
                largestShift: split.parts.count > 1 ? split.largestShift * perStep : 0)
            highest = max(highest, line.highest)
            lines.append(line)
        }
        (self.lines, self.highest) = (lines, highest)
    }

    /// Draws the collected lines, and forgets them.
    ///
    /// - Parameter body: Gets the pattern, a value a point of the grid: the area of the lines over each step. It may
    ///   change the values; they are gone with the next pattern.
    /// - Returns: What `body` returns.
    public func draw<Result>(_ body: (UnsafeMutableBufferPointer<Double>) throws -> Result) rethrows -> Result {
        pattern.update(repeating: .zero, count: vectors)
        if highest > 0 {
            let drawing = GridLines(
                pattern: pattern, count: grid.count, blocks: blocks, floor: tailShare * highest)
            for line in lines { drawing.add(line) }
            blocks.move(to: pattern, vectors: vectors)
        }
        lines.removeAll(keepingCapacity: true)
        highest = 0
        let scalars = UnsafeMutableRawPointer(pattern).assumingMemoryBound(to: Double.self)
        return try body(UnsafeMutableBufferPointer(start: scalars, count: grid.count))
    }
}
