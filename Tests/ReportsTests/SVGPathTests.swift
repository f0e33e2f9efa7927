import Foundation
import Testing

@testable import Reports

@Suite("Paths of SVG files") struct SVGPathTests {
    /// The places of a path, in points, as a reader of SVG files finds them.
    private static func places(_ path: String) throws -> [(x: Double, y: Double)] {
        var places: [(x: Double, y: Double)] = []
        var (here, start) = ((x: 0.0, y: 0.0), (x: 0.0, y: 0.0))
        for match in path.matches(of: /([MlcLCzZ])([^MlcLCzZ]*)/) {
            let numbers = match.output.2.matches(of: /-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)/).compactMap { Double($0.output) }
            let command = match.output.1
            if command.lowercased() == "z" { here = start }
            let size = command.lowercased() == "c" ? 6 : 2
            #expect(numbers.count % size == 0)
            for step in stride(from: 0, to: numbers.count, by: size) {
                let origin = command == "l" || command == "c" ? here : (x: 0, y: 0)
                for index in stride(from: step, to: step + size, by: 2) {
                    here = (origin.x + numbers[index], origin.y + numbers[index + 1])
                    places.append(here)
                }
                if command == "M" { start = here }
            }
        }
        return places
    }

    @Test("a path has the same places, to a hundredth of a point, and fewer letters")
    func shortened() throws {
        #expect(
            SVGPath.shortened("M 10 20 L 10.504 20.25 L 10.494 20 C 1 2 3 4 5 6 Z M 0 -0.004 L 0.05 100 ")
                == "M10 20l.5 .25-.01-.25c-9.49-18-7.49-16-5.49-14zM0 0l.05 100")
        var path = ""
        var random = SystemRandomNumberGenerator()
        func number() -> String { String(format: "%.6f", Double.random(in: -500...500, using: &random)) }
        for _ in 0..<50 {
            path += "M \(number()) \(number()) L \(number()) \(number()) "
            path += "C \(number()) \(number()) \(number()) \(number()) \(number()) \(number()) Z "
        }
        let short = SVGPath.shortened(path[...])
        let (expected, found) = (try Self.places(path), try Self.places(short))
        #expect(expected.count == 250 && found.count == 250, "\(path)")
        for (one, other) in zip(expected, found) {
            #expect(abs(one.x - other.x) < 0.0051 && abs(one.y - other.y) < 0.0051, "\(path)")
        }
        #expect(short.utf8.count < path.utf8.count * 3 / 4)
    }

    @Test(
        "what is no path of moves, lines and curves stays as it is",
        arguments: ["M 1 2 A 3 4", "M 1", "L 1 2", "M x 2", ""])
    func others(path: String) { #expect(SVGPath.shortened(path[...]) == path) }

    @Test("a long curve loses only points that nobody sees, and keeps its narrowest line")
    func thinned() throws {
        let points = (0..<4000).map { index in
            let x = Double(index) * 0.1
            return (x: x, y: index == 2500 ? 90.0 : 50 + 40 * sin(x / 20))
        }
        let path = points.enumerated().map { ($0 == 0 ? "M" : "L") + String(format: " %.6f %.6f ", $1.x, $1.y) }
        let kept = try Self.places(SVGPath.shortened(path.joined()[...]))
        #expect(kept.count < points.count / 5 && kept.contains { abs($0.x - 250) < 0.001 && abs($0.y - 90) < 0.001 })
        // Between two that are left, the curve lies within the tolerance and half a digit.
        for (begin, end) in zip(kept, kept.dropFirst()) {
            for point in points where point.x >= begin.x && point.x <= end.x && end.x > begin.x {
                let y = begin.y + (end.y - begin.y) * (point.x - begin.x) / (end.x - begin.x)
                let slope = (end.y - begin.y) / (end.x - begin.x)
                #expect(abs(point.y - y) <= 0.06 * (1 + slope * slope).squareRoot(), "\(point)")
            }
        }
        let short = path.prefix(30).joined()
        #expect(try Self.places(SVGPath.shortened(short[...])).count == 30)
    }

    @Test("a style says only what is not so by default, and colours in eight bits")
    func styles() {
        #expect(
            SVGStyle.shortened(
                #"<path style="fill:none;stroke-width:0.6;stroke-linecap:butt;stroke-linejoin:round;"#
                    + #"stroke:rgb(13.333333%,100%,0%);stroke-opacity:1;stroke-miterlimit:10;" d="M 0 0 "/>"#)
                == ##"<path style="fill:none;stroke-width:0.6;stroke-linejoin:round;stroke:#22ff00" d="M 0 0 "/>"##)
        // Half-transparent, wide and pointed lines stay what they are.
        let kept = #"<path style="stroke-linejoin:miter;stroke-opacity:0.5;stroke-miterlimit:10" d="M 0 0 "/>"#
        #expect(SVGStyle.shortened(kept) == kept)
        #expect(SVGStyle.shortened(#"<path style="stroke:none;" d="M 0 0 "/>"#) == #"<path d="M 0 0 "/>"#)
        #expect(SVGStyle.shortened("<g id=\"surface0\">") == "<g id=\"surface0\">")
    }
}
