internal import DeclarativeFiles
internal import NeuralNetworks
internal import NumericalMethods
internal import ProportionInference
internal import Unmixing

/// Unmixes a dataset's whole image, and is scored on the pixels of the test part.
///
/// Labels have no part in it. From several random starts, that result is kept which leaves least of the image unexplained; where
/// brightness has no part in what is minimized, that with the least mean angle between spectra and their mixtures. The first start
/// is that of a single one. A method that is not given the true endmembers is given their number, and its endmembers get
/// the names of the true ones that they match, one to one.
struct WholeImageMethod: ProportionMethod {
    let card: CatalogCard
    let unmixing: UnmixingRecipe
    /// The number of starts, one or more.
    var starts = 1

    var supervision: Supervision { unmixing.source == .given ? .endmembers : .nothing }
    var isRandom: Bool { unmixing.isRandom }
    var canonical: StructuredValue {
        var canonical: StructuredValue = [
            "baseline": ["name": .string(card.name), "revision": .integer(card.revision)],
            "unmixing": unmixing.canonical,
        ]
        // Only where there is something to say, so that runs keep their identities.
        if starts > 1 { canonical["starts"] = .integer(starts) }
        return canonical
    }

    func shortened(_ length: (Int) -> Int) -> any ProportionMethod {
        WholeImageMethod(card: card, unmixing: unmixing.shortened(length), starts: starts)
    }

    func run(on input: MethodInput, seed: Seed, monitor: RunMonitor) throws -> MethodResult {
        let (field, truth) = try field(of: input)
        let (unmixed, start) = try best(field, truth, input.classes, seed: seed, monitor: monitor)
        let matching =
            unmixing.source == .given
            ? nil : try EndmemberMatching(estimated: unmixed.result.endmembers, classes: truth)
        let endmembers = matching?.arranged(endmembers: unmixed.result.endmembers) ?? unmixed.result.endmembers
        return MethodResult(
            divergence: unmixed.result.divergedStep.map { Divergence(epoch: 1, step: $0) },
            predictions: prediction(unmixed, matching, field).map { [$0] } ?? [],
            parameters: [
                NamedParameters(
                    name: "endmembers", shape: [endmembers.rows, endmembers.columns],
                    values: endmembers.elements.map(Float.init))
            ],
            tables: matching.map {
                [$0.table(classes: input.classes, pixels: unmixed.pixels, columns: field.image.size.columns)]
            } ?? [],
            remarks: unmixed.remarks + (starts > 1 ? ["start \(start) of \(starts), which reconstructs best"] : [])
                + (matching == nil ? [] : ["named by matching them with the true ones"]))
    }

    func expectedSeconds(on specimen: DatasetSpecimen, threads: Int) throws -> Double {
        let (field, truth) = try field(of: specimen.piece)
        let length = unmixing.method.length?.count ?? 1
        let method = WholeImageMethod(card: card, unmixing: unmixing.shortened { min($0, Self.timedLength) })
        let (all, laps) = try ProcessorTime.laps(threads: threads) { lap in
            let monitor = RunMonitor(threads: threads, report: { _ in lap() })
            _ = try method.unmix(
                field, truth, specimen.piece.classes, seed: Seed(experiment: "timing", base: 0), monitor: monitor)
        }
        // The first lap is left out, in which memory is touched for the first time.
        let later = laps.dropFirst()
        let each = later.isEmpty ? 0 : later.reduce(0, +) / Double(later.count)
        return (all + each * Double(length - laps.count)) * specimen.fieldScale * Double(starts)
    }

    /// How many epochs or steps are made to find out how long one takes.
    private static let timedLength = 4

    /// What reconstructs best of all starts, and which of them it is, counted from one.
    private func best(
        _ field: WholeImage, _ truth: Matrix<Double>, _ names: [String], seed: Seed, monitor: RunMonitor
    ) throws -> (UnmixedImage, start: Int) {
        var best = (try unmix(field, truth, names, seed: seed, monitor: monitor), start: 1)
        for start in 1..<max(starts, 1) {
            let other = try unmix(field, truth, names, seed: seed.derived("start", start), monitor: monitor)
            if other.misfit < best.0.misfit { best = (other, start: start + 1) }
        }
        return best
    }

    private func unmix(
        _ field: WholeImage, _ truth: Matrix<Double>, _ names: [String], seed: Seed, monitor: RunMonitor
    ) throws -> UnmixedImage {
        try unmixing.unmix(
            field.image, classes: truth.rows,
            given: GivenEndmembers(spectra: truth, origin: "the ground truth", names: names), seed: seed,
            monitor: monitor)
    }

    /// The image and the true endmembers.
    private func field(of input: MethodInput) throws -> (WholeImage, Matrix<Double>) {
        let field = try input.field(as: WholeImage.self, for: card.name)
        return (field, try field.requiredEndmembers())
    }

    private func prediction(
        _ unmixed: UnmixedImage, _ matching: EndmemberMatching?, _ field: WholeImage
    ) -> MethodResult.Prediction? {
        guard unmixed.result.divergedStep == nil, let abundances = unmixed.result.abundances else { return nil }
        return MethodResult.Prediction(
            part: field.part,
            proportions: (matching?.arranged(abundances: abundances) ?? abundances).selectingRows(field.testPixels))
    }
}

extension UnmixedImage {
    /// How badly the image is reconstructed, which results of one method are compared by; infinite where it is not.
    fileprivate var misfit: Double { isComplete ? relativeResidual ?? meanAngle ?? .infinity : .infinity }
}
