public import NumericalMethods

extension Network {
    /// A copy of all parameters, by name.
    public func namedParameters() -> [NamedParameters] {
        namedBlocks.map { name, block, range in
            NamedParameters(
                name: name, shape: block.shape,
                values: Array(UnsafeBufferPointer(start: parameters.start + range.lowerBound, count: range.count)))
        }
    }

    /// Writes some rows of a matrix of samples into ``input``.
    ///
    /// - Parameters:
    ///   - samples: The signals: samples x features.
    ///   - rows: The rows to take, at most ``batchCapacity``.
    public func loadInput(_ samples: Matrix<Float>, rows: ArraySlice<Int>) {
        precondition(
            samples.columns == input.features && rows.count <= batchCapacity,
            "\(rows.count) signals of \(samples.columns) features for \(batchCapacity) of \(input.features)")
        samples.elements.withUnsafeBufferPointer { elements in
            rows.withUnsafeBufferPointer { rows in
                guard let source = elements.baseAddress else { return }
                // Sixteen samples at a time: a row of the input takes them as one cache line.
                for first in stride(from: 0, to: rows.count, by: 16) {
                    let count = min(16, rows.count &- first)
                    for feature in 0..<input.features {
                        let line = input.scalars + (feature &* input.leadingDimension &+ first)
                        for offset in 0..<count {
                            line[offset] = source[rows[first &+ offset] &* samples.columns &+ feature]
                        }
                    }
                }
            }
        }
    }
}
