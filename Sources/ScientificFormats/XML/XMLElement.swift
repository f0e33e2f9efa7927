/// An element of an XML document, with what it holds.
final class XMLElement {
    /// The name without the prefix of its namespace.
    let name: String
    /// The attributes, their names as they stand.
    let attributes: [String: String]
    /// The line on which the element begins.
    let line: Int
    /// The elements right within this one, in their order.
    var children: [XMLElement] = []
    /// The characters right within this one, in their order.
    var text: [UInt8] = []

    init(name: String, attributes: [String: String], line: Int) {
        self.name = name
        self.attributes = attributes
        self.line = line
    }

    /// The elements of a name right within this one.
    func children(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }

    /// The first element at the end of a path of names.
    func first(_ path: String...) -> XMLElement? {
        path.reduce(Optional(self)) { element, name in element?.children.first { $0.name == name } }
    }

    /// The first element of a name anywhere within this one, in the order of the document.
    func descendant(_ name: String) -> XMLElement? {
        for child in children {
            if let found = child.name == name ? child : child.descendant(name) { return found }
        }
        return nil
    }

    /// The characters as a string, without white space around them.
    func string() -> String {
        let isBlank: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
        guard let first = text.firstIndex(where: { !isBlank($0) }), let last = text.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(decoding: text[first...last], as: UTF8.self)
    }
}
