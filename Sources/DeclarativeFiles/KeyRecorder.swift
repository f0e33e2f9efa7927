internal import Synchronization

/// What one reading of an imagined file asked for, and the answers that it got.
final class KeyRecorder: Sendable {
    /// A name that was chosen among several.
    struct Choice: Sendable {
        let path: String
        let names: [String]
        let answer: String
        /// Whether the choice is a name that stands in the file, and not only one of the shapes of a value.
        let isWritten: Bool
    }

    /// What was asked of one key.
    struct Question: Sendable {
        var kinds: [String] = []
        var names: [String] = []
        var isRequired: Bool
    }

    /// All that one reading asked for.
    struct Run: Sendable {
        /// The names that were to be chosen, by path; the first one was at any other place.
        let answers: [String: String]
        /// The keys in the order in which they were first asked for.
        var paths: [String] = []
        var questions: [String: Question] = [:]
        var choices: [Choice] = []
        var defaults: [String: StructuredValue] = [:]
        /// What readers say themselves that values must be.
        var statedKinds: [String: String] = [:]
        var meanings: [String: String] = [:]
    }

    private let answers: [String: String]
    /// How much larger whole numbers and lists are than they must be.
    let excess: Int
    private let state: Mutex<Run>

    init(answers: [String: String], excess: Int) {
        self.answers = answers
        self.excess = excess
        state = Mutex(Run(answers: answers))
    }

    var run: Run { state.withLock { $0 } }

    /// An element that is whatever a reader asks it to be, at a place in its list, counted from zero.
    func imagined(item: Int = 0) -> Element {
        Element(place: SourcePlace(file: "an imagined file"), content: .imagined(self, item: item))
    }

    // MARK: What is recorded

    /// Records that a key is asked for; the first question tells whether it must be given.
    func ask(_ path: String, isRequired: Bool) {
        state.withLock { run in
            guard run.questions[path] == nil else { return }
            run.paths.append(path)
            run.questions[path] = Question(isRequired: isRequired)
        }
    }

    /// Records what the value of a key must be; for an entry of a list, that is what each entry must be.
    func record(_ path: String, kind: String, names: [String] = []) {
        state.withLock { run in
            run.questions[path, default: Question(isRequired: true)].addKind(kind)
            run.questions[path]?.addNames(names)
            if !run.paths.contains(path) { run.paths.append(path) }
        }
    }

    func record(_ path: String, defaultValue: StructuredValue) {
        state.withLock { $0.defaults[path] = defaultValue }
    }

    func record(_ path: String, statedKind kind: String) {
        state.withLock { $0.statedKinds[path] = kind }
    }

    func record(meanings: [(path: String, meaning: String)]) {
        state.withLock { run in
            for (path, meaning) in meanings { run.meanings[path] = meaning }
        }
    }

    // MARK: Answers

    /// Chooses one of several names.
    func choose(_ path: String, among names: [String], isWritten: Bool = true) -> String? {
        guard let first = names.first else { return nil }
        let answer = answers[path].flatMap { names.contains($0) ? $0 : nil } ?? first
        state.withLock { run in
            guard !run.choices.contains(where: { $0.path == path }) else { return }
            run.choices.append(Choice(path: path, names: names, answer: answer, isWritten: isWritten))
        }
        return answer
    }

    /// A value of one shape after another, for a reader that looks at the shape before it asks for the value.
    func imaginedValue(_ path: String) -> StructuredValue? {
        switch choose(path, among: ["missing", "a whole number", "a text"], isWritten: false) {
        case "a whole number": .integer(1)
        case "a text": .string(Self.text(path, item: 0))
        default: nil
        }
    }

    /// A text for a key, in capitals: a reader that takes it for a name of further keys shows it in their paths.
    static func text(_ path: String, item: Int) -> String {
        let key = path.split(separator: ".").last.map(String.init) ?? path
        let name = key.replacing("[]", with: "").uppercased()
        let singular = key.hasSuffix("s[]") ? String(name.dropLast(key.hasSuffix("sses[]") ? 2 : 1)) : name
        return singular + String(repeating: laterItem, count: item)
    }

    /// Ends the texts of all entries of a list but the first, whose keys are the same as those of the first.
    static let laterItem = "\u{2032}"
}

extension KeyRecorder.Question {
    mutating func addKind(_ kind: String) {
        if !kinds.contains(kind) { kinds.append(kind) }
    }

    mutating func addNames(_ more: [String]) {
        for name in more where !names.contains(name) { names.append(name) }
    }
}
