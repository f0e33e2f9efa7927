/// Finishes what cairo writes as Scalable Vector Graphics.
///
/// Cairo numbers images and groups by a counter of the process, so that a figure would have other bytes wherever it is
/// drawn as the second one; here they are numbered by their order in the file. It also leaves out that enlarged pixels keep sharp
/// edges, and has no place for titles. And it writes places to a millionth of a point; ``SVGPath`` writes what a screen can show, and
/// ``SVGStyle`` what is not said anyway.
enum SVG {
    /// The finished file.
    ///
    /// - Parameters:
    ///   - bytes: What cairo wrote.
    ///   - identity: What the figure shows; its title and details go into the file.
    /// - Returns: The same for the same figure.
    static func finished(_ bytes: [UInt8], identity: FigureIdentity) -> [UInt8] {
        var names = Names()
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        let finished = lines.enumerated().map { number, line in
            // The pixels of an image hold no names, and are long.
            let data = line.firstRange(of: "base64,")?.lowerBound ?? line.endIndex
            var head = names.renumbered(line[..<data])
            if head.hasPrefix("<image "), number + 1 < lines.count, isEnlarged(lines[number + 1]) {
                head.replace("<image ", with: "<image style=\"image-rendering:pixelated\" ", maxReplacements: 1)
            }
            let short = shortened(SVGStyle.shortened(head))
            return short + line[data...] + (line.hasPrefix("<svg ") ? description(of: identity) : "")
        }
        return Array(finished.joined(separator: "\n").utf8)
    }

    /// Whether the pattern that places an image makes its pixels a point wide or wider.
    private static func isEnlarged(_ pattern: Substring) -> Bool {
        guard let scale = pattern.firstMatch(of: /patternTransform="matrix\((?<scale>[0-9.]+),/)?.scale else {
            return true
        }
        return Double(scale).map { $0 >= 1 } ?? true
    }

    /// A line whose path, or whose place of a letter, has fewer digits.
    private static func shortened(_ line: String) -> String {
        if let begin = line.firstRange(of: " d=\"")?.upperBound, let end = line[begin...].firstIndex(of: "\"") {
            return line[..<begin] + SVGPath.shortened(line[begin..<end]) + line[end...]
        }
        guard line.firstRange(of: "<use ") != nil else { return line }
        return line.replacing(/\b(?<name>[xy])="(?<number>[^"]*)"/) { match in
            let number = SVGPath.rounded(match.number).map { SVGPath.text(hundredths: $0) } ?? String(match.number)
            return "\(match.name)=\"\(number)\""
        }
    }

    private static func description(of identity: FigureIdentity) -> String {
        let details = identity.details.map { "\($0.name): \($0.value)" }.joined(separator: "; ")
        let description = details.isEmpty ? "" : "\n<desc>\(escaped(details))</desc>"
        return "\n<title>\(escaped(identity.title))</title>" + description
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}

/// New names of what a file refers to: numbers of each kind, from zero, in the order in which they first come.
private struct Names {
    private var renamed: [Substring: String] = [:]
    private var counts: [Substring: Int] = [:]

    /// A line with the new names, where it gives one or refers to one.
    mutating func renumbered(_ line: Substring) -> String {
        String(
            line.replacing(/(?<before>\bid="|"#|\(#)(?<kind>[a-z]+)(?<number>[0-9]+)(?<after>["\)])/.ignoresCase()) {
                match in
                let (kind, name) = (match.kind, match.kind + match.number)
                let new = renamed[name] ?? "\(kind)\(counts[kind, default: 0])"
                if renamed.updateValue(new, forKey: name) == nil { counts[kind, default: 0] += 1 }
                return match.before + new + match.after
            })
    }
}
