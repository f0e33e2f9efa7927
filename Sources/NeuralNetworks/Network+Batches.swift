internal import CRowKernels
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
                guard let source = elements.baseAddress, let first = rows.baseAddress else { return }
                var operands = row_gathering(
                    x: source, features: input.features, rows: first, samples: rows.count, y: input.scalars,
                    row_stride: input.leadingDimension)
                InstructionSet.chosen.kernels().gathering(&operands)
            }
        }
    }
}
