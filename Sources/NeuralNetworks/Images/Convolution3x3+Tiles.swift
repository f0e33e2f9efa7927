internal import NumericalMethods

extension Convolution3x3 {
    private typealias Vector = FeatureMap.Vector

    /// V = Bᵀ x B of every tile's 6 x 6 pixels, tiles x C each of 36 times.
    func transformInput(
        _ input: FeatureView, strip: Range<Int>, into tiles: UnsafeMutablePointer<Float>, team: ThreadTeam
    ) {
        let rows = Reflection.sources(4 * tileRows + 2, count: inputShape.rows)
        let columns = Reflection.sources(4 * tileColumns + 2, count: inputShape.columns)
        let (vectors, pixelStride, vectorCount) = (input.vectors, input.vectorStride, input.vectorCount)
        let (tileColumns, rowLength, distance) = (tileColumns, inputShape.columns, stripTiles &* inputStride)
        team.forEach(strip.count) { job in
            let tileRow = strip.lowerBound &+ job
            withUnsafeTemporaryAllocation(of: Vector.self, capacity: 36) { half in
                for tileColumn in 0..<tileColumns {
                    var place = tiles + (job &* tileColumns &+ tileColumn) &* inputStride
                    for vector in 0..<vectorCount {
                        for row in 0..<6 {
                            let start = vectors + (rows[4 &* tileRow &+ row] &* rowLength &* pixelStride &+ vector)
                            @inline(__always)
                            func pixel(_ column: Int) -> Vector {
                                start[columns[4 &* tileColumn &+ column] &* pixelStride]
                            }
                            let six = (pixel(0), pixel(1), pixel(2), pixel(3), pixel(4), pixel(5))
                            half.write(WinogradTransforms.input(six), from: 6 &* row, by: 1)
                        }
                        for column in 0..<6 {
                            let six = WinogradTransforms.input(half.readSix(from: column, by: 6))
                            (place + column &* distance).write(six, by: 6 &* distance)
                        }
                        place += Vector.scalarCount
                    }
                }
            }
        }
    }

    /// Sets a gradient to zero.
    func clear(_ gradient: FeatureView, team: ThreadTeam) {
        let (vectors, pixelStride, vectorCount) = (gradient.vectors, gradient.vectorStride, gradient.vectorCount)
        team.forEachRun(of: 256, below: gradient.pixels) { pixels in
            for pixel in pixels {
                (vectors + pixel &* pixelStride).update(repeating: .zero, count: vectorCount)
            }
        }
    }

    /// Adds B dV Bᵀ of every tile to the pixels that its 6 x 6 come from.
    ///
    /// Neighbouring rows of tiles share pixels, so that those of even and of odd number take turns.
    func transposeInput(
        _ tiles: UnsafePointer<Float>, strip: Range<Int>, into gradient: FeatureView, team: ThreadTeam
    ) {
        let rows = Reflection.sources(4 * tileRows + 2, count: inputShape.rows)
        let columns = Reflection.sources(4 * tileColumns + 2, count: inputShape.columns)
        let (vectors, pixelStride, vectorCount) = (gradient.vectors, gradient.vectorStride, gradient.vectorCount)
        let (tileColumns, rowLength, distance) = (tileColumns, inputShape.columns, stripTiles &* inputStride)
        // Padded rows and columns past these reach no output that is kept, and their gradients are rounding.
        let (usedRows, usedColumns) = (inputShape.rows + 2, inputShape.columns + 2)
        for parity in 0..<2 {
            team.forEach((strip.count &+ 1 &- parity) / 2) { pair in
                let job = 2 &* pair &+ parity
                let tileRow = strip.lowerBound &+ job
                withUnsafeTemporaryAllocation(of: Vector.self, capacity: 36) { half in
                    for tileColumn in 0..<tileColumns {
                        var place = tiles + (job &* tileColumns &+ tileColumn) &* inputStride
                        let rowEnd = min(6, usedRows &- 4 &* tileRow)
                        let columnEnd = min(6, usedColumns &- 4 &* tileColumn)
                        for vector in 0..<vectorCount {
                            for column in 0..<6 {
                                let six = (place + column &* distance).readSix(by: 6 &* distance)
                                half.write(WinogradTransforms.inputTransposed(six), from: column, by: 6)
                            }
                            for row in 0..<rowEnd {
                                let start = vectors + (rows[4 &* tileRow &+ row] &* rowLength &* pixelStride &+ vector)
                                let six = WinogradTransforms.inputTransposed(half.readSix(from: 6 &* row, by: 1))
                                @inline(__always)
                                func add(_ value: Vector, _ column: Int) {
                                    guard column < columnEnd else { return }
                                    start[columns[4 &* tileColumn &+ column] &* pixelStride] += value
                                }
                                add(six.0, 0)
                                add(six.1, 1)
                                add(six.2, 2)
                                add(six.3, 3)
                                add(six.4, 4)
                                add(six.5, 5)
                            }
                            place += Vector.scalarCount
                        }
                    }
                }
            }
        }
    }

