public import NumericalMethods

/// Bilinear interpolation of an image to another size, as PyTorch's `interpolate` does it without aligned corners.
///
/// Pixel r of n rows looks at row max((r + ½) m/n - ½, 0) of the m rows of the input, between ⌊…⌋ and the next one, the last
/// row standing for those behind it; columns likewise.
public struct BilinearUpsampling: ImageLayer {
    /// The rows, columns and channels that it takes.
    public let inputShape: FeatureShape
    /// The rows, columns and channels that it gives.
    public let outputShape: FeatureShape

    private let rowSources: [Source]
    private let columnSources: [Source]
    private let rowTargets: [[Target]]
    private let columnTargets: [[Target]]

    /// Makes an interpolation.
    ///
    /// - Parameters:
    ///   - input: The rows, columns and channels that it takes.
    ///   - rows: The number of rows that it gives.
    ///   - columns: The number of columns that it gives.
    public init(input: FeatureShape, rows: Int, columns: Int) {
        inputShape = input
        outputShape = FeatureShape(rows: rows, columns: columns, channels: input.channels)
        rowSources = Source.list(from: input.rows, to: rows)
        columnSources = Source.list(from: input.columns, to: columns)
        rowTargets = Target.lists(rowSources, count: input.rows)
        columnTargets = Target.lists(columnSources, count: input.columns)
    }

    /// None.
    public var parameters: [ParameterBlock] { [] }
    /// None.
    public var memoryCount: Int { 0 }

    /// Interpolates.
    public func forward(
        input: FeatureView, output: FeatureView, parameters: UnsafePointer<Float>,
        memory: UnsafeMutablePointer<Float>, team: ThreadTeam
    ) {
        requireShapes(input: input, output: output)
        let (columns, stride, count) = (inputShape.columns, input.vectorStride, input.vectorCount)
        team.forEach(outputShape.rows) { row in
            let source = rowSources[row]
            let upper = input.vectors + source.first &* columns &* stride
            let lower = input.vectors + source.second &* columns &* stride
            let below = FeatureMap.Vector(repeating: source.weight)
            var result = output.vectors + row &* outputShape.columns &* output.vectorStride
            for source in columnSources {
                let (left, right) = (source.first &* stride, source.second &* stride)
                let beside = FeatureMap.Vector(repeating: source.weight)
                for vector in 0..<count {
                    let a = upper[left &+ vector]
                    let b = upper[right &+ vector]
                    let c = lower[left &+ vector]
                    let d = lower[right &+ vector]
                    let top = a.addingProduct(b - a, beside)
                    let bottom = c.addingProduct(d - c, beside)
                    result[vector] = top.addingProduct(bottom - top, below)
                }
                result += output.vectorStride
            }
        }
    }

    /// Gives every pixel of the input the gradients of the pixels that look at it, by their weights.
    public func backward(
        _ pass: ImageBackwardPass, parameters: UnsafePointer<Float>,
        parameterGradients: UnsafeMutablePointer<Float>, memory: UnsafeMutablePointer<Float>, team: ThreadTeam
    ) {
        requireShapes(input: pass.input, output: pass.output)
        guard let inputGradient = pass.inputGradient else { return }
        let gradient = pass.outputGradient
        let (columns, stride, count) = (outputShape.columns, gradient.vectorStride, gradient.vectorCount)
        team.forEach(inputShape.rows) { row in
            for column in 0..<inputShape.columns {
                let pixel = row &* inputShape.columns &+ column
                let sums = inputGradient.vectors + pixel &* inputGradient.vectorStride
                sums.update(repeating: .zero, count: count)
                for rowTarget in rowTargets[row] {
                    for columnTarget in columnTargets[column] {
                        let weight = FeatureMap.Vector(repeating: rowTarget.weight * columnTarget.weight)
                        let place = gradient.vectors + (rowTarget.index &* columns &+ columnTarget.index) &* stride
                        for vector in 0..<count { sums[vector] = sums[vector].addingProduct(place[vector], weight) }
                    }
                }
            }
        }
    }

    /// The two rows or columns of the input that one of the output looks at, and the weight of the second.
    private struct Source {
        let first, second: Int
        let weight: Float

        static func list(from inputs: Int, to outputs: Int) -> [Source] {
            (0..<outputs).map { index in
                let place = max((Double(index) + 0.5) * Double(inputs) / Double(outputs) - 0.5, 0)
                let first = min(Int(place), inputs - 1)
                return Source(
                    first: first, second: min(first + 1, inputs - 1), weight: Float(place - Double(first)))
            }
        }
    }

    /// A row or column of the output that looks at one of the input, and with which weight.
    private struct Target {
        let index: Int
        let weight: Float

        static func lists(_ sources: [Source], count: Int) -> [[Target]] {
            var lists = Array(repeating: [Target](), count: count)
            for (index, source) in sources.enumerated() {
                lists[source.first].append(Target(index: index, weight: 1 - source.weight))
                lists[source.second].append(Target(index: index, weight: source.weight))
            }
            return lists
        }
    }
}
