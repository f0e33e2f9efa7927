/// A piece of a parsed file, every part with its place.
struct Element: Sendable {
    let place: SourcePlace
    let content: Content

    enum Content: Sendable {
        case scalar(Scalar)
        case list([Element])
        case mapping([Entry])
        /// Whatever a reader asks it to be, in a file that is only imagined; the reader is watched.
        case imagined(KeyRecorder, item: Int)
    }

    /// One key of a mapping.
    struct Entry: Sendable {
        let name: String
        /// Where the key stands; `value.place` is where its value does.
        let place: SourcePlace
        let value: Element
    }
}

extension Element {
    var scalar: Scalar? {
        guard case .scalar(let scalar) = content else { return nil }
        return scalar
    }

    var list: [Element]? {
        guard case .list(let elements) = content else { return nil }
        return elements
    }

    var mapping: [Entry]? {
        guard case .mapping(let entries) = content else { return nil }
        return entries
    }

    /// Who watches the reader, and the place in its list, where the element is imagined.
    var imagined: (recorder: KeyRecorder, item: Int)? {
        guard case .imagined(let recorder, let item) = content else { return nil }
        return (recorder, item)
    }

    /// What it is, as the end of a message that says what it should have been.
    var description: String {
        switch content {
        case .scalar(let scalar): scalar.description
        case .list: "a list"
        case .mapping: "a mapping"
        case .imagined: "imagined"
        }
    }

    /// Its value without its places.
    var structured: StructuredValue {
        switch content {
        case .scalar(let scalar): scalar.structured
        case .list(let elements): .array(elements.map(\.structured))
        case .mapping(let entries):
            .object(Dictionary(entries.map { ($0.name, $0.value.structured) }) { first, _ in first })
        case .imagined: .null
        }
    }
}