    /// Y = Aᵀ M A of every tile, as far as it lies within the image.
    func transformOutput(
        _ tiles: UnsafePointer<Float>, strip: Range<Int>, into output: FeatureView, team: ThreadTeam
    ) {
        let (vectors, pixelStride, vectorCount) = (output.vectors, output.vectorStride, output.vectorCount)
        let (tileColumns, distance) = (tileColumns, stripTiles &* outputStride)
        let (rows, columns) = (inputShape.rows, inputShape.columns)
        team.forEach(strip.count) { job in
            let tileRow = strip.lowerBound &+ job
            withUnsafeTemporaryAllocation(of: Vector.self, capacity: 24) { half in
                for tileColumn in 0..<tileColumns {
                    var place = tiles + (job &* tileColumns &+ tileColumn) &* outputStride
                    let rowEnd = min(4, rows &- 4 &* tileRow)
                    let columnEnd = min(4, columns &- 4 &* tileColumn)
                    for vector in 0..<vectorCount {
                        for column in 0..<6 {
                            let six = (place + column &* distance).readSix(by: 6 &* distance)
                            let four = WinogradTransforms.output(six)
                            half[column] = four.0
                            half[6 &+ column] = four.1
                            half[12 &+ column] = four.2
                            half[18 &+ column] = four.3
                        }
                        for row in 0..<rowEnd {
                            let four = WinogradTransforms.output(half.readSix(from: 6 &* row, by: 1))
                            let pixel = (4 &* tileRow &+ row) &* columns &+ 4 &* tileColumn
                            let start = vectors + (pixel &* pixelStride &+ vector)
                            start[0] = four.0
                            if columnEnd > 1 { start[pixelStride] = four.1 }
                            if columnEnd > 2 { start[2 &* pixelStride] = four.2 }
                            if columnEnd > 3 { start[3 &* pixelStride] = four.3 }
                        }
                        place += Vector.scalarCount
                    }
                }
            }
        }
    }

    /// dM = A dY Aᵀ of every tile; outputs past the image have no gradient.
    func transposeOutput(
        _ gradient: FeatureView, strip: Range<Int>, into tiles: UnsafeMutablePointer<Float>, team: ThreadTeam
    ) {
        let (vectors, pixelStride, vectorCount) = (gradient.vectors, gradient.vectorStride, gradient.vectorCount)
        let (tileColumns, distance) = (tileColumns, stripTiles &* outputStride)
        let (rows, columns) = (inputShape.rows, inputShape.columns)
        team.forEach(strip.count) { job in
            let tileRow = strip.lowerBound &+ job
            withUnsafeTemporaryAllocation(of: Vector.self, capacity: 24) { half in
                for tileColumn in 0..<tileColumns {
                    var place = tiles + (job &* tileColumns &+ tileColumn) &* outputStride
                    let rowEnd = min(4, rows &- 4 &* tileRow)
                    let columnEnd = min(4, columns &- 4 &* tileColumn)
                    for vector in 0..<vectorCount {
                        for row in 0..<4 {
                            guard row < rowEnd else {
                                half.write((.zero, .zero, .zero, .zero, .zero, .zero), from: 6 &* row, by: 1)
                                continue
                            }
                            let pixel = (4 &* tileRow &+ row) &* columns &+ 4 &* tileColumn
                            let start = vectors + (pixel &* pixelStride &+ vector)
                            let four = (
                                start[0], columnEnd > 1 ? start[pixelStride] : .zero,
                                columnEnd > 2 ? start[2 &* pixelStride] : .zero,
                                columnEnd > 3 ? start[3 &* pixelStride] : .zero
                            )
                            half.write(WinogradTransforms.outputTransposed(four), from: 6 &* row, by: 1)
                        }
                        for column in 0..<6 {
                            let four = (half[column], half[6 &+ column], half[12 &+ column], half[18 &+ column])
                            (place + column &* distance).write(
                                WinogradTransforms.outputTransposed(four), by: 6 &* distance)
                        }
                        place += Vector.scalarCount
                    }
                }
            }
        }
    }
}
