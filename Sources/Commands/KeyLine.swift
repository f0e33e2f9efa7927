internal import DeclarativeFiles

/// A line of the reference of keys: one key, or several that are alike.
struct KeyLine {
    /// The path; where it stands for several keys, their names are in braces: `impurities.{calcite,quartz}`.
    let path: String
    let key: KeyDescription

    /// The lines of a reference, in its order.
    ///
    /// Neighbours that differ in nothing but their names share a line. Those that hold the same keys, and differ in their meaning,
    /// have lines of their own, and share those of what they hold.
    static func lines(of reference: KeyReference) -> [KeyLine] {
        lines(of: Node.roots(of: reference.keys), in: "")
    }

    private static func lines(of nodes: [Node], in owner: String) -> [KeyLine] {
        var lines: [KeyLine] = []
        var rest = nodes[...]
        while let first = rest.first {
            let alike = rest.prefix { $0.resembles(first, inMeaning: false) }
            rest = rest.dropFirst(alike.count)
            let same = alike.allSatisfy { $0.key.meaning == first.key.meaning }
            func path(_ names: [String]) -> String {
                owner + (names.count == 1 ? names[0] : "{\(names.joined(separator: ","))}")
            }
            if same {
                lines.append(KeyLine(path: path(alike.map(\.name)), key: first.key))
            } else {
                lines += alike.map { KeyLine(path: path([$0.name]), key: $0.key) }
            }
            let entry = first.isList ? "[]" : ""
            lines += Self.lines(of: first.children, in: path(alike.map(\.name)) + entry + ".")
        }
        return lines
    }

    /// A key and those in it.
    private struct Node {
        let name: String
        let key: KeyDescription
        let isList: Bool
        let children: [Node]

        /// The keys as trees; each key is followed by those in it.
        static func roots(of keys: [KeyDescription]) -> [Node] {
            var rest = keys[...]
            return roots(of: &rest, in: "")
        }

        private static func roots(of rest: inout ArraySlice<KeyDescription>, in owner: String) -> [Node] {
            var nodes: [Node] = []
            while let key = rest.first, key.path.hasPrefix(owner) {
                rest = rest.dropFirst()
                let isList = rest.first?.path.hasPrefix(key.path + "[].") ?? false
                let children = roots(of: &rest, in: key.path + (isList ? "[]." : "."))
                nodes.append(
                    Node(name: String(key.path.dropFirst(owner.count)), key: key, isList: isList, children: children))
            }
            return nodes
        }

        /// Whether two keys are alike in all but their names, and, if wanted, their own meaning.
        func resembles(_ other: Node, inMeaning: Bool) -> Bool {
            key.kinds == other.key.kinds && key.names == other.key.names && key.isRequired == other.key.isRequired
                && key.defaultValue == other.key.defaultValue && key.conditions == other.key.conditions
                && (inMeaning
                    ? key.meaning == other.key.meaning : !children.isEmpty || key.meaning == other.key.meaning)
                && children.count == other.children.count
                && zip(children, other.children).allSatisfy { $0.name == $1.name && $0.resembles($1, inMeaning: true) }
        }
    }
}
