/// Where the matrices of a doubled convolution stand in its memory.
///
/// In each direction there are five kinds of entries: the four points 0 to 3 of F(3, 2), one for each tile, and kind 4, the
/// pixels themselves, for the outputs at even places.
struct DoubledMemory {
    /// The filters of the 25 pairs of kinds, C x O each, and their gradients.
    let filters, filterGradients: UnsafeMutablePointer<Float>
    /// The extended input and its gradient.
    let extended, extendedGradient: UnsafeMutablePointer<Float>
    /// The outputs before the blur: even rows and columns, even rows and odd columns, odd rows and even columns, both odd.
    let phases: [UnsafeMutablePointer<Float>]
    /// What enters and what leaves the products of a strip, for every pair of kinds; pixels for the pair of kinds 4 are not
    /// among them.
    let inputs, outputs: [UnsafeMutablePointer<Float>]
    /// The number of floats of the extended input.
    let extendedCount: Int
    private let filterCount: Int

    init(_ layer: DoubledConvolution3x3, _ start: UnsafeMutablePointer<Float>) {
        var next = start
        func take(_ count: Int) -> UnsafeMutablePointer<Float> {
            defer { next += count }
            return next
        }
        let filterCount = layer.filterStride
        let extendedCount = Self.extendedPixels(layer) * layer.inputStride
        (self.filterCount, self.extendedCount) = (filterCount, extendedCount)
        filters = take(25 * filterCount)
        filterGradients = take(25 * filterCount)
        extended = take(extendedCount)
        extendedGradient = take(extendedCount)
        phases = (0..<4).map { _ in take(Self.phasePixels(layer) * layer.outputStride) }
        inputs = (0..<24).map { take(Self.pixels(layer, pair: $0) * layer.inputStride) }
        outputs = (0..<24).map { take(Self.pixels(layer, pair: $0) * layer.outputStride) }
    }

    /// The number of floats that a layer wants.
    static func count(_ layer: DoubledConvolution3x3) -> Int {
        let strip = (0..<24).reduce(0) { $0 + pixels(layer, pair: $1) }
        return 50 * layer.filterStride + 2 * extendedPixels(layer) * layer.inputStride
            + 4 * phasePixels(layer) * layer.outputStride + strip * (layer.inputStride + layer.outputStride)
    }

    func filter(_ pair: Int) -> UnsafeMutablePointer<Float> { filters + pair &* filterCount }
    func filterGradient(_ pair: Int) -> UnsafeMutablePointer<Float> { filterGradients + pair &* filterCount }

    private static func extendedPixels(_ layer: DoubledConvolution3x3) -> Int {
        (layer.rows.extent + 2) * layer.pitch
    }

    private static func phasePixels(_ layer: DoubledConvolution3x3) -> Int { layer.rows.extent * layer.pitch }

    /// The number of entries of a pair of kinds in a strip.
    private static func pixels(_ layer: DoubledConvolution3x3, pair: Int) -> Int {
        (pair / 5 == 4 ? 3 * layer.stripRows + 1 : layer.stripRows)
            * (pair % 5 == 4 ? layer.pitch : layer.columns.tiles)
    }
}

/// One of the 25 products of a strip, or a run of its pixels.
struct DoubledProduct {
    /// The pair of kinds.
    let filter: Int
    var pixels: Int
    var input, inputGradient, output: UnsafeMutablePointer<Float>
    /// Whether the input's gradient is added to others.
    let adds: Bool
    let inputStride, outputStride: Int

    /// The product in runs of so many pixels.
    func runs(of length: Int) -> [DoubledProduct] {
        stride(from: 0, to: pixels, by: length).map { first in
            var run = self
            run.pixels = min(length, pixels - first)
            run.input += first * inputStride
            run.inputGradient += first * inputStride
            run.output += first * outputStride
            return run
        }
    }
}

extension DoubledConvolution3x3 {
    /// The 25 products of a strip, the largest first.
    func products(_ memory: DoubledMemory, strip: Range<Int>) -> [DoubledProduct] {
        let even = evenRows(strip)
        let first = even.lowerBound * pitch
        let whole = DoubledProduct(
            filter: 24, pixels: even.count * pitch, input: memory.extended + first * inputStride,
            inputGradient: memory.extendedGradient + first * inputStride,
            output: memory.phases[0] + first * outputStride, adds: true, inputStride: inputStride,
            outputStride: outputStride)
        return [whole]
            + (0..<24).reversed().map { pair in
                DoubledProduct(
                    filter: pair,
                    pixels: (pair / 5 == 4 ? even.count : strip.count) * (pair % 5 == 4 ? pitch : columns.tiles),
                    input: memory.inputs[pair], inputGradient: memory.inputs[pair], output: memory.outputs[pair],
                    adds: false, inputStride: inputStride, outputStride: outputStride)
            }
    }
}
