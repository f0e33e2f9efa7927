internal import NumericalMethods

extension DoubledConvolution3x3 {
    private typealias Vector = FeatureMap.Vector
    private typealias Places = (
        UnsafeMutablePointer<Vector>, UnsafeMutablePointer<Vector>, UnsafeMutablePointer<Vector>,
        UnsafeMutablePointer<Vector>
    )

    /// V = Bᵀ d in the rows, in the columns, and in both.
    func transformInput(_ memory: DoubledMemory, strip: Range<Int>, team: ThreadTeam) {
        let (stride, count) = (inputStride / Vector.scalarCount, vectorCount(inputShape))
        let even = evenRows(strip)
        team.forEach(even.count) { row in
            let d = vectors(memory.extended + (even.lowerBound &+ row) &* pitch &* inputStride)
            inputColumns(d, places(memory.inputs, kind: 4, row: row, stride: inputStride), stride, count)
        }
        team.forEach(strip.count) { row in
            let d = vectors(memory.extended + 3 &* (strip.lowerBound &+ row) &* pitch &* inputStride)
            let line = pitch &* stride
            let v = rowPlaces(memory.inputs, row: row, stride: inputStride)
            for pixel in 0..<pitch {
                for vector in 0..<count {
                    let place = pixel &* stride &+ vector
                    let four = DoubledTransforms.input(
                        (d[place], d[place &+ line], d[place &+ 2 &* line], d[place &+ 3 &* line]))
                    (v.0[place], v.1[place], v.2[place], v.3[place]) = four
                }
            }
            for (kind, line) in [v.0, v.1, v.2, v.3].enumerated() {
                inputColumns(line, places(memory.inputs, kind: kind, row: row, stride: inputStride), stride, count)
            }
        }
    }

    /// The gradient of the extended input, from dV; the transpose of the above.
    func transposeInput(_ memory: DoubledMemory, strip: Range<Int>, team: ThreadTeam) {
        let (stride, count) = (inputStride / Vector.scalarCount, vectorCount(inputShape))
        let (even, line) = (evenRows(strip), pitch &* stride)
        team.forEach(strip.count) { row in
            let v = rowPlaces(memory.inputs, row: row, stride: inputStride)
            for (kind, line) in [v.0, v.1, v.2, v.3].enumerated() {
                inputColumnsTransposed(
                    places(memory.inputs, kind: kind, row: row, stride: inputStride), line, stride, count)
            }
        }
        team.forEach(even.count) { row in
            let d = vectors(memory.extendedGradient + (even.lowerBound &+ row) &* pitch &* inputStride)
            inputColumnsTransposed(
                places(memory.inputs, kind: 4, row: row, stride: inputStride), d, stride, count)
        }
        // Neighbouring tiles share a row, so that those of even and of odd number take turns.
        for parity in 0..<2 {
            team.forEach((strip.count &+ 1 &- parity) / 2) { pair in
                let row = 2 &* pair &+ parity
                let d = vectors(memory.extendedGradient + 3 &* (strip.lowerBound &+ row) &* pitch &* inputStride)
                let v = rowPlaces(memory.inputs, row: row, stride: inputStride)
                for pixel in 0..<pitch {
                    for vector in 0..<count {
                        let place = pixel &* stride &+ vector
                        let four = DoubledTransforms.inputTransposed(
                            (v.0[place], v.1[place], v.2[place], v.3[place]))
                        d[place] += four.0
                        d[place &+ line] += four.1
                        d[place &+ 2 &* line] += four.2
                        d[place &+ 3 &* line] += four.3
                    }
                }
            }
        }
    }

    /// The phases with odd rows or columns, Aᵀ M in the rows, in the columns, and in both.
    func transformOutput(_ memory: DoubledMemory, strip: Range<Int>, team: ThreadTeam) {
        let (stride, count) = (outputStride / Vector.scalarCount, vectorCount(outputShape))
        let (even, line) = (evenRows(strip), pitch &* stride)
        team.forEach(even.count) { row in
            let m = places(memory.outputs, kind: 4, row: row, stride: outputStride)
            let y = phase(memory, 1, row: even.lowerBound &+ row)
            for tile in 0..<columns.tiles {
                for vector in 0..<count {
                    let three = DoubledTransforms.output(four(m, tile &* stride &+ vector))
                    write(three, to: y + (3 &* tile &* stride &+ vector), by: stride)
                }
            }
        }
        team.forEach(strip.count) { row in
            let m = rowPlaces(memory.outputs, row: row, stride: outputStride)
            let y = phase(memory, 2, row: 3 &* (strip.lowerBound &+ row))
            for pixel in 0..<columns.extent {
                for vector in 0..<count {
                    let place = pixel &* stride &+ vector
                    write(DoubledTransforms.output(four(m, place)), to: y + place, by: line)
                }
            }
            let both = (0..<4).map { places(memory.outputs, kind: $0, row: row, stride: outputStride) }
            let odd = phase(memory, 3, row: 3 &* (strip.lowerBound &+ row))
            for tile in 0..<columns.tiles {
                for vector in 0..<count {
                    let place = tile &* stride &+ vector
                    let a = DoubledTransforms.output(four(both[0], place))
                    let b = DoubledTransforms.output(four(both[1], place))
                    let c = DoubledTransforms.output(four(both[2], place))
                    let d = DoubledTransforms.output(four(both[3], place))
                    let start = odd + (3 &* tile &* stride &+ vector)
                    write(DoubledTransforms.output((a.0, b.0, c.0, d.0)), to: start, by: line)
                    write(DoubledTransforms.output((a.1, b.1, c.1, d.1)), to: start + stride, by: line)
                    write(DoubledTransforms.output((a.2, b.2, c.2, d.2)), to: start + 2 &* stride, by: line)
                }
            }
        }
    }

