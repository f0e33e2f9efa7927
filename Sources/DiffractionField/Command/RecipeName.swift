internal import ArgumentParser
internal import PowderDiffraction

/// The recipes by the names that the command line has for them.
enum RecipeName: String, ExpressibleByArgument, CaseIterable {
    case standard, constrained
    case fullPattern = "full-pattern"

    var recipe: RefinementRecipe {
        switch self {
        case .standard: .standard
        case .constrained: .constrained
        case .fullPattern: .fullPattern
        }
    }
}
