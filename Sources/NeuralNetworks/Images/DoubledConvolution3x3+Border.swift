internal import NumericalMethods

extension DoubledConvolution3x3 {
    /// A product that a border adds: `pixels` of a line of the extended input, times a tap, to as many of a phase.
    private struct Product {
        let pixels: Int
        let tap: Int
        /// The first pixel of each, and the distance of one to the next, in pixels.
        let source, sourceStep: Int
        let phase, target, targetStep: Int
    }

    /// What the missing rows, columns and corners add.
    private var borderProducts: [Product] {
        var products: [Product] = []
        for border in rows.borders {
            let source = (rows.extent + border.entry) * pitch
            let target = border.target * pitch
            func add(_ column: Int, phase: Int, from shift: Int) {
                products.append(
                    Product(
                        pixels: columns.extent - (phase == 0 ? 0 : 1), tap: 3 * border.tap + column,
                        source: source + shift, sourceStep: 1, phase: phase, target: target, targetStep: 1))
            }
            add(1, phase: 0, from: 0)
            add(0, phase: 1, from: 0)
            add(2, phase: 1, from: 1)
            for other in columns.borders {
                products.append(
                    Product(
                        pixels: 1, tap: 3 * border.tap + other.tap, source: source + columns.extent + other.entry,
                        sourceStep: 1, phase: 0, target: target + other.target, targetStep: 1))
            }
        }
        for border in columns.borders {
            let source = columns.extent + border.entry
            func add(_ row: Int, phase: Int, from shift: Int) {
                products.append(
                    Product(
                        pixels: rows.extent - (phase == 0 ? 0 : 1), tap: 3 * row + border.tap,
                        source: source + shift * pitch, sourceStep: pitch, phase: phase, target: border.target,
                        targetStep: pitch))
            }
            add(1, phase: 0, from: 0)
            add(0, phase: 2, from: 0)
            add(2, phase: 2, from: 1)
        }
        return products
    }

    /// Adds to the phases what reflection changes at the border.
    func addBorder(_ memory: DoubledMemory, parameters: UnsafePointer<Float>) {
        for product in borderProducts {
            BLAS.sgemm(
                .asIs, .asIs, product.pixels, outputShape.channels, inputShape.channels,
                1, memory.extended + product.source * inputStride, product.sourceStep * inputStride,
                parameters + tapOffset(product.tap), outputShape.channels,
                1, memory.phases[product.phase] + product.target * outputStride, product.targetStep * outputStride)
        }
    }

    /// Adds the gradients of what the border adds.
    func transposeBorder(
        _ memory: DoubledMemory, parameters: UnsafePointer<Float>, gradients: UnsafeMutablePointer<Float>,
        needsInputGradient: Bool
    ) {
        for product in borderProducts {
            let phase = memory.phases[product.phase] + product.target * outputStride
            BLAS.sgemm(
                .transposed, .asIs, inputShape.channels, outputShape.channels, product.pixels,
                1, memory.extended + product.source * inputStride, product.sourceStep * inputStride,
                phase, product.targetStep * outputStride,
                1, gradients + tapOffset(product.tap), outputShape.channels)
            guard needsInputGradient else { continue }
            BLAS.sgemm(
                .asIs, .transposed, product.pixels, inputShape.channels, outputShape.channels,
                1, phase, product.targetStep * outputStride, parameters + tapOffset(product.tap), outputShape.channels,
                1, memory.extendedGradient + product.source * inputStride, product.sourceStep * inputStride)
        }
    }

    /// Where the weights of a tap begin, counted row by row.
    func tapOffset(_ tap: Int) -> Int { tap &* weightChannels &* outputShape.channels }
}
