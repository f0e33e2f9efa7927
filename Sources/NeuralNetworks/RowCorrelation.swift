/// The kernel behind the gradient of a convolution's weights: for 32 samples at a time,
/// G[i, j] += Σ over runs p and samples n of g[p, i, n] · x[p, j, n].
///
/// Three rows of g meet four rows of x in twelve registers of partial sums, one a lane, which are added up across the
/// lanes once all positions have been seen. Rows that are left over meet in smaller tiles.
enum RowCorrelation {
    typealias Vector = ActivationMatrix.Vector

    /// Adds the products of one group of samples.
    ///
    /// - Parameters:
    ///   - outputs: The number of rows i of a run of g.
    ///   - terms: The number of rows j of a run of x.
    ///   - runs: The number of runs.
    ///   - g: The first row of g, at the group's first vector.
    ///   - gRunStride: The distance of two runs of g, in vectors.
    ///   - x: The first row of x, at the group's first vector.
    ///   - xRunStride: The distance of two runs of x, in vectors.
    ///   - rowStride: The distance of two rows of g, and of x, in vectors.
    ///   - sums: G, outputs x terms; row i starts at `i * sumStride`.
    ///   - sumStride: The distance of two rows of G.
    static func accumulate(
        outputs: Int, terms: Int, runs: Int, g: UnsafePointer<Vector>, gRunStride: Int, x: UnsafePointer<Vector>,
        xRunStride: Int, rowStride: Int, sums: UnsafeMutablePointer<Float>, sumStride: Int
    ) {
        let rowTiles = (outputs &+ 2) / 3
        let whole = terms / 4
        let columnTiles = whole &+ terms % 4
        for index in 0..<rowTiles &* columnTiles {
            // Of the larger of g and x, a few rows stay near while all of the smaller goes by.
            let (i, j) =
                terms > outputs
                ? (index % rowTiles, index / rowTiles) : (index / columnTiles, index % columnTiles)
            let output = 3 &* i
            let term = j < whole ? 4 &* j : 3 &* whole &+ j
            tile(
                rows: min(outputs &- output, 3), columns: j < whole ? 4 : 1, runs: runs, g: g + output &* rowStride,
                gRunStride: gRunStride, x: x + term &* rowStride, xRunStride: xRunStride, rowStride: rowStride,
                sums: sums + (output &* sumStride &+ term), sumStride: sumStride)
        }
    }

    /// One to three rows of g with one or four rows of x.
    @inline(never)
    private static func tile(
        rows: Int, columns: Int, runs: Int, g: UnsafePointer<Vector>, gRunStride: Int, x: UnsafePointer<Vector>,
        xRunStride: Int, rowStride: Int, sums: UnsafeMutablePointer<Float>, sumStride: Int
    ) {
        switch (rows, columns) {
        case (3, 4):
            threeByFour(
                runs: runs, g: g, gRunStride: gRunStride, x: x, xRunStride: xRunStride, rowStride: rowStride,
                sums: sums, sumStride: sumStride)
        case (2, 4):
            twoByFour(
                runs: runs, g: g, gRunStride: gRunStride, x: x, xRunStride: xRunStride, rowStride: rowStride,
                sums: sums, sumStride: sumStride)
        default:
            for row in 0..<rows {
                for column in 0..<columns {
                    one(
                        runs: runs, g: g + row &* rowStride, gRunStride: gRunStride, x: x + column &* rowStride,
                        xRunStride: xRunStride, sum: sums + (row &* sumStride &+ column))
                }
            }
        }
    }

