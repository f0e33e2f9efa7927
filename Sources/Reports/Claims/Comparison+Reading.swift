internal import DeclarativeFiles
internal import ProportionInference

extension Comparison {
    /// The words for kinds of comparison.
    ///
    /// | word | what it says |
    /// |---|---|
    /// | `best` | each of `methods` is better than each other loss |
    /// | `worst` | each other loss is better than each of `methods` |
    /// | `better` | each of `methods` is better than each of `than` |
    /// | `better-here` | each of `methods` is better `on` one part than on `than-on` |
    /// | `similar` | any two of `methods` differ by less than `within` |
    enum Kind: String, CaseIterable {
        case best, worst, better
        case betterHere = "better-here"
        case similar
    }

    /// Reads a comparison.
    ///
    /// - Parameters:
    ///   - kind: What is said.
    ///   - section: Its keys.
    ///   - losses: The losses that `best` and `worst` compare with.
    init?(_ kind: Kind, reading section: Section, losses: [String]) {
        let metric = section.choice("metric", of: ProportionMetric.allCases.map(\.rawValue), called: "score")
            .flatMap(ProportionMetric.init)
        let place = section.scoredPart("on")
        let methods = section.methods("methods", atLeast: kind == .similar ? 2 : 1)
        let others: [String]?
        var (origin, tolerance) = (place, Double?.none)
        switch kind {
        case .best, .worst:
            others = losses.filter { methods?.contains($0) == false }
            if methods != nil, others?.isEmpty == true {
                section.report("no loss is left to compare with", at: "methods")
            }
        case .better: others = section.methods("than", atLeast: 1)
        case .betterHere:
            others = methods
            origin = section.scoredPart("than-on")
        case .similar:
            others = methods
            tolerance = section.number("within", above: 0, upTo: 100)
        }
        section.finish()
        guard let metric, let place, let origin, let methods, let others, !others.isEmpty,
            kind != .similar || tolerance != nil
        else { return nil }
        let pairs: [(String, String)] =
            switch kind {
            case .best, .better: methods.flatMap { method in others.map { (method, $0) } }
            case .worst: methods.flatMap { method in others.map { ($0, method) } }
            case .betterHere: methods.map { ($0, $0) }
            case .similar:
                methods.indices.flatMap { index in methods[(index + 1)...].map { (methods[index], $0) } }
            }
        self.init(
            metric: metric,
            contrasts: pairs.map {
                Contrast(
                    first: Contrast.Side(place: place, method: $0), second: Contrast.Side(place: origin, method: $1))
            }, tolerance: tolerance)
    }
}

extension Section {
    /// The experiment and the test part of a key that must be given.
    func scoredPart(_ key: String) -> ScoredPart? {
        guard let text = string(key) else { return nil }
        let part = ScoredPart(text)
        if part == nil { report("'\(text)' must be EXPERIMENT/PART", at: key) }
        return part
    }

    /// The experiments and test parts of a key that must be given.
    func scoredParts(_ key: String) -> [ScoredPart]? {
        guard let texts = strings(key) else { return nil }
        let parts = texts.map(ScoredPart.init)
        for (text, part) in zip(texts, parts) where part == nil { report("'\(text)' must be EXPERIMENT/PART", at: key) }
        return parts.contains(nil) ? nil : parts.compactMap(\.self)
    }

    /// The names of methods of a key that must be given, each once.
    fileprivate func methods(_ key: String, atLeast count: Int) -> [String]? {
        guard let names = strings(key) else { return nil }
        guard names.count >= count, Set(names).count == names.count else {
            report("at least \(count) different method\(count == 1 ? " is" : "s are") needed", at: key)
            return nil
        }
        return names
    }
}
