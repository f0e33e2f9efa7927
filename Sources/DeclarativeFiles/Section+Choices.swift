extension Section {
    /// The one of several names that a key must give.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - names: The names that are known.
    ///   - kind: What the names stand for, in the singular, as in *unknown loss 'mes'; did you mean 'mse'?*
    /// - Returns: The name, or `nil` where it is missing or unknown.
    public func choice(_ key: String, of names: [String], called kind: String) -> String? {
        requiredElement(key).flatMap { choice($0, pathOf(key), of: names, called: kind) }
    }

    /// The one of several names that a key gives, or its default where the key is missing.
    public func choice(_ key: String, of names: [String], called kind: String, default name: String) -> String? {
        contains(key, default: .string(name)) ? choice(key, of: names, called: kind) : name
    }

    /// The names, each once, that a key must give as a list; each bad one is reported at its own place.
    public func choices(_ key: String, of names: [String], called kind: String) -> [String]? {
        if let recorder {
            recorder.ask(pathOf(key), isRequired: true)
            recorder.record(pathOf(key), kind: "a list of names, each of one \(kind)", names: names)
            return names
        }
        guard let chosen = list(key, of: "names", { choice($0, $1, of: names, called: kind) }) else { return nil }
        return differ(chosen, key, kind) ? chosen : nil
    }

    /// The names, each once, that a key may give as a list.
    public func optionalChoices(_ key: String, of names: [String], called kind: String) -> [String]? {
        contains(key) ? choices(key, of: names, called: kind) : nil
    }

    func choice(_ element: Element, _ path: String, of names: [String], called kind: String) -> String? {
        if let imagined = element.imagined {
            imagined.recorder.record(path, kind: "the name of one \(kind)", names: names)
            return imagined.recorder.choose(path, among: names)
        }
        guard let name = text(element, path) else { return nil }
        if names.contains(name) { return name }
        report(unknownName(name, kind: kind, among: names), at: element)
        return nil
    }

    /// Reports the entries of a list whose names came before.
    func differ(_ names: [String], _ key: String, _ kind: String) -> Bool {
        var seen: Set<String> = []
        for (name, element) in zip(names, element(key)?.list ?? []) where !seen.insert(name).inserted {
            report("\(kind) \(quoted(name)) is listed more than once", at: element)
        }
        return seen.count == names.count
    }
}
