/// A mapping that is being read.
///
/// Each accessor reports what is wrong with its key and returns `nil`; the reader goes on to the next key, so that all
/// mistakes are found at once. A section remembers the keys it was asked for: ``finish()`` reports every other one.
/// ```swift
/// let epochs = section.integer("epochs", in: 1...100_000)
/// let batch = section.integer("batch", in: 1...65_536, default: 128)
/// section.finish()
/// guard let epochs, let batch else { return nil }
/// ```
/// A key that is there without a value is a mistake everywhere, whether or not the key may be left out.
public final class Section {
    /// Where the mapping begins.
    public let place: SourcePlace
    /// Its keys from the root on, as in `training.optimizer`; empty for the root.
    public let path: String

    let keys: [Element.Entry]
    private let values: [String: Element]
    private let problems: ProblemList
    /// The keys that were asked for, in the order in which they first were.
    private var known: [String] = []
    private var knowsEveryKey = false
    /// Sections and alternatives handed out: asked for twice, they are still the same.
    private var children: [ChildKey: Section] = [:]
    /// Set where this is the one-key mapping of an alternative, whose key is a name and not a key to be known.
    private let isAlternative: Bool
    /// Who watches the reader, where the mapping is imagined.
    let recorder: KeyRecorder?

    /// The place tells a list's element `a[0]` from a key that is written like one.
    private struct ChildKey: Hashable {
        let path: String
        let place: SourcePlace
    }

    init(path: String, element: Element, problems: ProblemList, isAlternative: Bool = false) {
        place = element.place
        self.path = path
        self.problems = problems
        self.isAlternative = isAlternative
        recorder = element.imagined?.recorder
        keys = element.mapping ?? []
        values = Dictionary(keys.map { ($0.name, $0.value) }) { first, _ in first }
        var seen: Set<String> = []
        for key in keys where !seen.insert(key.name).inserted {
            problems.report("\(quoted(pathOf(key.name))) is given more than once", at: key.place)
        }
    }

    // MARK: What readers of several keys need

    /// Where the value of a key stands, or the mapping where the key is missing.
    public func place(of key: String) -> SourcePlace {
        values[key]?.place ?? place
    }

    /// Reports a mistake that the accessors cannot see, at the value of a key or at the mapping itself.
    public func report(_ message: String, at key: String? = nil) {
        problems.report(message, at: key.map(place(of:)) ?? place)
    }

    /// Whether a key is given; it becomes a known one.
    public func contains(_ key: String) -> Bool {
        element(key) != nil
    }

    /// Whether a key is given that has a default; it becomes a known one.
    func contains(_ key: String, default value: StructuredValue) -> Bool {
        let isGiven = contains(key)
        recorder?.record(pathOf(key), defaultValue: value)
        return isGiven
    }

    /// Reports every key that was not asked for; call it after all keys were.
    ///
    /// Where a file has no other problem, sections that were not finished are finished for their readers.
    public func finish() {
        guard !knowsEveryKey else { return }
        for key in keys where !known.contains(key.name) {
            if isAlternative {
                problems.report("\(quoted(pathOf(key.name))) takes no value", at: key.value.place)
            } else {
                problems.report(unknownName(key.name, kind: "key", among: known, in: path), at: key.place)
            }
        }
    }

    func finishWithDescendants() {
        finish()
        for child in children.values {
            child.finishWithDescendants()
        }
    }

    // MARK: What accessors are made of

    /// The value of a key that may be missing.
    func element(_ key: String) -> Element? {
        if let recorder {
            recorder.ask(pathOf(key), isRequired: false)
            return recorder.imagined()
        }
        if !known.contains(key) { known.append(key) }
        return values[key]
    }

    /// The value of a key that must be given.
    func requiredElement(_ key: String) -> Element? {
        recorder?.ask(pathOf(key), isRequired: true)
        if let element = element(key) { return element }
        report(
            isAlternative
                ? "\(quoted(key)) needs a value, as in {\(key): …}"
                : "missing key \(quoted(key))" + (path.isEmpty ? "" : " in \(quoted(path))"))
        return nil
    }

    /// Reports that a value is not what it must be.
    func refuse(_ element: Element, _ path: String, mustBe requirement: String) {
        report("\(quoted(path)) must be \(requirement), but is \(element.description)", at: element)
    }

    func report(_ message: String, at element: Element) {
        problems.report(message, at: element.place)
    }

    func pathOf(_ key: String) -> String {
        path.isEmpty ? key : "\(path).\(key)"
    }

    func child(_ path: String, _ element: Element, isAlternative: Bool = false) -> Section {
        let key = ChildKey(path: path, place: element.place)
        if let child = children[key] { return child }
        let child = Section(path: path, element: element, problems: problems, isAlternative: isAlternative)
        children[key] = child
        return child
    }

    func acceptEveryKey() {
        knowsEveryKey = true
    }
}
