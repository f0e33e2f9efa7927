/// One of several named things, some of which take a value: `none`, `{divide-by: 5000}` or `{adam: {learning-rate: 0.001}}`.
///
/// A plain word is a name without a value. For a thing whose settings all have defaults it is as good as the name with
/// an empty mapping, so `adam` and `{adam: {}}` are the same.
public struct Alternative {
    /// The name, one of those that were asked for.
    public let name: String
    /// The mapping that holds the name as its one key; empty where the name stands alone.
    fileprivate let holder: Section

    /// Where the name's value stands, or the name where it stands alone.
    public var place: SourcePlace { holder.place(of: name) }

    /// The value as a whole number, which must be given.
    public func integer(in range: ClosedRange<Int>) -> Int? { holder.integer(name, in: range) }

    /// The value as a finite number, which must be given.
    public func number(in range: ClosedRange<Double>) -> Double? { holder.number(name, in: range) }

    /// The value as a finite number above a bound that is not allowed itself, which must be given.
    public func number(above bound: Double, upTo upperBound: Double) -> Double? {
        holder.number(name, above: bound, upTo: upperBound)
    }

    /// The value as a text, which must be given.
    public func string() -> String? { holder.string(name) }

    /// The value as a mapping of settings, empty where the name stands alone.
    public func section() -> Section? {
        holder.contains(name)
            ? holder.section(name)
            : holder.child(holder.pathOf(name), Element(place: holder.place, content: .mapping([])))
    }

    /// Reports a value that was not asked for, because the name takes none.
    public func finish() { holder.finish() }
}

extension Section {
    /// The one of several things, named alone or with its value, that a key must give.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - names: The names that are known.
    ///   - kind: What the names stand for, in the singular, as in *unknown optimizer 'adm'; did you mean 'adam'?*
    /// - Returns: The name and its value, or `nil` where the name is missing or unknown.
    public func alternative(_ key: String, of names: [String], called kind: String) -> Alternative? {
        requiredElement(key).flatMap { alternative($0, pathOf(key), of: names, called: kind) }
    }

    /// The one of several things that a key gives, or the one of a default name where the key is missing.
    public func alternative(
        _ key: String, of names: [String], called kind: String, default name: String
    ) -> Alternative? {
        guard !contains(key, default: .string(name)) else { return alternative(key, of: names, called: kind) }
        return alternative(
            Element(place: place, content: .scalar(.text(name))), pathOf(key), of: names, called: kind)
    }

    /// The things of different names, each alone or with its value, that a key must give as a list.
    public func alternatives(_ key: String, of names: [String], called kind: String) -> [Alternative]? {
        if let recorder {
            recorder.ask(pathOf(key), isRequired: true)
            recorder.record(
                pathOf(key), kind: "a list of names, each of one \(kind), alone or with its value", names: names)
            return names.map {
                Alternative(name: $0, holder: child("\(pathOf(key))[]", recorder.imagined(), isAlternative: true))
            }
        }
        let chosen = list(key, of: "names or one-key mappings (name: value)") {
            alternative($0, $1, of: names, called: kind)
        }
        guard let chosen else { return nil }
        return differ(chosen.map(\.name), key, kind) ? chosen : nil
    }

    private func alternative(
        _ element: Element, _ path: String, of names: [String], called kind: String
    ) -> Alternative? {
        if let imagined = element.imagined {
            imagined.recorder.record(path, kind: "the name of one \(kind), alone or with its value", names: names)
            return imagined.recorder.choose(path, among: names)
                .map { Alternative(name: $0, holder: child(path, element, isAlternative: true)) }
        }
        switch element.content {
        case .scalar(.text):
            return choice(element, path, of: names, called: kind)
                .map { Alternative(name: $0, holder: child(path, element, isAlternative: true)) }
        case .mapping(let entries) where entries.count == 1:
            guard names.contains(entries[0].name) else {
                report(
                    unknownName(entries[0].name, kind: kind, among: names),
                    at: Element(place: entries[0].place, content: element.content))
                return nil
            }
            return Alternative(name: entries[0].name, holder: child(path, element, isAlternative: true))
        default:
            refuse(element, path, mustBe: "the name of one \(kind), or a mapping of one name to its value")
            return nil
        }
    }
}
