extension Section {
    /// The list of texts of a key that must be given.
    public func strings(_ key: String) -> [String]? {
        list(key, of: "texts") { text($0, $1) }
    }

    /// The list of texts of a key that may be missing.
    public func optionalStrings(_ key: String) -> [String]? {
        contains(key) ? strings(key) : nil
    }

    /// The list of whole numbers of a key that must be given.
    public func integers(_ key: String, in range: ClosedRange<Int>) -> [Int]? {
        list(key, of: "whole numbers") { integer($0, $1, in: range) }
    }

    /// The list of whole numbers of a key, or its default where the key is missing.
    public func integers(_ key: String, in range: ClosedRange<Int>, default values: [Int]) -> [Int]? {
        contains(key, default: .array(values.map { .integer($0) })) ? integers(key, in: range) : values
    }

    /// The list of finite numbers of a key that must be given.
    public func numbers(_ key: String, in range: ClosedRange<Double>) -> [Double]? {
        list(key, of: "numbers") { number($0, $1, in: range) }
    }

    /// The list of finite numbers of a key, or its default where the key is missing.
    public func numbers(_ key: String, in range: ClosedRange<Double>, default values: [Double]) -> [Double]? {
        contains(key, default: .array(values.map { .number($0) })) ? numbers(key, in: range) : values
    }

    /// The range that a key gives by its first member and the one after its last: `[0, 50]` stands for 0 to 49.
    public func halfOpenRange(_ key: String, in bounds: ClosedRange<Int>) -> Range<Int>? {
        guard let element = requiredElement(key) else { return nil }
        let requirement = "a range [first, end] of whole numbers" + described(bounds, ends: (.min, .max))
        if let imagined = element.imagined {
            imagined.recorder.record(pathOf(key), kind: requirement)
            return bounds.lowerBound..<bounds.upperBound
        }
        guard let elements = element.list, elements.count == 2 else {
            refuse(element, pathOf(key), mustBe: requirement)
            return nil
        }
        guard let ends = integers(key, in: bounds) else { return nil }
        guard ends[0] < ends[1] else {
            report(
                "\(quoted(pathOf(key))) must be \(requirement), but \(ends[0]) is not below \(ends[1])", at: element)
            return nil
        }
        return ends[0]..<ends[1]
    }

    /// Reads every element of a list, so that each bad one is reported; all must be good.
    func list<T>(_ key: String, of kind: String, _ read: (Element, _ path: String) -> T?) -> [T]? {
        guard let element = requiredElement(key) else { return nil }
        let requirement = "a list of \(kind)"
        if let imagined = element.imagined {
            imagined.recorder.record(pathOf(key), kind: requirement)
            return (0..<2 + imagined.recorder.excess).compactMap {
                read(imagined.recorder.imagined(item: $0), "\(pathOf(key))[]")
            }
        }
        guard let elements = element.list else {
            refuse(element, pathOf(key), mustBe: requirement)
            return nil
        }
        let values = elements.enumerated().map { read($1, "\(pathOf(key))[\($0)]") }
        let good = values.compactMap(\.self)
        return good.count == values.count ? good : nil
    }
}
