internal import ArgumentParser
internal import Reports

/// The scales of intensities by the names that the command line has for them.
enum IntensityAxis: String, ExpressibleByArgument, CaseIterable {
    case linear, sqrt, log

    var scale: Axis.Scale {
        switch self {
        case .linear: .linear
        case .sqrt: .squareRoot
        case .log: .logarithmic
        }
    }
}
