internal import NumericalMethods

extension DoubledConvolution3x3 {
    private typealias Vector = FeatureMap.Vector

    /// Extends the input by a pixel on every side, and by what is missing behind the last rows and columns.
    func extend(_ input: FeatureView, into extended: UnsafeMutablePointer<Float>, team: ThreadTeam) {
        team.forEach(rows.terms.count) { row in
            for column in 0..<pitch {
                let result = place(extended, row: row, column: column)
                result.update(repeating: .zero, count: input.vectorCount)
                for rowTerm in rows.terms[row] {
                    for columnTerm in columns.terms[column] {
                        let pixel = rowTerm.index &* inputShape.columns &+ columnTerm.index
                        let x = input.vectors + pixel &* input.vectorStride
                        let weight = Vector(repeating: rowTerm.weight * columnTerm.weight)
                        for vector in 0..<input.vectorCount {
                            result[vector] = result[vector].addingProduct(x[vector], weight)
                        }
                    }
                }
            }
        }
    }

    /// The transpose of ``extend(_:into:team:)``.
    func extendTransposed(_ extended: UnsafeMutablePointer<Float>, into gradient: FeatureView, team: ThreadTeam) {
        team.forEach(inputShape.rows) { row in
            for column in 0..<inputShape.columns {
                let pixel = row &* inputShape.columns &+ column
                let result = gradient.vectors + pixel &* gradient.vectorStride
                result.update(repeating: .zero, count: gradient.vectorCount)
                for rowTarget in rows.targets[row] {
                    for columnTarget in columns.targets[column] {
                        let x = place(extended, row: rowTarget.index, column: columnTarget.index)
                        let weight = Vector(repeating: rowTarget.weight * columnTarget.weight)
                        for vector in 0..<gradient.vectorCount {
                            result[vector] = result[vector].addingProduct(x[vector], weight)
                        }
                    }
                }
            }
        }
    }

    private func place(
        _ extended: UnsafeMutablePointer<Float>, row: Int, column: Int
    ) -> UnsafeMutablePointer<Vector> {
        vectors(extended + (row &* pitch &+ column) &* inputStride)
    }
}

/// Scalars that begin on a vector's boundary, as vectors.
@inline(__always)
func vectors(_ scalars: UnsafeMutablePointer<Float>) -> UnsafeMutablePointer<FeatureMap.Vector> {
    UnsafeMutableRawPointer(scalars).assumingMemoryBound(to: FeatureMap.Vector.self)
}
