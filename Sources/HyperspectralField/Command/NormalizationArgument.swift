internal import ArgumentParser
internal import Unmixing

/// A normalization, as the command line says it.
struct NormalizationArgument: ExpressibleByArgument {
    let normalization: Normalization

    init(_ normalization: Normalization) {
        self.normalization = normalization
    }

    /// Reads `none`, `maximum` or as specs have it `divide-by-maximum`, `unit-length`, `fit`, `fit-each`, or a positive number.
    init?(argument: String) {
        switch argument {
        case "none": normalization = .unscaled
        case "maximum", Normalization.Kind.divideByMaximum.rawValue: normalization = .divideByMaximum
        case "unit-length": normalization = .unitLength
        case "fit": normalization = .fit
        case "fit-each": normalization = .fitEach
        default:
            guard let divisor = Double(argument), Normalization.divisors.contains(divisor) else { return nil }
            normalization = .divideBy(divisor)
        }
    }

    var defaultValueDescription: String { "none" }
}
