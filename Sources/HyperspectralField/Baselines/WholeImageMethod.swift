internal import DeclarativeFiles
internal import NeuralNetworks
internal import NumericalMethods
internal import ProportionInference
internal import ScientificFormats
internal import Unmixing

/// Unmixes a dataset's whole image, and is scored on the pixels of the test part.
///
/// Labels have no part in it. A method that is not given the true endmembers is given their number, and its endmembers get
/// the names of the true ones that they match, one to one.
struct WholeImageMethod: ProportionMethod {
    let card: CatalogCard
    let unmixing: UnmixingRecipe

    var supervision: Supervision { unmixing.source == .given ? .endmembers : .nothing }
    var isRandom: Bool { unmixing.isRandom }
    var canonical: StructuredValue {
        [
            "baseline": ["name": .string(card.name), "revision": .integer(card.revision)],
            "unmixing": unmixing.canonical,
        ]
    }

    func shortened(_ length: (Int) -> Int) -> any ProportionMethod {
        WholeImageMethod(card: card, unmixing: unmixing.shortened(length))
    }

    func run(on input: MethodInput, seed: Seed, monitor: RunMonitor) throws -> MethodResult {
        let (field, truth) = try field(of: input)
        let unmixed = try unmix(field, truth, input.classes, seed: seed, monitor: monitor)
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
            tables: matching.map { [matchingTable($0, unmixed, input.classes, field)] } ?? [],
            remarks: unmixed.remarks + (matching == nil ? [] : ["named by matching them with the true ones"]))
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
        return (all + each * Double(length - laps.count)) * specimen.fieldScale
    }

    /// How many epochs or steps are made to find out how long one takes.
    private static let timedLength = 4

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
        guard let endmembers = field.endmembers else {
            throw UnsuitableSpectra(reason: "the truth has no endmembers to unmix with, or to name classes by")
        }
        return (field, endmembers)
    }

    private func prediction(
        _ unmixed: UnmixedImage, _ matching: EndmemberMatching?, _ field: WholeImage
    ) -> MethodResult.Prediction? {
        guard unmixed.result.divergedStep == nil, let abundances = unmixed.result.abundances else { return nil }
        return MethodResult.Prediction(
            part: field.part,
            proportions: (matching?.arranged(abundances: abundances) ?? abundances).selectingRows(field.testPixels))
    }

    /// Which endmember got which class's name, and how sure that is; angles in degrees.
    private func matchingTable(
        _ matching: EndmemberMatching, _ unmixed: UnmixedImage, _ classes: [String], _ field: WholeImage
    ) -> MethodResult.Table {
        func degrees(_ radians: Double) -> String { "\(radians * 180 / .pi)" }
        let columns = field.image.size.columns
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
