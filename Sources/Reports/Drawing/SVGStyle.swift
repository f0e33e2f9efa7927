/// The styles of an SVG file without what is said by default, and colours as web pages write them.
enum SVGStyle {
    /// What an element has by default, and how far a corner sticks out, which matters where corners are pointed.
    private static let usual: Set<Substring> = [
        "stroke:none", "stroke-linecap:butt", "stroke-opacity:1", "fill-opacity:1", "fill-rule:nonzero",
        "stroke-miterlimit:10",
    ]

    /// A line of the file with a shorter style; one without a style stays as it is.
    static func shortened(_ line: String) -> String {
        guard let begin = line.firstRange(of: " style=\"")?.upperBound, let end = line[begin...].firstIndex(of: "\"")
        else { return line }
        let parts = line[begin..<end].split(separator: ";")
        let isPointed = parts.contains("stroke-linejoin:miter")
        let kept = parts.filter { !usual.contains($0) || isPointed && $0 == "stroke-miterlimit:10" }.map(color)
        let attribute = kept.isEmpty ? "" : " style=\"\(kept.joined(separator: ";"))\""
        return line[..<begin].dropLast(" style=\"".count) + attribute + line[line.index(after: end)...]
    }

    /// `stroke:rgb(100%,0%,0%)` as `stroke:#ff0000`; anything else as it is.
    private static func color(_ part: Substring) -> String {
        let name = part.prefix { $0 != ":" }
        guard part.hasPrefix(name + ":rgb("), part.hasSuffix("%)") else { return String(part) }
        let shares = part.dropFirst(name.count + 5).dropLast(2).split(separator: "%,").compactMap { Double($0) }
        guard shares.count == 3, shares.allSatisfy({ (0...100).contains($0) }) else { return String(part) }
        let digits = shares.map { share in
            let level = Int((share * 2.55).rounded())
            return (level < 16 ? "0" : "") + String(level, radix: 16)
        }
        return name + ":#" + digits.joined()
    }
}
