/// A box of an array: its shape, and the index at which it begins.
struct ArrayBox {
    let shape: [Int]
    let origin: [Int]

    /// What two boxes have in common, of which there must be something.
    func intersection(_ other: ArrayBox) -> ArrayBox {
        let begin = zip(origin, other.origin).map { max($0, $1) }
        let ends = zip(zip(origin, shape), zip(other.origin, other.shape)).map { min($0.0 + $0.1, $1.0 + $1.1) }
        return ArrayBox(shape: zip(begin, ends).map { $1 - $0 }, origin: begin)
    }

    /// Hands out every index of the box, the last dimension running fastest.
    func forEachIndex(_ body: ([Int]) throws -> Void) rethrows {
        guard shape.allSatisfy({ $0 > 0 }) else { return }
        var index = origin
        while true {
            try body(index)
            var dimension = shape.count - 1
            while dimension >= 0 {
                index[dimension] += 1
                if index[dimension] < origin[dimension] + shape[dimension] { break }
                index[dimension] = origin[dimension]
                dimension -= 1
            }
            if dimension < 0 { return }
        }
    }

    /// Hands out the runs of the box that lie in one piece in two boxes around it.
    ///
    /// - Parameters:
    ///   - first: The one box.
    ///   - second: The other.
    ///   - body: Gets where the run begins in the one and in the other, and its length, in values.
    func forEachRun(
        in first: ArrayBox, within second: ArrayBox, _ body: (Int, Int, Int) throws -> Void
    ) rethrows {
        // Dimensions that all three have in full run on into the next.
        var rank = shape.count
        var unit = 1
        while rank > 1, shape[rank - 1] == first.shape[rank - 1], shape[rank - 1] == second.shape[rank - 1] {
            unit *= shape[rank - 1]
            rank -= 1
        }
        let run = shape[rank - 1]
        let outer = ArrayBox(shape: Array(shape[..<(rank - 1)]), origin: Array(origin[..<(rank - 1)]))
        func place(_ index: [Int], _ box: ArrayBox) -> Int {
            var place = 0
            for dimension in 0..<rank {
                let value = dimension < rank - 1 ? index[dimension] : origin[dimension]
                place = place * box.shape[dimension] + value - box.origin[dimension]
            }
            return place * unit
        }
        try outer.forEachIndex { try body(place($0, first), place($0, second), run * unit) }
    }
}
