/// The product Σ x y of two vectors of the same length.
package func dot(_ x: [Double], _ y: [Double]) -> Double {
    precondition(x.count == y.count, "a product of \(x.count) and \(y.count) numbers")
    return x.withUnsafeBytes { x in
        y.withUnsafeBytes { y in
            var sums = SIMD4<Double>.zero
            var place = 0
            while place + 32 <= x.count {
                let factor = x.loadUnaligned(fromByteOffset: place, as: SIMD4<Double>.self)
                sums.addProduct(factor, y.loadUnaligned(fromByteOffset: place, as: SIMD4<Double>.self))
                place += 32
            }
            var sum = sums.sum()
            while place < x.count {
                sum += x.load(fromByteOffset: place, as: Double.self) * y.load(fromByteOffset: place, as: Double.self)
                place += 8
            }
            return sum
        }
    }
}

/// The product Σ x y of a vector and one spectrum of an image, pixels x bands.
///
/// Four sums at a time, in an order that is the same for every pixel.
package func dot(_ x: [Double], _ spectra: Matrix<Float>, row: Int) -> Double {
    precondition(x.count == spectra.columns, "a product of \(x.count) and \(spectra.columns) numbers")
    return x.withUnsafeBufferPointer { x in
        spectra.elements.withUnsafeBufferPointer { elements in
            let start = row * spectra.columns
            var sums = SIMD4<Double>.zero
            var band = 0
            while band + 4 <= x.count {
                let y = SIMD4<Double>(
                    SIMD4(
                        elements[start + band], elements[start + band + 1], elements[start + band + 2],
                        elements[start + band + 3]))
                sums.addProduct(SIMD4(x[band], x[band + 1], x[band + 2], x[band + 3]), y)
                band += 4
            }
            var sum = sums.sum()
            while band < x.count {
                sum += x[band] * Double(elements[start + band])
                band += 1
            }
            return sum
        }
    }
}

/// The part of a vector that is orthogonal to others, made one long; nothing where hardly any is left.
///
/// - Parameters:
///   - vector: The vector.
///   - directions: Orthonormal vectors. They are taken off twice, which leaves the result orthogonal to rounding.
/// - Returns: The part, of length one.
package func unitVector(_ vector: [Double], orthogonalTo directions: [[Double]]) -> [Double]? {
    var rest = vector
    let length = dot(vector, vector).squareRoot()
    for _ in 0..<2 {
        for direction in directions {
            let along = dot(direction, rest)
            for index in rest.indices { rest[index] -= along * direction[index] }
        }
    }
    let left = dot(rest, rest).squareRoot()
    guard left > 1e-12 * length else { return nil }
    return rest.map { $0 / left }
}
