internal import NeuralNetworks
internal import NumericalMethods

extension HyperAE {
    /// A trained encoder, which normalizes with the moments of a whole image.
    final class Model: UnmixingModel {
        let endmembers: Matrix<Double>
        var losses: [Double] = []
        var divergedStep: Int?
        /// The number of pixels that it was trained with, and of all.
        var trained = (count: 0, all: 0)
        /// How many threads a fit may use, and when to stop.
        var monitor = RunMonitor()

        private let recipe: Recipe
        /// From spectra to K numbers.
        private let front: Network
        private let normalization: BatchNormalization
        private let normalizationParameters: FloatBuffer
        private var moments: DatasetMoments
        /// From normalized numbers to abundances.
        private let back: Network

        /// How many pixels the encoder sees at a time, a divisor of ``SpectrumBlocks/granule``.
        private static let batch = 512

        init(_ recipe: Recipe, parameters: FloatBuffer, endmembers: Matrix<Double>, image: some SpectrumSource) throws {
            self.recipe = recipe
            self.endmembers = endmembers
            let classes = endmembers.rows
            front = Network(
                layers: recipe.encoderLayers(bands: endmembers.columns, classes: classes), batchCapacity: Self.batch)
            normalization = BatchNormalization(features: classes)
            back = Network(
                layers: Array(recipe.abundanceLayers(classes: classes).dropFirst()), batchCapacity: Self.batch)
            let all = parameters.copy()
            let (start, end) = (front.parameters.count, all.count - back.parameters.count)
            front.parameters.replace(with: Array(all[..<start]))
            normalizationParameters = FloatBuffer(count: normalization.parameterCount)
            normalizationParameters.replace(with: Array(all[start..<end]))
            back.parameters.replace(with: Array(all[end...]))
            moments = DatasetMoments(features: classes)
            try image.forEachBlock { spectra, _ in
                encode(spectra) { moments.addSums(of: front.output, samples: $0.count) }
            }
            try image.forEachBlock { spectra, _ in
                encode(spectra) { moments.addSquares(of: front.output, samples: $0.count) }
            }
            moments.finish()
        }

        /// Encodes some spectra, batch by batch; ``front`` has the output when the body is called.
        private func encode(_ spectra: Matrix<Float>, body: (_ rows: Range<Int>) -> Void) {
            let all = Array(0..<spectra.rows)
            for start in stride(from: 0, to: spectra.rows, by: Self.batch) {
                let rows = start..<min(start + Self.batch, spectra.rows)
                front.loadInput(spectra, rows: all[rows])
                front.forward(samples: rows.count)
                body(rows)
            }
        }

        /// The abundances of some pixels as the encoder has them, finite or not.
        func encoded(_ spectra: Matrix<Float>) -> Matrix<Double> {
            let classes = endmembers.rows
            var abundances = Matrix(rows: spectra.rows, columns: classes, repeating: 0.0)
            encode(spectra) { rows in
                normalization.forward(
                    input: front.output, output: back.input, samples: rows.count,
                    parameters: normalizationParameters.start, of: moments)
                back.forward(samples: rows.count)
                for (sample, pixel) in rows.enumerated() {
                    for index in 0..<classes {
                        abundances[pixel, index] = Double(
                            back.output.scalars[index * back.output.leadingDimension + sample])
                    }
                }
            }
            return abundances
        }

        func abundances(of spectra: Matrix<Float>, from first: Int) throws -> BlockAbundances? {
            var abundances = encoded(spectra)
            guard abundances.elements.allSatisfy(\.isFinite) else { return nil }
            let silent = Self.silentPixels(in: abundances)
            if recipe.silentPixels == .leastSquares, !silent.isEmpty {
                try fill(silent, of: &abundances, spectra: spectra)
            }
            return BlockAbundances(abundances, silentPixels: silent)
        }

        func remarks(on counts: UnmixedCounts) -> [String] {
            var remarks: [String] = []
            if trained.count < trained.all {
                remarks.append("trained with \(trained.count) of \(trained.all) pixels, drawn at random")
            }
            if counts.silent > 0 {
                let treatment =
                    recipe.silentPixels == .equal
                    ? "equal abundances" : "those of nonnegative least squares, divided by their sum"
                remarks.append(
                    "of \(counts.silent) of \(counts.pixels) pixels the encoder leaves nothing, and they get \(treatment)"
                )
            }
            return remarks
        }

        /// The pixels whose abundances are all the same bit for bit, as they only are where nothing was left to divide.
        private static func silentPixels(in abundances: Matrix<Double>) -> [Int] {
            guard abundances.columns > 1 else { return [] }
            return (0..<abundances.rows).filter { pixel in
                abundances.row(pixel).allSatisfy { $0 == abundances[pixel, 0] }
            }
        }

        /// Gives pixels the shares of the endmembers that fit them best.
        private func fill(_ pixels: [Int], of abundances: inout Matrix<Double>, spectra: Matrix<Float>) throws {
            var recipe = SUnSAL.Recipe()
            recipe.constraints = .positivity
            // Endmembers that are all zero fit nothing.
            guard let solver = try? SUnSAL(endmembers: endmembers, recipe: recipe) else { return }
            let found = try solver.abundances(
                of: spectra.selectingRows(pixels), workers: monitor.threads, isCancelled: monitor.isCancelled
            ).abundances
            for (row, pixel) in pixels.enumerated() {
                let sum = found.row(row).reduce(0, +)
                guard sum > 0, sum.isFinite else { continue }
                for index in 0..<found.columns { abundances[pixel, index] = found[row, index] / sum }
            }
        }
    }
}
