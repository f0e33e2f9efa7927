import CExpat

extension XMLElement {
    /// Reads a document.
    ///
    /// expat does the reading. Documents nested deeper than 200 elements, of more than two million elements, or with a
    /// document type declaration, which could define entities that grow without bound, are refused.
    ///
    /// - Returns: The outermost element.
    /// - Throws: ``FormatError`` with line and column, where the bytes are no well-formed document.
    static func parse(_ bytes: [UInt8], source: XMLSource) throws -> XMLElement {
        guard let parser = XML_ParserCreate(nil), let length = Int32(exactly: bytes.count) else {
            throw FormatError(file: source.path, reason: "too large for an XML document: \(bytes.count) bytes")
        }
        defer { XML_ParserFree(parser) }
        let builder = XMLBuilder(parser: parser)
        let status = withExtendedLifetime(builder) {
            XML_SetUserData(parser, Unmanaged.passUnretained(builder).toOpaque())
            XML_SetElementHandler(
                parser, { XMLBuilder.from($0)?.begin($1, $2) }, { data, _ in XMLBuilder.from(data)?.end() })
            XML_SetCharacterDataHandler(parser) { XMLBuilder.from($0)?.append($1, count: Int($2)) }
            XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
                XMLBuilder.from(data)?.stop(
                    "a document type declaration, which is not read; remove <!DOCTYPE and what belongs to it")
            }
            return bytes.withUnsafeBytes {
                XML_Parse(parser, $0.baseAddress?.assumingMemoryBound(to: CChar.self), length, 1)
            }
        }
        guard status == XML_STATUS_OK, let root = builder.root else {
            let line = Int(XML_GetCurrentLineNumber(parser))
            if let refusal = builder.refusal { throw source.error(line: line, refusal) }
            let column = Int(XML_GetCurrentColumnNumber(parser)) + 1
            let mistake = XMLMistake(XML_GetErrorCode(parser))
            throw source.error(line: line, column: column, mistake.reason(within: builder.innermost))
        }
        return root
    }
}

/// Puts the elements together, as expat comes across them.
private final class XMLBuilder {
    private let parser: XML_Parser
    private var open: [XMLElement] = []
    private var count = 0
    private(set) var root: XMLElement?
    /// The element that is open, and holds no other that is.
    var innermost: XMLElement? { open.last }
    /// Why reading was stopped, where it was.
    private(set) var refusal: String?

    init(parser: XML_Parser) { self.parser = parser }

    static func from(_ data: UnsafeMutableRawPointer?) -> XMLBuilder? {
        data.map { Unmanaged<XMLBuilder>.fromOpaque($0).takeUnretainedValue() }
    }

    func begin(_ name: UnsafePointer<XML_Char>?, _ list: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?) {
        guard let name, refusal == nil else { return }
        count += 1
        guard count <= 2_000_000 else { return stop("more than two million elements") }
        guard open.count < 200 else { return stop("elements nested more than 200 deep") }
        var attributes: [String: String] = [:]
        // Name, value, name, value, and a null pointer at the end.
        var index = 0
        while let key = list?[index], let value = list?[index + 1] {
            attributes[String(cString: key)] = String(cString: value)
            index += 2
        }
        let qualified = String(cString: name)
        let local = qualified.split(separator: ":").last.map { String($0) } ?? qualified
        let element = XMLElement(
            name: local, attributes: attributes, line: Int(XML_GetCurrentLineNumber(parser)))
        open.last?.children.append(element)
        if open.isEmpty { root = element }
        open.append(element)
    }

    func end() { _ = open.popLast() }

    func append(_ text: UnsafePointer<XML_Char>?, count: Int) {
        let bytes = UnsafeRawBufferPointer(start: text, count: text == nil ? 0 : count)
        open.last?.text.append(contentsOf: bytes)
    }

    func stop(_ reason: String) {
        refusal = reason
        XML_StopParser(parser, XML_Bool(XML_FALSE))
    }
}
