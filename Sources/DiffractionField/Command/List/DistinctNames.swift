/// Names without any twice, in the order in which they came.
struct DistinctNames {
    /// The names.
    private(set) var all: [String] = []
    private var known: Set<String> = []

    /// Adds those that are not there yet.
    mutating func add(_ names: some Sequence<String>) {
        for name in names where known.insert(name).inserted { all.append(name) }
    }
}
