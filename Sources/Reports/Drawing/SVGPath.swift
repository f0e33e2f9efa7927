/// The shapes of an SVG file with fewer letters: places in hundredths of a point, each relative to the one before, and curves without
/// points that nobody sees.
enum SVGPath {
    /// A step of a path: what it does, and the places that it needs, in hundredths of a point.
    private struct Step {
        let command: UInt8
        var places: [(x: Int, y: Int)]
    }

    /// So far may a point of a curve lie from the line that replaces it, in hundredths of a point.
    private static let tolerance = 4.0
    /// Shorter paths are letters and marks, which keep all of their points.
    private static let longPath = 40

    /// A path as cairo writes it, of `M`, `L`, `C` and `Z`; any other stays as it is.
    static func shortened(_ path: Substring) -> String {
        guard let steps = steps(of: path), let first = steps.first, first.command == UInt8(ascii: "M") else {
            return String(path)
        }
        return text(of: thinned(steps))
    }

    /// A number of hundredths as text: `-.5`, `12.25`.
    static func text(hundredths: Int) -> String {
        let (whole, part) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
        let digits = part % 10 == 0 ? "\(part / 10)" : part < 10 ? "0\(part)" : "\(part)"
        let sign = hundredths < 0 ? "-" : ""
        return part == 0 ? "\(sign)\(whole)" : sign + (whole == 0 ? "" : "\(whole)") + "." + digits
    }

    /// A number as text, in hundredths; nothing for what is no number.
    static func rounded(_ number: Substring) -> Int? {
        Double(number).flatMap { Int(exactly: (100 * $0).rounded()) }
    }

    private static func steps(of path: Substring) -> [Step]? {
        var steps: [Step] = []
        var words = path.utf8.split(separator: UInt8(ascii: " "))[...]
        while let command = words.popFirst() {
            let counts: [UInt8: Int] = [
                UInt8(ascii: "M"): 1, UInt8(ascii: "L"): 1, UInt8(ascii: "C"): 3, UInt8(ascii: "Z"): 0,
            ]
            guard command.count == 1, let letter = command.first, let count = counts[letter], words.count >= 2 * count
            else { return nil }
            var places: [(x: Int, y: Int)] = []
            for _ in 0..<count {
                guard let x = rounded(Substring(words.removeFirst())), let y = rounded(Substring(words.removeFirst()))
                else { return nil }
                places.append((x, y))
            }
            steps.append(Step(command: letter, places: places))
        }
        return steps
    }

    private static func text(of steps: [Step]) -> String {
        var text = ""
        var (here, start) = ((x: 0, y: 0), (x: 0, y: 0))
        var last: UInt8?
        for step in steps {
            guard let end = step.places.last else {
                text += "z"
                (here, last) = (start, nil)
                continue
            }
            let isMove = step.command == UInt8(ascii: "M")
            let origin = isMove ? (x: 0, y: 0) : here
            if step.command != last || isMove {
                text += String(UnicodeScalar(isMove ? step.command : step.command | 0x20))
                last = step.command
            } else {
                text += " "
            }
            text += step.places.map { place in
                SVGPath.text(hundredths: place.x - origin.x) + " " + SVGPath.text(hundredths: place.y - origin.y)
            }.joined(separator: " ")
            here = end
            if isMove { start = end }
        }
        return text.replacing(" -", with: "-")
    }

    /// A long line without the points that lie on the straight between those that stay
    /// (Douglas and Peucker, Cartographica 10 (1973) 112).
    private static func thinned(_ steps: [Step]) -> [Step] {
        guard steps.count >= longPath, steps.dropFirst().allSatisfy({ $0.command == UInt8(ascii: "L") }) else {
            return steps
        }
        let points = steps.map { $0.places[0] }
        var stays = Array(repeating: false, count: points.count)
        (stays[0], stays[points.count - 1]) = (true, true)
        var open = [(first: 0, last: points.count - 1)]
        while let (first, last) = open.popLast() {
            var (farthest, largest) = (first, tolerance)
            for index in first + 1..<max(last, first + 1) {
                let distance = distance(of: points[index], from: points[first], to: points[last])
                if distance > largest { (farthest, largest) = (index, distance) }
            }
            guard farthest > first else { continue }
            stays[farthest] = true
            open += [(first, farthest), (farthest, last)]
        }
        return zip(steps, stays).filter(\.1).map(\.0)
    }

    /// The distance of a point from the line through two others, or from the first of these where they are the same.
    private static func distance(of point: (x: Int, y: Int), from first: (x: Int, y: Int), to last: (x: Int, y: Int))
        -> Double
    {
        let (x, y) = (Double(last.x - first.x), Double(last.y - first.y))
        let (dx, dy) = (Double(point.x - first.x), Double(point.y - first.y))
        let length = (x * x + y * y).squareRoot()
        return length > 0 ? abs(x * dy - y * dx) / length : (dx * dx + dy * dy).squareRoot()
    }
}
