import Yams

/// Turns the text of a file into elements.
enum YAMLText {
    /// No file of ours nests nearly as deep.
    static let deepestLevel = 50

    /// Reads the one document of a text, whose root must be a mapping.
    static func root(of text: String, file: String) throws(InvalidDeclaration) -> Element {
        let start = SourcePlace(file: file, line: 1, column: 1)
        do {
            // Resolving is left to `Scalar`, so that `on` and `no` stay text.
            let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
            // Nodes hold their anchors weakly: the parser keeps them alive.
            let root = try withExtendedLifetime(parser) {
                try parser.singleRoot().map { try element(of: $0, file: file, level: 0) }
            }
            guard let root else {
                throw Problem(place: start, message: "the file is empty; it must be a mapping (key: value)")
            }
            guard case .mapping = root.content else {
                throw Problem(
                    place: root.place, message: "the file must be a mapping (key: value), but is \(root.description)")
            }
            return root
        } catch let problem as Problem {
            throw InvalidDeclaration([problem])
        } catch {
            throw InvalidDeclaration([YAMLMistake.problem(of: error, text: text, start: start)])
        }
    }

    /// Copies a node with all that it holds.
    ///
    /// An alias can only follow its anchor, and anchors are refused as they come, so that nodes which hold each other
    /// many times over (the "billion laughs") are never walked.
    private static func element(of node: Node, file: String, level: Int) throws(Problem) -> Element {
        let place = place(of: node, file: file)
        if node.anchor != nil {
            throw Problem(
                place: place, message: "anchors (&name) and aliases (*name) are not supported; write the value out")
        }
        guard level <= deepestLevel else {
            throw Problem(place: place, message: YAMLMistake.tooDeep(deepestLevel))
        }
        switch node {
        case .scalar(let scalar):
            try refuseTag(scalar.tag, unless: .str, at: place)
            // Whatever is quoted or a block has this tag; a plain value has none.
            let isText = scalar.tag.rawValue == Tag.Name.str.rawValue
            return Element(place: place, content: .scalar(isText ? .text(scalar.string) : Scalar(plain: scalar.string)))
        case .sequence(let sequence):
            try refuseTag(sequence.tag, unless: .seq, at: place)
            var elements: [Element] = []
            for node in sequence {
                elements.append(try element(of: node, file: file, level: level + 1))
            }
            return Element(place: place, content: .list(elements))
        case .mapping(let mapping):
            try refuseTag(mapping.tag, unless: .map, at: place)
            var entries: [Element.Entry] = []
            for (key, value) in mapping {
                let keyElement = try element(of: key, file: file, level: level + 1)
                guard case .scalar(let scalar) = key else {
                    throw Problem(
                        place: keyElement.place, message: "a key must be a name, but is \(keyElement.description)")
                }
                entries.append(
                    Element.Entry(
                        name: scalar.string, place: keyElement.place,
                        value: try element(of: value, file: file, level: level + 1)))
            }
            return Element(place: place, content: .mapping(entries))
        case .alias:
            throw Problem(place: place, message: "aliases (*name) are not supported; write the value out")
        }
    }

    private static func refuseTag(_ tag: Tag, unless allowed: Tag.Name, at place: SourcePlace) throws(Problem) {
        let name = tag.rawValue
        guard ["", allowed.rawValue].contains(name) else {
            throw Problem(place: place, message: "the tag \(quoted(name)) is not supported; leave it out")
        }
    }

    private static func place(of node: Node, file: String) -> SourcePlace {
        node.mark.map { SourcePlace(file: file, line: $0.line, column: $0.column) } ?? SourcePlace(file: file)
    }
}

extension Problem: Error {}
