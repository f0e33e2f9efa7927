/// What all readings of an imagined file asked for together.
struct KeyRecord {
    private var runs: [KeyRecorder.Run] = []

    mutating func add(_ run: KeyRecorder.Run) {
        runs.append(run)
    }

    /// The keys, described: those of a mapping right behind its own.
    func descriptions() -> [KeyDescription] {
        let questions = self.questions()
        let meanings = self.meanings()
        let decisive = DecisiveChoices(runs)
        let defaults: [String: StructuredValue] = runs.reduce(into: [:]) { all, run in
            all.merge(run.defaults) { first, _ in first }
        }
        let entries = questions.filter { $0.path.hasSuffix("[]") }
        let questionOfEntries = Dictionary(entries.map { ($0.path, $0.question) }) { first, _ in first }
        let statedKinds: [String: String] = runs.reduce(into: [:]) { all, run in
            all.merge(run.statedKinds) { first, _ in first }
        }
        return inTreeOrder(questions.filter { !$0.path.hasSuffix("[]") }).map { path, question in
            var kinds = statedKinds[path].map { [$0] } ?? question.kinds
            if let entry = questionOfEntries[path + "[]"]?.kinds, entry != [Section.mappingKind], entry != ["text"] {
                kinds = kinds.map {
                    $0.hasPrefix("a list") || statedKinds[path] != nil
                        ? "\($0), each \(entry.joined(separator: " or "))" : $0
                }
            }
            return KeyDescription(
                path: path, kinds: kinds, names: question.names, isRequired: question.isRequired,
                defaultValue: defaults[path], conditions: conditions(of: path, among: decisive),
                meaning: meanings[path])
        }
    }

    /// The explained paths that nothing asked for.
    func unknownExplanations() -> [String] {
        let asked = Set(questions().map(\.path))
        return meanings().keys.filter { !asked.contains($0) }.sorted()
    }

    // MARK: All readings together

    /// What was asked of each key in all readings; keys of later entries of a list are those of the first.
    private func questions() -> [(path: String, question: KeyRecorder.Question)] {
        var paths: [String] = []
        var merged: [String: KeyRecorder.Question] = [:]
        for run in runs {
            for path in run.paths where !path.contains(KeyRecorder.laterItem) {
                guard let question = run.questions[path] else { continue }
                guard var known = merged[path] else {
                    paths.append(path)
                    merged[path] = question
                    continue
                }
                question.kinds.forEach { known.addKind($0) }
                known.addNames(question.names)
                known.isRequired = known.isRequired && question.isRequired
                merged[path] = known
            }
        }
        return paths.compactMap { path in merged[path].map { (path, $0) } }
    }

    private func meanings() -> [String: String] {
        runs.reduce(into: [:]) { all, run in all.merge(run.meanings) { first, _ in first } }
    }

    private func inTreeOrder(
        _ questions: [(path: String, question: KeyRecorder.Question)]
    ) -> [(path: String, question: KeyRecorder.Question)] {
        let known = Dictionary(questions.map { ($0.path, $0.question) }) { first, _ in first }
        var children: [String: [String]] = [:]
        for (path, _) in questions {
            children[Self.owner(of: path, among: known), default: []].append(path)
        }
        func flattened(_ owner: String) -> [String] {
            (children[owner] ?? []).flatMap { [$0] + flattened($0) }
        }
        return flattened("").compactMap { path in known[path].map { (path, $0) } }
    }

    /// The nearest key that a key stands under, or the root.
    private static func owner(of path: String, among known: [String: KeyRecorder.Question]) -> String {
        var owner = path[...]
        while let dot = owner.lastIndex(of: ".") {
            owner = owner[..<dot]
            let key = withoutEntry(String(owner))
            if known[key] != nil { return key }
        }
        return ""
    }

    // MARK: Conditions

    /// The choices under which a key is known, less those that hold for a mapping that it stands in.
    private func conditions(of path: String, among decisive: DecisiveChoices) -> [KeyDescription.Condition] {
        let owners = path.indices.filter { path[$0] == "." }.map { Self.withoutEntry(String(path[..<$0])) }
        let inherited = Set(owners.flatMap { decisive.conditions(of: $0) }.map(\.path))
        return decisive.conditions(of: path).filter { !inherited.contains($0.path) }
    }

    private static func withoutEntry(_ path: String) -> String {
        path.hasSuffix("[]") ? String(path.dropLast(2)) : path
    }
}
