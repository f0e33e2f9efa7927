import DeclarativeFiles

/// A key of a spec with a value at an end of what it takes.
struct LimitCase: Equatable, CustomStringConvertible {
    /// The key from the root on, as the reference of keys writes it.
    let path: String
    let value: StructuredValue

    var description: String { "\(path): \(value.canonicalJSON())" }

    /// The values at the ends of a key: of a number both, of a range that of the least, the largest, and all, of a list one of
    /// each alone.
    ///
    /// An end that other keys decide, `…`, is left out.
    static func all(of key: KeyDescription) -> [LimitCase] {
        // The ranges of pixels and bands end where the image does.
        key.kinds.filter { !$0.contains("[first, end]") }.flatMap { kind -> [StructuredValue] in
            guard let ends = ends(of: kind) else { return [] }
            if kind.hasPrefix("a list") { return ends.map { [$0] } }
            guard kind.hasPrefix("a range") else { return ends }
            return ends.map { [$0, $0] } + (ends.count == 2 ? [.array(ends)] : [])
        }.map { LimitCase(path: key.path, value: $0) }
    }

    /// The numbers that a description names as ends: *a whole number from 1 to 1000*, *a finite number above 0 and at most 1*.
    private static func ends(of kind: String) -> [StructuredValue]? {
        let isWhole = kind.contains("whole number")
        guard isWhole || kind.contains("finite number") else { return nil }
        func number(_ text: Substring, isExcluded: Bool = false) -> StructuredValue? {
            if isWhole { return Int(text).map { .integer($0) } }
            return Double(text).map { .number(isExcluded ? $0.nextUp : $0) }
        }
        if let match = kind.firstMatch(of: /from (\S+) to (\S+)/) {
            return [number(match.output.1), number(match.output.2)].compactMap(\.self)
        }
        if let match = kind.firstMatch(of: /above (\S+) and at most (\S+)/) {
            return [number(match.output.1, isExcluded: true), number(match.output.2)].compactMap(\.self)
        }
        if let match = kind.firstMatch(of: /of at least (\S+)/) {
            return [number(match.output.1), isWhole ? .integer(.max) : nil].compactMap(\.self)
        }
        return nil
    }

    /// Whether it is a key of the catalogue of datasets.
    var isOfContents: Bool { path.hasPrefix("contents.") }

    /// Whether it makes so much of something that tests only read it.
    var isLarge: Bool {
        let sized = [
            "split.train", "split.validation", "split.test", "dataset.simulation.pure-patterns", "training.batch",
        ]
        guard case .integer(let count) = value, count > 1000 else { return false }
        return sized.contains(path) || path == "dataset.grid.count" || isOfContents
    }

    /// Whether a method is to be carried out: the baseline whose setting it is, and two losses for any other key.
    func concerns(_ method: String) -> Bool {
        guard let baseline = path.firstMatch(of: /^baselines\[\]\.([^.]+)/)?.output.1 else {
            return ["mse-dirichlet", "mse"].contains(method)
        }
        return baseline == method
    }
}
