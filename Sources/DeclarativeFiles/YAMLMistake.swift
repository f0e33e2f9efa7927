import Yams

/// Says in our words what the parser of YAML refuses, with what to do about it.
enum YAMLMistake {
    /// What a file of too many levels is told.
    static func tooDeep(_ levels: Int) -> String {
        "nested more than \(levels) levels deep, which nothing here needs; close the brackets, or indent less"
    }

    /// The problem that an error of the parser stands for.
    static func problem(of error: any Error, text: String, start: SourcePlace) -> Problem {
        func problem(_ mark: Mark, _ message: String) -> Problem {
            Problem(place: SourcePlace(file: start.file, line: mark.line, column: mark.column), message: message)
        }
        switch error as? YamlError {
        case .scanner(let context, let message, let mark, _), .parser(let context, let message, let mark, _),
            .composer(let context, let message, let mark, _):
            return problem(mark, words(for: message, context: context))
        case .duplicatedKeysInMapping(let duplicates, let context):
            let names = duplicates.map(quoted).joined(separator: ", ")
            return problem(context.mark, "given more than once: \(names)")
        case .reader(_, let offset, _, _):
            return Problem(
                place: place(ofCharacter: offset ?? 0, in: text, start: start),
                message: "not valid YAML: a control character, which no such file has; delete it")
        case .memory:
            return Problem(place: start, message: "too large or nested too deep to be read")
        default:
            return Problem(place: start, message: unknown)
        }
    }

    private static let unknown =
        "not valid YAML here; look for an indent, a colon or a quote that is not as in the lines before"

    /// What a message of libyaml means; its words are those of a grammar.
    private static func words(for message: String, context: YamlError.Context?) -> String {
        let during = context?.text ?? ""
        let reason = reasons.first { reason in
            (reason.message.isEmpty || message.contains(reason.message))
                && (reason.during.isEmpty || during.contains(reason.during))
        }
        guard let reason else { return unknown }
        let begun = context.map { " that begins on line \($0.mark.line), column \($0.mark.column)" } ?? ""
        return reason.words.replacing("#", with: begun)
    }

    private static let directive =
        "not valid YAML: % begins an instruction to parsers, and none is supported; delete the line, or put the value in quotes"
    private static let name =
        "not valid YAML: & and * name values, which is not supported; put a value that begins with one in quotes"
    private static let tag =
        "not valid YAML: ! begins a tag, which is not supported; put a value that begins with it in quotes"

    /// A message of libyaml, what it was doing, and our words; # stands for where that began.
    private static let reasons: [(message: String, during: String, words: String)] = [
        ("Maximum nesting level", "", tooDeep(YAMLText.deepestLevel)),
        ("undefined alias", "", "aliases (*name) are not supported; write the value out, or put a text in quotes"),
        ("another document", "", "a second document begins here; keep one in a file"),
        ("", "directive", directive), ("directive", "", directive),
        (
            "document start", "",
            "not valid YAML: this belongs to no key; keep one mapping (key: value) in the file, its keys indented alike"
        ),
        ("", "anchor", name), ("", "alias", name), ("", " tag", tag), (" tag", "", tag),
        ("tab character", "", "not valid YAML: a tab, where only blanks indent; write blanks"),
        (
            "cannot start any token", "",
            "not valid YAML: no value begins with this character; put the value in quotes, and indent with blanks, not with tabs"
        ),
        ("expected ':'", "", "not valid YAML: a key without its colon; write it as key: value"),
        (
            "block sequence entries", "",
            "not valid YAML: no entry of a list (- value) can begin here; put it on a line of its own, indented like the others"
        ),
        (
            "mapping keys are not allowed", "",
            "not valid YAML: no key can stand here; put it on a line of its own, indented like the others"
        ),
        (
            "mapping values are not allowed", "",
            "not valid YAML: no colon can stand here; put a text that holds one in quotes, and indent the keys of a mapping alike"
        ),
        (
            "expected '-' indicator", "",
            "not valid YAML: this is no entry of the list#; begin it with '- ', or indent it as what it belongs to"
        ),
        (
            "expected key", "",
            "not valid YAML: this is no key of the mapping#; indent its keys alike, and put texts with signs in quotes"
        ),
        ("',' or ']'", "", "not valid YAML: the list# is not closed, or lacks a comma; write [a, b]"),
        (
            "',' or '}'", "",
            "not valid YAML: the mapping# is not closed, or lacks a comma; write {key: value, key: value}"
        ),
        (
            "node content", "",
            "not valid YAML: a value is missing before this; put a text that begins with a sign in quotes"
        ),
        ("unexpected ':'", "", "not valid YAML: a colon within the text#; put it in quotes"),
        ("end of stream", "quoted", "not valid YAML: the quote# is not closed"),
        ("document indicator", "quoted", "not valid YAML: the quote# is not closed"),
        (
            "", "quoted",
            "not valid YAML: a backslash in double quotes that stands for nothing; write two, or take single quotes"
        ),
        (
            "", "block scalar",
            "not valid YAML: only a comment may follow | or > on its line; begin the text on the next one"
        ),
    ]

    private static func place(ofCharacter offset: Int, in text: String, start: SourcePlace) -> SourcePlace {
        let lines = text.prefix(offset).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return SourcePlace(
            file: start.file, line: max(1, lines.count), column: (lines.last?.unicodeScalars.count ?? 0) + 1)
    }
}
