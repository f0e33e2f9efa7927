internal import Unmixing

/// Where endmembers come from, as the command line says it.
struct EndmemberArgument {
    let source: EndmemberSource
    /// The file, where they are given.
    let file: String?

    /// Reads `vca`, `sivm`, or the path of a file.
    init(_ argument: String) {
        source = EndmemberSource(rawValue: argument) ?? .given
        file = source == .given ? argument : nil
    }
}
