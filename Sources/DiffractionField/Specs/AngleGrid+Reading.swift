internal import DeclarativeFiles
internal import PowderDiffraction

extension AngleGrid {
    /// Reads a section `grid`, and reports what is wrong with it.
    static func read(_ section: Section) -> AngleGrid? {
        section.explain([
            "first": "The first angle 2θ, in degrees.",
            "step": "The distance of two points, in degrees.",
            "count": "How many points a pattern has.",
        ])
        let first = section.number("first", in: 0.01...170)
        let step = section.number("step", in: 0.0001...5)
        let count = section.integer("count", in: 8...1_000_000)
        section.finish()
        guard let first, let step, let count else { return nil }
        guard let grid = AngleGrid(first: first, step: step, count: count) else {
            section.report("the grid must end below 180 degrees", at: "count")
            return nil
        }
        return grid
    }
}
