// Convolutions that follow each other work hand in hand: one takes what the other has just written, while it is still in a
// near cache. Every sum keeps its order, so that no bit changes.

extension Network {
    /// The convolutions that follow each other from a layer on, two or more, or no layer.
    func convolutionChain(from index: Int) -> Range<Int> {
        var end = index
        while end < convolutions.count, convolutions[end] != nil { end += 1 }
        return end - index > 1 ? index..<end : index..<index
    }

    /// The convolutions that follow each other up to a layer, two or more, or no layer.
    func convolutionChain(endingWith index: Int) -> Range<Int> {
        var start = index + 1
        while start > 0, convolutions[start - 1] != nil { start -= 1 }
        return index - start > 0 ? start..<index + 1 : index..<index
    }

    /// Computes the outputs of a chain: after each block of the first convolution's positions, whatever the others can.
    func forward(_ chain: Range<Int>, samples: Int) {
        for index in chain { positionsReached[index] = 0 }
        guard let first = convolutions[chain.lowerBound] else { return }
        let blockLength = first.positionsOfBlock(batchCapacity: samples)
        while positionsReached[chain.lowerBound] < first.outputLength {
            var reached = min(positionsReached[chain.lowerBound] + blockLength, first.outputLength)
            for index in chain {
                guard let layer = convolutions[index] else { return }
                if index > chain.lowerBound { reached = layer.outputPositions(within: reached) }
                guard reached > positionsReached[index] else { break }
                layer.write(
                    activations[index + 1], of: activations[index], positions: positionsReached[index]..<reached,
                    samples: samples, parameters: parameters(of: index))
                positionsReached[index] = reached
            }
        }
    }

    /// Computes the gradients of a chain: each block of a convolution's input is taken at once by the one before it.
    func backward(_ chain: Range<Int>, samples: Int) {
        guard let last = convolutions[chain.upperBound - 1] else { return }
        last.forEachBlock(batchCapacity: batchCapacity) { positions in
            addParameterGradients(of: chain.upperBound - 1, positions: positions, samples: samples)
        }
        for index in chain.reversed() where index > 0 {
            guard let layer = convolutions[index] else { return }
            let taps = layer.taps(
                weights: parameters(of: index), batchCapacity: batchCapacity, scratch: scratch(of: index))
            let (gradient, inputGradient) = (activationGradients[index], activationGradients[index - 1])
            guard index > chain.lowerBound, let lower = convolutions[index - 1] else {
                layer.write(
                    inputGradient, of: gradient, positions: 0..<layer.inputLength, samples: samples, taps: taps)
                continue
            }
            // Nobody reads the gradient of a first layer again, unless windows are clipped: its blocks take each other's place,
            // and never leave a near cache.
            let isForgotten = index == 1 && lower.wholePositions == 0..<lower.outputLength
            let rectifier = rectifiedInput(of: index, from: lower)
            lower.forEachBlock(batchCapacity: batchCapacity) { positions in
                let origin = isForgotten ? positions.lowerBound : 0
                layer.write(
                    inputGradient, from: origin, of: gradient, positions: positions, samples: samples, taps: taps,
                    through: rectifier)
                addParameterGradients(
                    of: index - 1, from: origin, positions: positions, samples: samples, isRectified: rectifier != nil)
            }
        }
    }

    /// A convolution's input, where the convolution before it has a rectifier, whose sums begin; else nothing.
    private func rectifiedInput(of index: Int, from lower: Convolution1D) -> RectifiedInput? {
        guard lower.activation == .rectifier else { return nil }
        let sums = lower.biasSums(batchCapacity: batchCapacity, scratch: scratch(of: index - 1))
        lower.clearBiasSums(sums)
        return RectifiedInput(input: activations[index], sums: sums)
    }

    private func addParameterGradients(
        of index: Int, from origin: Int = 0, positions: Range<Int>, samples: Int, isRectified: Bool = false
    ) {
        convolutions[index]?.addParameterGradients(
            pass(of: index), from: origin, positions: positions, samples: samples, isRectified: isRectified,
            to: gradients.start + offsets[index], scratch: scratch(of: index))
    }
}
