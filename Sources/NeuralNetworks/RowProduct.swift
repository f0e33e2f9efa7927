/// The kernel behind a convolution's forward pass and the gradient of its input: for 32 samples at a time,
/// y[i] = max(floor, b[i] + Σ over j < terms of W[i, j] · x[j]), where x and y are runs of rows of two matrices.
///
/// Three outputs of four vectors each stay in twelve registers, which leaves four of AVX2's sixteen for the operands:
/// three broadcasts of W, and one vector of x at a time. A term takes seven loads for twelve fused multiply-adds.
enum RowProduct {
    typealias Vector = ActivationMatrix.Vector

    /// Computes the rows of one run for one group of samples.
    ///
    /// - Parameters:
    ///   - outputs: The number of rows of y.
    ///   - terms: The number of rows of x.
    ///   - weights: W; row i starts at `i * weightStride`.
    ///   - weightStride: The distance of two rows of W.
    ///   - biases: b.
    ///   - x: The first row of x, at the group's first vector.
    ///   - y: The first row of y, at the group's first vector.
    ///   - rowStride: The distance of two rows of x, and of y, in vectors.
    ///   - floor: The least value of a result: 0 for a rectifier, -∞ for none.
    @inline(__always)
    static func apply(
        outputs: Int, terms: Int, weights: UnsafePointer<Float>, weightStride: Int, biases: UnsafePointer<Float>,
        x: UnsafePointer<Vector>, y: UnsafeMutablePointer<Vector>, rowStride: Int, floor: Float
    ) {
        var output = 0
        while output &+ 3 <= outputs {
            three(
                terms: terms, weights: weights + output &* weightStride, weightStride: weightStride,
                biases: biases + output, x: x, y: y + output &* rowStride, rowStride: rowStride,
                floor: floor)
            output &+= 3
        }
        switch outputs &- output {
        case 2:
            two(
                terms: terms, weights: weights + output &* weightStride, weightStride: weightStride,
                biases: biases + output, x: x, y: y + output &* rowStride, rowStride: rowStride,
                floor: floor)
        case 1:
            one(
                terms: terms, weights: weights + output &* weightStride, bias: biases[output], x: x,
                y: y + output &* rowStride, rowStride: rowStride, floor: floor)
        default: break
        }
    }

    @inline(__always)
    private static func three(
        terms: Int, weights: UnsafePointer<Float>, weightStride: Int, biases: UnsafePointer<Float>,
        x: UnsafePointer<Vector>, y: UnsafeMutablePointer<Vector>, rowStride: Int, floor: Float
    ) {
        var a0 = Vector(repeating: biases[0]), a1 = a0, a2 = a0, a3 = a0
        var b0 = Vector(repeating: biases[1]), b1 = b0, b2 = b0, b3 = b0
        var c0 = Vector(repeating: biases[2]), c1 = c0, c2 = c0, c3 = c0
        var row = x
        for term in 0..<terms {
            let a = Vector(repeating: weights[term])
            let b = Vector(repeating: weights[term &+ weightStride])
            let c = Vector(repeating: weights[term &+ 2 &* weightStride])
            let x0 = row[0]
            a0 = a0.addingProduct(a, x0)
            b0 = b0.addingProduct(b, x0)
            c0 = c0.addingProduct(c, x0)
            let x1 = row[1]
            a1 = a1.addingProduct(a, x1)
            b1 = b1.addingProduct(b, x1)
            c1 = c1.addingProduct(c, x1)
            let x2 = row[2]
            a2 = a2.addingProduct(a, x2)
            b2 = b2.addingProduct(b, x2)
            c2 = c2.addingProduct(c, x2)
            let x3 = row[3]
            a3 = a3.addingProduct(a, x3)
            b3 = b3.addingProduct(b, x3)
            c3 = c3.addingProduct(c, x3)
            row += rowStride
        }
        store(a0, a1, a2, a3, at: y, floor: floor)
        store(b0, b1, b2, b3, at: y + rowStride, floor: floor)
        store(c0, c1, c2, c3, at: y + 2 &* rowStride, floor: floor)
    }

    @inline(__always)
    private static func two(
        terms: Int, weights: UnsafePointer<Float>, weightStride: Int, biases: UnsafePointer<Float>,
        x: UnsafePointer<Vector>, y: UnsafeMutablePointer<Vector>, rowStride: Int, floor: Float
    ) {
        var a0 = Vector(repeating: biases[0]), a1 = a0, a2 = a0, a3 = a0
        var b0 = Vector(repeating: biases[1]), b1 = b0, b2 = b0, b3 = b0
        var row = x
        for term in 0..<terms {
            let a = Vector(repeating: weights[term])
            let b = Vector(repeating: weights[term &+ weightStride])
            let x0 = row[0]
            a0 = a0.addingProduct(a, x0)
            b0 = b0.addingProduct(b, x0)
            let x1 = row[1]
            a1 = a1.addingProduct(a, x1)
            b1 = b1.addingProduct(b, x1)
            let x2 = row[2]
            a2 = a2.addingProduct(a, x2)
            b2 = b2.addingProduct(b, x2)
            let x3 = row[3]
            a3 = a3.addingProduct(a, x3)
            b3 = b3.addingProduct(b, x3)
            row += rowStride
        }
        store(a0, a1, a2, a3, at: y, floor: floor)
        store(b0, b1, b2, b3, at: y + rowStride, floor: floor)
    }

    @inline(__always)
    private static func one(
        terms: Int, weights: UnsafePointer<Float>, bias: Float, x: UnsafePointer<Vector>,
        y: UnsafeMutablePointer<Vector>, rowStride: Int, floor: Float
    ) {
        var a0 = Vector(repeating: bias), a1 = a0, a2 = a0, a3 = a0
        var row = x
        for term in 0..<terms {
            let a = Vector(repeating: weights[term])
            a0 = a0.addingProduct(a, row[0])
            a1 = a1.addingProduct(a, row[1])
            a2 = a2.addingProduct(a, row[2])
            a3 = a3.addingProduct(a, row[3])
            row += rowStride
        }
        store(a0, a1, a2, a3, at: y, floor: floor)
    }

    @inline(__always)
    private static func store(
        _ v0: Vector, _ v1: Vector, _ v2: Vector, _ v3: Vector, at y: UnsafeMutablePointer<Vector>, floor: Float
    ) {
        let floor = Vector(repeating: floor)
        y[0] = v0.replacing(with: floor, where: v0 .< floor)
        y[1] = v1.replacing(with: floor, where: v1 .< floor)
        y[2] = v2.replacing(with: floor, where: v2 .< floor)
        y[3] = v3.replacing(with: floor, where: v3 .< floor)
    }
}
