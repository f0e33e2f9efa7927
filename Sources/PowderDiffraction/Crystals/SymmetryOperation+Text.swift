extension SymmetryOperation {
    /// Reads an operation as it is written in the International Tables: `-y, x-y, z+1/3`, `1/2+X,Y,-Z` or `x+0.5,y,z`.
    ///
    /// Translations within 0.001 of a multiple of 1/24 are taken as that: no setting of a space group has others, but files
    /// have 0.3333.
    ///
    /// - Throws: ``SymmetryError`` where the text is something else.
    public init(_ text: String) throws(SymmetryError) {
        let parts = text.lowercased().split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw Self.unreadable(text) }
        var rotation: [[Int]] = []
        var translation = SIMD3<Double>.zero
        for (axis, part) in parts.enumerated() {
            guard let sum = OperationSum(Array(part.unicodeScalars.filter { !$0.properties.isWhitespace })) else {
                throw Self.unreadable(text)
            }
            rotation.append(sum.coefficients)
            translation[axis] = sum.constant
        }
        let determinant = Self.determinant(rotation)
        guard abs(determinant) == 1 else {
            throw SymmetryError("'\(text)' is no symmetry operation: its determinant is \(determinant), not 1 or -1")
        }
        let steps = 24 * translation
        let rounded = steps.rounded(.toNearestOrEven)
        for axis in 0..<3 where abs(steps[axis] - rounded[axis]) < 24 * 1e-3 {
            translation[axis] = rounded[axis] / 24
        }
        self.init(rotation: rotation, translation: wrapped(translation))
    }

    private static func unreadable(_ text: String) -> SymmetryError {
        SymmetryError("'\(text)' is no symmetry operation such as 'x,y,z' or '-y,x-y,z+1/3'")
    }

    private static func determinant(_ m: [[Int]]) -> Int {
        m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
            + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0])
    }
}

extension SymmetryOperation: CustomStringConvertible {
    /// The operation as it is written in the International Tables, such as `-y,x-y,z+1/3`.
    public var description: String {
        (0..<3).map { axis in
            var text = ""
            for (coefficient, name) in zip(rotation[axis], ["x", "y", "z"]) where coefficient != 0 {
                let magnitude = abs(coefficient) == 1 ? "" : String(abs(coefficient))
                text += (coefficient < 0 ? "-" : text.isEmpty ? "" : "+") + magnitude + name
            }
            let shift = translation[axis]
            guard shift != 0 else { return text }
            let denominator = [2, 3, 4, 6, 8, 12, 24].first { abs(shift * $0 - (shift * $0).rounded()) < 1e-9 }
            return text + "+" + (denominator.map { "\(Int((shift * $0).rounded()))/\(Int($0))" } ?? "\(shift)")
        }
        .joined(separator: ",")
    }
}

/// One of the three parts of an operation: c₁x + c₂y + c₃z + constant.
private struct OperationSum {
    var coefficients = [0, 0, 0]
    var constant = 0.0

    init?(_ text: [Unicode.Scalar]) {
        guard !text.isEmpty else { return nil }
        var position = 0
        while position < text.count {
            var sign = 1.0
            if text[position] == "+" || text[position] == "-" {
                sign = text[position] == "-" ? -1 : 1
                position += 1
            } else if position > 0 {
                return nil
            }
            let factor = Self.number(text, &position)
            if position < text.count, factor != nil, text[position] == "*" { position += 1 }
            if position < text.count, let axis = ["x", "y", "z"].firstIndex(of: text[position]) {
                // No operation on a lattice has other coefficients in a cell that is not extremely skewed.
                guard let coefficient = Int(exactly: sign * (factor ?? 1)), abs(coefficient) <= 9 else { return nil }
                position += 1
                coefficients[axis] += coefficient
                guard abs(coefficients[axis]) <= 9 else { return nil }
            } else {
                guard let factor else { return nil }
                constant += sign * factor
            }
        }
        guard abs(constant) < 1e6 else { return nil }
    }

    /// Reads digits with a decimal point, or a fraction of such.
    private static func number(_ text: [Unicode.Scalar], _ position: inout Int) -> Double? {
        func decimal() -> Double? {
            let start = position
            while position < text.count, ("0"..."9").contains(text[position]) || text[position] == "." { position += 1 }
            var digits = ""
            digits.unicodeScalars.append(contentsOf: text[start..<position])
            return start < position ? Double(digits) : nil
        }
        guard let numerator = decimal() else { return nil }
        guard position < text.count, text[position] == "/" else { return numerator }
        position += 1
        guard let denominator = decimal(), denominator != 0 else { return nil }
        return numerator / denominator
    }
}
