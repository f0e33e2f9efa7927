/// How far a run is.
enum RunStatus: Equatable {
    case done
    /// The node and the job that it runs on.
    case running(String)
    /// The job that it waits in, and why.
    case queued(String)
    /// Why there is no result of it, though it was tried.
    case failed(String)
    case missing

    /// The word of the kind.
    var word: String {
        switch self {
        case .done: "done"
        case .running: "running"
        case .queued: "queued"
        case .failed: "failed"
        case .missing: "missing"
        }
    }

    /// What more there is to say.
    var detail: String? {
        switch self {
        case .done, .missing: nil
        case .running(let detail), .queued(let detail), .failed(let detail): detail
        }
    }
}