    @inline(__always)
    private static func threeByFour(
        runs: Int, g: UnsafePointer<Vector>, gRunStride: Int, x: UnsafePointer<Vector>, xRunStride: Int,
        rowStride: Int, sums: UnsafeMutablePointer<Float>, sumStride: Int
    ) {
        var a0 = Vector.zero, a1 = a0, a2 = a0, a3 = a0
        var b0 = a0, b1 = a0, b2 = a0, b3 = a0
        var c0 = a0, c1 = a0, c2 = a0, c3 = a0
        var gRun = g
        var xRun = x
        for _ in 0..<runs {
            for lane in 0..<ActivationMatrix.vectorsPerGroup {
                let a = gRun[lane]
                let b = gRun[lane &+ rowStride]
                let c = gRun[lane &+ 2 &* rowStride]
                let x0 = xRun[lane]
                a0 = a0.addingProduct(a, x0)
                b0 = b0.addingProduct(b, x0)
                c0 = c0.addingProduct(c, x0)
                let x1 = xRun[lane &+ rowStride]
                a1 = a1.addingProduct(a, x1)
                b1 = b1.addingProduct(b, x1)
                c1 = c1.addingProduct(c, x1)
                let x2 = xRun[lane &+ 2 &* rowStride]
                a2 = a2.addingProduct(a, x2)
                b2 = b2.addingProduct(b, x2)
                c2 = c2.addingProduct(c, x2)
                let x3 = xRun[lane &+ 3 &* rowStride]
                a3 = a3.addingProduct(a, x3)
                b3 = b3.addingProduct(b, x3)
                c3 = c3.addingProduct(c, x3)
            }
            gRun += gRunStride
            xRun += xRunStride
        }
        add(a0, a1, a2, a3, to: sums)
        add(b0, b1, b2, b3, to: sums + sumStride)
        add(c0, c1, c2, c3, to: sums + 2 &* sumStride)
    }

    @inline(__always)
    private static func twoByFour(
        runs: Int, g: UnsafePointer<Vector>, gRunStride: Int, x: UnsafePointer<Vector>, xRunStride: Int,
        rowStride: Int, sums: UnsafeMutablePointer<Float>, sumStride: Int
    ) {
        var a0 = Vector.zero, a1 = a0, a2 = a0, a3 = a0
        var b0 = a0, b1 = a0, b2 = a0, b3 = a0
        var gRun = g
        var xRun = x
        for _ in 0..<runs {
            for lane in 0..<ActivationMatrix.vectorsPerGroup {
                let a = gRun[lane]
                let b = gRun[lane &+ rowStride]
                let x0 = xRun[lane]
                a0 = a0.addingProduct(a, x0)
                b0 = b0.addingProduct(b, x0)
                let x1 = xRun[lane &+ rowStride]
                a1 = a1.addingProduct(a, x1)
                b1 = b1.addingProduct(b, x1)
                let x2 = xRun[lane &+ 2 &* rowStride]
                a2 = a2.addingProduct(a, x2)
                b2 = b2.addingProduct(b, x2)
                let x3 = xRun[lane &+ 3 &* rowStride]
                a3 = a3.addingProduct(a, x3)
                b3 = b3.addingProduct(b, x3)
            }
            gRun += gRunStride
            xRun += xRunStride
        }
        add(a0, a1, a2, a3, to: sums)
        add(b0, b1, b2, b3, to: sums + sumStride)
    }

    @inline(__always)
    private static func one(
        runs: Int, g: UnsafePointer<Vector>, gRunStride: Int, x: UnsafePointer<Vector>, xRunStride: Int,
        sum: UnsafeMutablePointer<Float>
    ) {
        var partial0 = Vector.zero, partial1 = partial0, partial2 = partial0, partial3 = partial0
        var gRun = g
        var xRun = x
        for _ in 0..<runs {
            partial0 = partial0.addingProduct(gRun[0], xRun[0])
            partial1 = partial1.addingProduct(gRun[1], xRun[1])
            partial2 = partial2.addingProduct(gRun[2], xRun[2])
            partial3 = partial3.addingProduct(gRun[3], xRun[3])
            gRun += gRunStride
            xRun += xRunStride
        }
        sum.pointee += ((partial0 + partial1) + (partial2 + partial3)).sum()
    }

    @inline(__always)
    private static func add(
        _ s0: Vector, _ s1: Vector, _ s2: Vector, _ s3: Vector, to sums: UnsafeMutablePointer<Float>
    ) {
        sums[0] += s0.sum()
        sums[1] += s1.sum()
        sums[2] += s2.sum()
        sums[3] += s3.sum()
    }
}
