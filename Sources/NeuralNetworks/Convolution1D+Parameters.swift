internal import CRowKernels

// The gradients of a convolution's parameters are sums over all positions and samples. Their partial sums are kept from one
// block of positions to the next, so that a block is taken while it is still in a near cache.

extension Convolution1D {
    /// Does something with all output positions, in their order: in one block, or in several.
    ///
    /// The last block has a whole window, and every position that follows the last one.
    @inline(__always)
    func forEachBlock(batchCapacity: Int, _ body: (Range<Int>) -> Void) {
        var start = 0
        while start < outputLength {
            let end = blockEnd(start, batchCapacity: batchCapacity)
            body(start..<end)
            start = end
        }
    }

    /// Takes some positions: turns dy into dz there, and adds to db[o] = Σ over l and samples of dz[l, o] and
    /// dW[o, k, c] = Σ over l and samples of dz[l, o] · x[l·s + k - p, c].
    ///
    /// Blocks come in their order; the sums are whole after the last.
    ///
    /// - Parameters:
    ///   - pass: x, y and dy.
    ///   - origin: The position that stands first in dy.
    ///   - positions: The positions of the output.
    ///   - samples: The number of samples of the batch.
    ///   - isRectified: Whether dy has become dz already, and ``biasSums(batchCapacity:scratch:)`` its sums.
    ///   - gradients: dW and db.
    ///   - scratch: The layer's scratch.
    func addParameterGradients(
        _ pass: BackwardPass, from origin: Int = 0, positions: Range<Int>, samples: Int, isRectified: Bool = false,
        to gradients: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>
    ) {
        let partialsOfGroup = isInBlocks(batchCapacity: pass.output.capacity) ? partialSums : 0
        let sums = biasSums(batchCapacity: pass.output.capacity, scratch: scratch)
        if !isRectified {
            if positions.lowerBound == 0 { clearBiasSums(sums) }
            rectify(pass, from: origin, positions: positions, samples: samples, sums: sums)
        }
        if positions.upperBound == outputLength {
            let biasGradients = gradients + outputChannels * window * inputChannels
            for channel in 0..<outputChannels {
                biasGradients[channel] = UnsafeRawPointer(sums + 8 * channel).load(as: SIMD8<Float>.self).sum()
            }
        }
        if positions.lowerBound == 0 {
            gradients.update(repeating: 0, count: outputChannels * window * inputChannels)
        }
        let whole = wholePositions
        for group in 0..<ActivationMatrix.groups(samples: samples) {
            let partials = scratch + group &* partialsOfGroup
            addWeightGradients(
                pass, from: origin, positions: positions.clamped(to: whole), group: group,
                begins: positions.lowerBound <= whole.lowerBound, ends: positions.upperBound == outputLength,
                to: gradients, partials: partials)
            guard positions.upperBound == outputLength else { continue }
            for position in 0..<outputLength where !whole.contains(position) {
                addWeightGradients(
                    pass, from: origin, positions: position..<position + 1, group: group, begins: true, ends: true,
                    to: gradients,
                    partials: partials)
            }
        }
    }

    /// Where the eight partial sums of db stand in the scratch, for each channel: behind those of dW.
    func biasSums(
        batchCapacity: Int, scratch: UnsafeMutablePointer<Float>
    ) -> UnsafeMutablePointer<Float> {
        scratch + partialSums
            * (isInBlocks(batchCapacity: batchCapacity) ? ActivationMatrix.groups(samples: batchCapacity) : 1)
    }

    /// Lets the sums of db begin.
    func clearBiasSums(_ sums: UnsafeMutablePointer<Float>) {
        sums.update(repeating: 0, count: ActivationMatrix.Vector.scalarCount * outputChannels)
    }

    /// Turns dy into dz and adds it to the sums of db, in one passage.
    private func rectify(
        _ pass: BackwardPass, from origin: Int, positions: Range<Int>, samples: Int,
        sums: UnsafeMutablePointer<Float>
    ) {
        let row = positions.lowerBound &* outputChannels
        var operands = row_rectifier(
            positions: positions.count, channels: outputChannels, groups: ActivationMatrix.groups(samples: samples),
            group_stride: pass.output.groupStride,
            y: activation == .rectifier ? UnsafePointer(pass.output.scalars(row: row, group: 0)) : nil,
            gradient: pass.outputGradient.scalars(row: row &- origin &* outputChannels, group: 0),
            row_stride: pass.output.leadingDimension,
            sums: sums)
        instructions.kernels().rectifier_gradient(&operands)
    }

    /// Adds to dW for one group of samples, at positions whose windows are of one size.
    private func addWeightGradients(
        _ pass: BackwardPass, from origin: Int, positions: Range<Int>, group: Int, begins: Bool, ends: Bool,
        to gradients: UnsafeMutablePointer<Float>, partials: UnsafeMutablePointer<Float>
    ) {
        guard !positions.isEmpty else { return }
        let run = run(positions.lowerBound)
        let (gStride, xStride) = (pass.outputGradient.leadingDimension, pass.input.leadingDimension)
        var operands = row_correlation(
            outputs: outputChannels, terms: run.terms, runs: positions.count,
            g: pass.outputGradient.scalars(row: (positions.lowerBound &- origin) &* outputChannels, group: group),
            g_run_stride: outputChannels &* gStride, x: pass.input.scalars(row: run.row, group: group),
            x_run_stride: stride &* inputChannels &* xStride, g_row_stride: gStride, x_row_stride: xStride,
            sums: gradients + run.skippedTerms, sum_stride: window &* inputChannels, partials: partials,
            begins: begins, ends: ends)
        instructions.kernels().correlation(&operands)
    }

    /// The number of partial sums of dW, for one group of samples: the most that a window has, whole or clipped.
    var partialSums: Int {
        let taps = padding == .valid ? window...window : 1...window
        return taps.reduce(0) { max($0, row_correlation_partials(outputChannels, $1 * inputChannels)) }
    }

    /// Whether positions are taken in blocks: where the partial sums of all groups are small beside a block.
    func isInBlocks(batchCapacity: Int) -> Bool {
        partialSums * ActivationMatrix.groups(samples: batchCapacity) <= Self.floatsOfBlock / 2
    }

    /// Where the block ends that starts at a position.
    private func blockEnd(_ start: Int, batchCapacity: Int) -> Int {
        guard isInBlocks(batchCapacity: batchCapacity) else { return outputLength }
        let end = start + positionsOfBlock(batchCapacity: batchCapacity)
        return end < wholePositions.upperBound ? end : outputLength
    }

    /// The number of positions whose outputs fill a part of the second-level cache.
    func positionsOfBlock(batchCapacity: Int) -> Int {
        max(Self.floatsOfBlock / (outputChannels * ActivationMatrix.padded(samples: batchCapacity)), 1)
    }

    /// The outputs of a block, with their samples: 256 KB.
    private static let floatsOfBlock = 65_536
}
