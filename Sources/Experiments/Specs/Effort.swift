/// How much of what a spec asks for is done.
///
/// The effort is part of a run's identity, and every table says with which effort it was made.
public enum Effort: String, Sendable, Codable, CaseIterable {
    /// Enough to see that everything works: one run of two epochs on a tenth of the training samples.
    case smoke
    /// Enough to see where it goes: two runs of a quarter of the epochs on half of the training samples.
    case short
    /// What the spec says.
    case paper

    /// The number of runs, out of those that a spec asks for.
    func runs(of runs: Int) -> Int {
        switch self {
        case .smoke: 1
        case .short: min(2, runs)
        case .paper: runs
        }
    }

    /// The number of epochs, out of those that a spec asks for.
    func epochs(of epochs: Int) -> Int {
        switch self {
        case .smoke: min(2, epochs)
        case .short: (epochs + 3) / 4
        case .paper: epochs
        }
    }

    /// The share of the training samples.
    public var trainingShare: Double {
        switch self {
        case .smoke: 0.1
        case .short: 0.5
        case .paper: 1
        }
    }
}
