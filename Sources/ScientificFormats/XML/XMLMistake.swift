internal import CExpat

/// What makes bytes no well-formed XML, in words, with what to do about it.
enum XMLMistake: Equatable {
    /// The document ends within an element, a tag or a character, or before any.
    case end
    /// Something stands where only a tag may.
    case noTag
    /// A character or a sign that may not stand there.
    case character
    /// An end tag that is not that of the element that is open.
    case endTag
    /// An attribute that an element has twice.
    case attribute
    /// Something behind the outermost element.
    case behindEnd
    /// A name between `&` and `;` that stands for nothing.
    case entity
    /// A number between `&#` and `;` that is no character.
    case characterNumber
    /// A declaration `<?xml … ?>` that is not the first thing in the document, or is not as it should be.
    case declaration
    /// An encoding that is unknown, or not that of the bytes.
    case encoding
    /// Anything else.
    case other

    /// Tells the mistake by the code that expat gives it.
    init(_ code: XML_Error) {
        self =
            switch code {
            case XML_ERROR_NO_ELEMENTS, XML_ERROR_UNCLOSED_TOKEN, XML_ERROR_PARTIAL_CHAR,
                XML_ERROR_UNCLOSED_CDATA_SECTION:
                .end
            case XML_ERROR_SYNTAX: .noTag
            case XML_ERROR_INVALID_TOKEN: .character
            case XML_ERROR_TAG_MISMATCH: .endTag
            case XML_ERROR_DUPLICATE_ATTRIBUTE: .attribute
            case XML_ERROR_JUNK_AFTER_DOC_ELEMENT: .behindEnd
            case XML_ERROR_UNDEFINED_ENTITY: .entity
            case XML_ERROR_BAD_CHAR_REF: .characterNumber
            case XML_ERROR_MISPLACED_XML_PI, XML_ERROR_XML_DECL: .declaration
            case XML_ERROR_UNKNOWN_ENCODING, XML_ERROR_INCORRECT_ENCODING: .encoding
            default: .other
            }
    }

    /// What is wrong, and what to do.
    ///
    /// - Parameter open: The innermost element that is open there.
    /// - Returns: A sentence without its full stop.
    func reason(within open: XMLElement?) -> String {
        let element = open.map { "'\($0.name)' of line \($0.line)" }
        return switch self {
        case .end:
            "the XML ends before "
                + (element.map { "\($0) is closed" } ?? "it is finished")
                + "; the file is cut short, so copy or export it again"
        case .noTag: "characters where a tag must begin; remove them, or export the file again"
        case .character: "a character that may not stand here; in text write &amp; for & and &lt; for <"
        case .endTag:
            "an end tag, but not that of " + (element ?? "the element that is open") + "; close that one before"
        case .attribute: "an attribute that the element has already; remove one of the two"
        case .behindEnd: "something behind the end of the outermost element; remove it, or make it a file of its own"
        case .entity: "a name between & and ; that stands for nothing; where & itself is meant, write &amp;"
        case .characterNumber: "a number between &# and ; that is no character; remove it"
        case .declaration:
            "a declaration of XML that is not as it should be; begin the file with <?xml version=\"1.0\" encoding=\"UTF-8\"?>"
        case .encoding: "bytes in another encoding than the file says; save it in UTF-8, and say so in its first line"
        case .other: "XML that cannot be read; export the file again"
        }
    }
}