    /// dM from the gradients of the phases; the transpose of the above.
    func transposeOutput(_ memory: DoubledMemory, strip: Range<Int>, team: ThreadTeam) {
        let (stride, count) = (outputStride / Vector.scalarCount, vectorCount(outputShape))
        let (even, line) = (evenRows(strip), pitch &* stride)
        team.forEach(even.count) { row in
            let m = places(memory.outputs, kind: 4, row: row, stride: outputStride)
            let y = phase(memory, 1, row: even.lowerBound &+ row)
            for tile in 0..<columns.tiles {
                for vector in 0..<count {
                    let three = read(y + (3 &* tile &* stride &+ vector), by: stride)
                    write(DoubledTransforms.outputTransposed(three), to: m, at: tile &* stride &+ vector)
                }
            }
        }
        team.forEach(strip.count) { row in
            let m = rowPlaces(memory.outputs, row: row, stride: outputStride)
            let y = phase(memory, 2, row: 3 &* (strip.lowerBound &+ row))
            for pixel in 0..<pitch {
                for vector in 0..<count {
                    let place = pixel &* stride &+ vector
                    write(DoubledTransforms.outputTransposed(read(y + place, by: line)), to: m, at: place)
                }
            }
            let both = (0..<4).map { places(memory.outputs, kind: $0, row: row, stride: outputStride) }
            let odd = phase(memory, 3, row: 3 &* (strip.lowerBound &+ row))
            for tile in 0..<columns.tiles {
                for vector in 0..<count {
                    let start = odd + (3 &* tile &* stride &+ vector)
                    let a = DoubledTransforms.outputTransposed(read(start, by: line))
                    let b = DoubledTransforms.outputTransposed(read(start + stride, by: line))
                    let c = DoubledTransforms.outputTransposed(read(start + 2 &* stride, by: line))
                    let place = tile &* stride &+ vector
                    write(DoubledTransforms.outputTransposed((a.0, b.0, c.0)), to: both[0], at: place)
                    write(DoubledTransforms.outputTransposed((a.1, b.1, c.1)), to: both[1], at: place)
                    write(DoubledTransforms.outputTransposed((a.2, b.2, c.2)), to: both[2], at: place)
                    write(DoubledTransforms.outputTransposed((a.3, b.3, c.3)), to: both[3], at: place)
                }
            }
        }
    }

    /// Bᵀ d in the columns of a row of pixels.
    private func inputColumns(_ d: UnsafeMutablePointer<Vector>, _ v: Places, _ stride: Int, _ count: Int) {
        for tile in 0..<columns.tiles {
            let start = d + 3 &* tile &* stride
            for vector in 0..<count {
                let place = tile &* stride &+ vector
                let four = (
                    start[vector], start[vector &+ stride], start[vector &+ 2 &* stride], start[vector &+ 3 &* stride]
                )
                write(DoubledTransforms.input(four), to: v, at: place)
            }
        }
    }

    /// Adds B v in the columns to a row of pixels.
    private func inputColumnsTransposed(
        _ v: Places, _ d: UnsafeMutablePointer<Vector>, _ stride: Int, _ count: Int
    ) {
        for tile in 0..<columns.tiles {
            let start = d + 3 &* tile &* stride
            for vector in 0..<count {
                let four = DoubledTransforms.inputTransposed(four(v, tile &* stride &+ vector))
                start[vector] += four.0
                start[vector &+ stride] += four.1
                start[vector &+ 2 &* stride] += four.2
                start[vector &+ 3 &* stride] += four.3
            }
        }
    }

    private func vectorCount(_ shape: FeatureShape) -> Int {
        (shape.channels + Vector.scalarCount - 1) / Vector.scalarCount
    }

    /// Where a row of a phase begins.
    private func phase(_ memory: DoubledMemory, _ index: Int, row: Int) -> UnsafeMutablePointer<Vector> {
        vectors(memory.phases[index] + row &* pitch &* outputStride)
    }

    /// Where a row's entries of the four points in the columns begin, for a kind in the rows.
    private func places(
        _ matrices: [UnsafeMutablePointer<Float>], kind: Int, row: Int, stride: Int
    ) -> Places {
        let offset = row &* columns.tiles &* stride
        return (
            vectors(matrices[5 &* kind] + offset), vectors(matrices[5 &* kind &+ 1] + offset),
            vectors(matrices[5 &* kind &+ 2] + offset), vectors(matrices[5 &* kind &+ 3] + offset)
        )
    }

    /// Where a row's entries of the four points in the rows begin, for the pixels of kind 4 in the columns.
    private func rowPlaces(_ matrices: [UnsafeMutablePointer<Float>], row: Int, stride: Int) -> Places {
        let offset = row &* pitch &* stride
        return (
            vectors(matrices[4] + offset), vectors(matrices[9] + offset), vectors(matrices[14] + offset),
            vectors(matrices[19] + offset)
        )
    }

    @inline(__always)
    private func four(_ places: Places, _ place: Int) -> DoubledTransforms.Four {
        (places.0[place], places.1[place], places.2[place], places.3[place])
    }

    @inline(__always)
    private func write(_ four: DoubledTransforms.Four, to places: Places, at place: Int) {
        (places.0[place], places.1[place], places.2[place], places.3[place]) = four
    }

    @inline(__always)
    private func write(_ three: (Vector, Vector, Vector), to place: UnsafeMutablePointer<Vector>, by stride: Int) {
        (place[0], place[stride], place[2 &* stride]) = three
    }

    @inline(__always)
    private func read(_ place: UnsafeMutablePointer<Vector>, by stride: Int) -> (Vector, Vector, Vector) {
        (place[0], place[stride], place[2 &* stride])
    }
}
