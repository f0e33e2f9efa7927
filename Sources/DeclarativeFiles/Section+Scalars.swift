extension Section {
    // MARK: Text

    /// The text of a key that must be given.
    public func string(_ key: String) -> String? {
        requiredElement(key).flatMap { text($0, pathOf(key)) }
    }

    /// The text of a key that may be missing.
    public func optionalString(_ key: String) -> String? {
        element(key).flatMap { text($0, pathOf(key)) }
    }

    // MARK: Whole numbers

    /// The whole number of a key that must be given.
    public func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
        requiredElement(key).flatMap { integer($0, pathOf(key), in: range) }
    }

    /// The whole number of a key, or its default where the key is missing.
    public func integer(_ key: String, in range: ClosedRange<Int>, default value: Int) -> Int? {
        contains(key, default: .integer(value)) ? integer(key, in: range) : value
    }

    /// The whole number of a key that may be missing.
    public func optionalInteger(_ key: String, in range: ClosedRange<Int>) -> Int? {
        contains(key) ? integer(key, in: range) : nil
    }

    // MARK: Numbers

    /// The finite number of a key that must be given.
    public func number(_ key: String, in range: ClosedRange<Double>) -> Double? {
        requiredElement(key).flatMap { number($0, pathOf(key), in: range) }
    }

    /// The finite number of a key, or its default where the key is missing.
    public func number(_ key: String, in range: ClosedRange<Double>, default value: Double) -> Double? {
        contains(key, default: .number(value)) ? number(key, in: range) : value
    }

    /// The finite number of a key that may be missing.
    public func optionalNumber(_ key: String, in range: ClosedRange<Double>) -> Double? {
        contains(key) ? number(key, in: range) : nil
    }

    /// The finite number of a key that must be given, above a bound that is not allowed itself.
    public func number(_ key: String, above bound: Double, upTo upperBound: Double) -> Double? {
        requiredElement(key).flatMap { number($0, pathOf(key), above: bound, upTo: upperBound) }
    }

    /// The finite number of a key above a bound that is not allowed itself, or its default where the key is missing.
    public func number(
        _ key: String, above bound: Double, upTo upperBound: Double, default value: Double
    ) -> Double? {
        contains(key, default: .number(value)) ? number(key, above: bound, upTo: upperBound) : value
    }

    // MARK: Truth values

    /// The truth value of a key, or its default where the key is missing.
    public func boolean(_ key: String, default value: Bool) -> Bool? {
        guard contains(key, default: .bool(value)), let element = element(key) else { return value }
        let requirement = "true or false"
        if let imagined = element.imagined {
            imagined.recorder.record(pathOf(key), kind: requirement)
            return value
        }
        if case .boolean(let value) = element.scalar { return value }
        refuse(element, pathOf(key), mustBe: requirement)
        return nil
    }

    // MARK: Single values, wherever they stand

    func text(_ element: Element, _ path: String) -> String? {
        if let imagined = element.imagined {
            imagined.recorder.record(path, kind: "text")
            return KeyRecorder.text(path, item: imagined.item)
        }
        switch element.scalar {
        case .text(let text): return text
        case .boolean, .integer, .number:
            report("\(quoted(path)) must be text, but is \(element.description); put it in quotes", at: element)
        default:
            refuse(element, path, mustBe: "text")
        }
        return nil
    }

    func integer(_ element: Element, _ path: String, in range: ClosedRange<Int>) -> Int? {
        let requirement = "a whole number" + described(range, ends: (.min, .max))
        if let imagined = element.imagined {
            imagined.recorder.record(path, kind: requirement)
            return min(range.lowerBound + imagined.recorder.excess, range.upperBound)
        }
        if case .integer(let value, _) = element.scalar, range.contains(value) { return value }
        refuse(element, path, mustBe: requirement)
        return nil
    }

    func number(_ element: Element, _ path: String, in range: ClosedRange<Double>) -> Double? {
        let requirement = "a finite number" + described(range, ends: (-.infinity, .infinity))
        if let imagined = element.imagined {
            imagined.recorder.record(path, kind: requirement)
            return range.lowerBound.isFinite ? range.lowerBound : min(0, range.upperBound)
        }
        if let value = finiteNumber(element), range.contains(value) { return value }
        refuse(element, path, mustBe: requirement)
        return nil
    }

    func number(_ element: Element, _ path: String, above bound: Double, upTo upperBound: Double) -> Double? {
        let requirement = "a finite number above \(written(bound)) and at most \(written(upperBound))"
        if let imagined = element.imagined {
            imagined.recorder.record(path, kind: requirement)
            return upperBound
        }
        if let value = finiteNumber(element), value > bound, value <= upperBound { return value }
        refuse(element, path, mustBe: requirement)
        return nil
    }

    private func finiteNumber(_ element: Element) -> Double? {
        switch element.scalar {
        case .integer(let value, _): Double(value)
        case .number(let value, _) where value.isFinite: value
        default: nil
        }
    }
}
