internal import NumericalMethods
package import ProportionInference

extension PreparedDataset {
    /// How well predictions agree with the true proportions of the part that they are for.
    ///
    /// - Throws: ``UnfitPrediction`` where there is no such part, or its samples and classes are not as many.
    package func scores(of prediction: MethodResult.Prediction) throws(UnfitPrediction) -> Scores {
        Scores(predictions: prediction.proportions, targets: try part(of: prediction).samples.proportions)
    }

    /// The same, block by block.
    ///
    /// - Throws: ``UnfitPrediction`` as above.
    package func blockScores(of prediction: MethodResult.Prediction) throws(UnfitPrediction) -> BlockScores {
        let part = try part(of: prediction)
        return BlockScores(
            predictions: prediction.proportions, targets: part.samples.proportions, blocks: part.blocks)
    }

    /// The part that predictions are for.
    private func part(of prediction: MethodResult.Prediction) throws(UnfitPrediction) -> TestPart {
        guard let part = tests.first(where: { $0.name == prediction.part }) else {
            throw UnfitPrediction(
                reason: "there is no test part '\(prediction.part)'; there are: "
                    + tests.map(\.name).joined(separator: ", "))
        }
        let (found, targets) = (prediction.proportions, part.samples.proportions)
        guard found.rows == targets.rows, found.columns == targets.columns else {
            throw UnfitPrediction(
                reason: "\(found.rows) x \(found.columns) proportions for the test part '\(part.name)', which has "
                    + "\(targets.rows) samples of \(targets.columns) classes")
        }
        return part
    }

    /// Requires that predictions for an unlabelled part are as many as its samples.
    ///
    /// - Throws: ``UnfitPrediction`` otherwise.
    package func check(
        _ prediction: MethodResult.Prediction, for part: UnlabelledPart
    ) throws(UnfitPrediction) {
        let found = prediction.proportions
        guard found.rows == part.inputs.rows, found.columns == classes.count else {
            throw UnfitPrediction(
                reason: "\(found.rows) x \(found.columns) proportions for the part '\(part.name)', which has "
                    + "\(part.inputs.rows) samples of \(classes.count) classes")
        }
    }
}

/// What a method returned cannot be scored, and why.
package struct UnfitPrediction: Error, Equatable, CustomStringConvertible {
    /// What is wrong, in one sentence without a full stop.
    package let reason: String

    package var description: String { "the method's predictions do not fit: \(reason)" }
}
