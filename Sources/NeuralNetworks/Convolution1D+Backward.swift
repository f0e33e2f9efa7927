internal import CRowKernels

extension Convolution1D {
    /// Room for the partial sums of the gradients of the weights and the biases, and for biases and weights as the gradient
    /// of the input wants them.
    public func scratchCount(batchCapacity: Int) -> Int {
        tapsOffset(batchCapacity: batchCapacity) + inputChannels + outputChannels * window * inputChannels
    }

    /// Computes dW and db and, unless the layer is the first, dx.
    ///
    /// With dz = dy ⊙ φ′(z), the gradient with respect to the sums, which takes the place of dy.
    public func backward(
        _ pass: BackwardPass, samples: Int, parameters: UnsafePointer<Float>,
        parameterGradients: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>
    ) {
        requireShapes(input: pass.input, output: pass.output, samples: samples)
        forEachBlock(batchCapacity: pass.output.capacity) { positions in
            addParameterGradients(
                pass, positions: positions, samples: samples, to: parameterGradients, scratch: scratch)
        }
        guard let inputGradient = pass.inputGradient else { return }
        let taps = taps(weights: parameters, batchCapacity: pass.output.capacity, scratch: scratch)
        write(
            inputGradient, of: pass.outputGradient, positions: 0..<inputLength, samples: samples, taps: taps)
    }

    /// The weights as the gradient of the input wants them.
    func taps(
        weights: UnsafePointer<Float>, batchCapacity: Int, scratch: UnsafeMutablePointer<Float>
    ) -> BackwardTaps {
        BackwardTaps(self, weights: weights, storage: scratch + tapsOffset(batchCapacity: batchCapacity))
    }

    /// Computes dx at some positions: dx[q, c] = Σ over the windows l that cover q, and over o, of
    /// W[o, q + p - l·s, c] · dz[l, o].
    ///
    /// The windows that cover a position follow each other, so that this too is a product with one run of rows.
    ///
    /// - Parameters:
    ///   - inputGradient: Where dx is written.
    ///   - origin: The position that stands first in it.
    ///   - outputGradient: dz.
    ///   - positions: The positions of the input.
    ///   - samples: The number of samples of the batch.
    ///   - taps: The weights.
    ///   - rectifier: What gave the input, where dx becomes at once the gradient of that rectifier's sums.
    func write(
        _ inputGradient: ActivationMatrix, from origin: Int = 0, of outputGradient: ActivationMatrix,
        positions: Range<Int>, samples: Int, taps: BackwardTaps, through rectifier: RectifiedInput? = nil
    ) {
        let kernels = instructions.kernels()
        let product = rectifier == nil ? kernels.product : kernels.rectified_product
        let leftPadding = leftPadding
        var operands = row_product(
            outputs: inputChannels, terms: 0, weights: taps.biases, weight_stride: 0, biases: taps.biases,
            x: outputGradient.scalars, y: inputGradient.scalars, x_row_stride: outputGradient.leadingDimension,
            y_row_stride: inputGradient.leadingDimension,
            floor: -.infinity, rectified: nil, sums: rectifier?.sums)
        for position in positions {
            let padded = position &+ leftPadding
            let phase = padded % stride
            let count = taps.count(phase: phase)
            // The windows first ... last cover the position, as far as they exist.
            let last = padded / stride
            let first = last &- count &+ 1
            let firstExisting = max(first, 0)
            let existing = max(min(last, outputLength &- 1) &- firstExisting &+ 1, 0)
            operands.terms = existing &* outputChannels
            operands.weights = taps.weights(phase: phase) + (firstExisting &- first) &* outputChannels
            operands.weight_stride = count &* outputChannels
            for group in 0..<ActivationMatrix.groups(samples: samples) {
                operands.x = UnsafePointer(outputGradient.scalars(row: firstExisting &* outputChannels, group: group))
                operands.y = inputGradient.scalars(row: (position &- origin) &* inputChannels, group: group)
                if let rectifier {
                    operands.rectified = UnsafePointer(
                        rectifier.input.scalars(row: position &* inputChannels, group: group))
                }
                product(&operands)
            }
        }
    }

    /// Where the weights of the gradient of the input stand in the scratch: behind the partial sums.
    private func tapsOffset(batchCapacity: Int) -> Int {
        partialSums * (isInBlocks(batchCapacity: batchCapacity) ? ActivationMatrix.groups(samples: batchCapacity) : 1)
            + ActivationMatrix.Vector.scalarCount * outputChannels
    }
}

/// An input that a rectifier gave.
struct RectifiedInput {
    /// The input.
    let input: ActivationMatrix
    /// Eight sums for each channel, to which the gradient of the rectifier's sums is added, every eighth sample to one.
    let sums: UnsafeMutablePointer<Float>
}
