internal import DeclarativeFiles
internal import NeuralNetworks
internal import ProportionInference
internal import ScientificFormats
internal import SimplexMath

/// Unmixes a dataset's whole image, and is scored on the pixels of the test part.
///
/// Labels have no part in it. A method that is not given the true endmembers is given their number, and its endmembers get
/// the names of the true ones that they match, one to one.
struct UnmixingMethod: ProportionMethod {
    let card: CatalogCard
    let unmixing: Unmixing

    var supervision: Supervision { unmixing.method.source == .given ? .endmembers : .nothing }
    var isRandom: Bool { unmixing.method.isRandom }
    var canonical: StructuredValue {
        [
            "baseline": ["name": .string(card.name), "revision": .integer(card.revision)],
            "unmixing": unmixing.canonical,
        ]
    }

    func shortened(_ length: (Int) -> Int) -> any ProportionMethod {
        UnmixingMethod(card: card, unmixing: unmixing.shortened(length))
    }

    func run(on dataset: PreparedDataset, seed: Seed, monitor: RunMonitor) throws -> MethodResult {
        let (field, truth) = try field(of: dataset)
        let unit = unmixing.method.unitOfProgress
        let unmixed = try unmix(
            field, truth, seed: seed, workers: monitor.threads,
            monitor: UnmixingMonitor(
                report: { progress in
                    monitor.report(
                        RunMonitor.Progress(
                            done: progress.done, total: progress.total, unit: unit, measure: .loss(progress.loss)))
                }, isCancelled: monitor.isCancelled))
        let matching =
            unmixing.method.source == .given
            ? nil : try EndmemberMatching(estimated: unmixed.result.endmembers, classes: truth)
        let endmembers = matching?.arranged(endmembers: unmixed.result.endmembers) ?? unmixed.result.endmembers
        return MethodResult(
            outcome: unmixed.result.runOutcome,
            predictions: prediction(unmixed, matching, dataset, field).map { [$0] } ?? [],
            parameters: [
                NamedParameters(
                    name: "endmembers", shape: [endmembers.rows, endmembers.columns],
                    values: endmembers.elements.map(Float.init))
            ],
            tables: matching.map { [matchingTable($0, unmixed, dataset.classes, field)] } ?? [],
            remarks: unmixed.remarks + (matching == nil ? [] : ["named by matching them with the true ones"]))
    }

    func expectedSeconds(on dataset: PreparedDataset) throws -> Double {
        let (field, truth) = try field(of: dataset)
        func seconds(length: Int) throws -> Double {
            let method = UnmixingMethod(card: card, unmixing: unmixing.shortened { min($0, length) })
            let clock = ContinuousClock()
            let seed = Seed(experiment: "timing", base: 0)
            return try clock.measure { _ = try method.unmix(field, truth, seed: seed, monitor: UnmixingMonitor()) }
                / .seconds(1)
        }
        let first = try seconds(length: 1)
        guard let length = unmixing.method.length, length > 1 else { return first }
        return first + max(try seconds(length: 2) - first, 0) * Double(length - 1)
    }

    private func unmix(
        _ field: LabelledImage, _ truth: Matrix<Double>, seed: Seed, workers: Int = 1, monitor: UnmixingMonitor
    ) throws -> UnmixedImage {
        try unmixing.unmix(
            field.scene.image, classes: truth.rows,
            given: GivenEndmembers(spectra: truth, origin: "the ground truth"), seed: seed, workers: workers,
            monitor: monitor)
    }

    /// The image and the true endmembers.
    private func field(of dataset: PreparedDataset) throws -> (LabelledImage, Matrix<Double>) {
        guard let field = dataset.field as? LabelledImage else {
            throw WrongField(method: card.name, needs: "hyperspectral images")
        }
        guard let endmembers = field.scene.truth.endmembers else {
            throw UnsuitableSpectra(reason: "the truth has no endmembers to unmix with, or to name classes by")
        }
        return (field, endmembers)
    }

    private func prediction(
        _ unmixed: UnmixedImage, _ matching: EndmemberMatching?, _ dataset: PreparedDataset, _ field: LabelledImage
    ) -> MethodResult.Prediction? {
        guard unmixed.result.outcome == .completed, let abundances = unmixed.result.abundances,
            let part = dataset.tests.first(where: { $0.name == field.part })
        else { return nil }
        let proportions = (matching?.arranged(abundances: abundances) ?? abundances).selectingRows(field.testPixels)
        return MethodResult.Prediction(
            part: part.name, proportions: proportions,
            scores: Scores(predictions: proportions, targets: part.samples.proportions))
    }

    /// Which endmember got which class's name, and how sure that is; angles in degrees.
    private func matchingTable(
        _ matching: EndmemberMatching, _ unmixed: UnmixedImage, _ classes: [String], _ field: LabelledImage
    ) -> MethodResult.Table {
        func degrees(_ radians: Double) -> String { "\(radians * 180 / .pi)" }
        let columns = field.scene.image.size.columns
        let lines = classes.enumerated().map { index, name in
            let estimate = matching.permutation[index]
            let pixel = unmixed.pixels?[estimate]
            return CSV.line([
                name, "\(estimate)", pixel.map { "\($0 / columns)" } ?? "", pixel.map { "\($0 % columns)" } ?? "",
                degrees(matching.angles[index]), degrees(matching.cost), matching.margin.map(degrees) ?? "",
            ])
        }
        let header = ["class", "endmember", "row", "column", "angle", "cost", "margin"]
        return MethodResult.Table(file: "matching.csv", text: CSV.line(header) + lines.joined())
    }
}

extension UnmixingResult {
    /// The outcome as runs have it; a method without epochs has one.
    fileprivate var runOutcome: MethodResult.Outcome {
        switch outcome {
        case .completed: .completed
        case .diverged(let step): .diverged(epoch: 1, step: step)
        }
    }
}
