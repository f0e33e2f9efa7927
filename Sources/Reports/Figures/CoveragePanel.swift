/// How often the sets of one method hold what is true, in several ways to make them.
public struct CoveragePanel: Sendable {
    /// One way to make sets.
    public struct Curve: Sendable {
        let name: String
        let color: Int
        let levels: [Double]
        let coverage: [Double]
        let risks: [Double]

        /// Describes a way.
        ///
        /// - Parameters:
        ///   - name: Its name.
        ///   - color: The number of its colour, the same in all panels.
        ///   - levels: The levels of its sets, ascending.
        ///   - coverage: The share of samples that sets of each level hold.
        ///   - risks: The mean error of the surest samples, for one of them, two, and so on; empty where none is surer.
        public init(name: String, color: Int, levels: [Double], coverage: [Double], risks: [Double]) {
            self.name = name
            self.color = color
            self.levels = levels
            self.coverage = coverage
            self.risks = risks
        }

        var pen: Pen { Pen(Color.lines[color % Color.lines.count], width: 1.1) }

        /// The mean errors of the surest shares of the samples, at most 200 of them: no more can be told apart.
        var shownRisks: [(share: Double, risk: Double)] {
            let count = min(risks.count, 200)
            return (0..<count).map { index in
                let samples = (index + 1) * risks.count / count
                return (Double(samples) / Double(risks.count), risks[samples - 1])
            }
        }
    }

    /// The method.
    public let title: String
    /// Of which samples it is; empty where all panels are of the same.
    public let part: String
    /// The ways.
    public var curves: [Curve] = []

    /// A panel without curves.
    public init(title: String, part: String = "") {
        self.title = title
        self.part = part
    }
}
