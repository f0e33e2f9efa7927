internal import ArgumentParser

/// Where the refinement of a pattern begins.
enum SeriesStart: String, ExpressibleByArgument, CaseIterable {
    /// At the beginning of the recipe, each by itself.
    case recipe
    /// Where that of the pattern before it ended.
    case neighbours

    /// So many patterns stand in a row, each of which may begin at the one before it; the first one carries out the recipe.
    ///
    /// Rows are cut by the order of the patterns alone, so that results do not depend on the number of workers.
    var rowLength: Int {
        switch self {
        case .recipe: 1
        case .neighbours: 25
        }
    }
}
