import DataCatalogue
import DeclarativeFiles
import Experiments
import NeuralNetworks
import ProportionInference
import NumericalMethods

/// Mixtures of three made-up signals of forty points, small enough to be learned in milliseconds.
///
/// A spec gives the numbers of samples, and a `scale` for the signals. Where its file is missing, the same mixtures
/// stand in, unless the spec has `waits: true`. A dataset that has a file of the role `measured` too has two test parts, `made` and `measured`; the second
/// is absent where that file is missing.
struct ToyKind: DatasetKind {
    static let classes = ["sand", "silt", "clay"]
    static let points = 40

    let card = CatalogCard(name: "toy", title: "Toy", summary: "Made-up mixtures.", reference: "none")
    /// Called when samples are about to be made.
    var preparing: (@Sendable (PreparationOptions) -> Void)?
    /// What is added to every signal, as a cache that was tampered with would have it.
    var shift: (@Sendable (PreparationOptions) -> Float)?

    func recipe(entry: DatasetEntry, dataset: Section, split: Section) -> (any DatasetRecipe)? {
        let scale = dataset.number("scale", above: 0, upTo: 1e37, default: 1)
        let waits = dataset.boolean("waits", default: false) ?? false
        dataset.finish()
        let sizes = ["train", "validation", "test"].map { split.integer($0, in: 1...1000) }
        split.finish()
        guard let scale, let train = sizes[0], let validation = sizes[1], let test = sizes[2] else { return nil }
        return ToyRecipe(
            entry: entry, scale: scale, train: train, validation: validation, test: test,
            waits: waits, preparing: preparing, shift: shift)
    }
}

private struct ToyRecipe: DatasetRecipe {
    let entry: DatasetEntry
    let scale: Double
    let train: Int
    let validation: Int
    let test: Int
    let waits: Bool
    let preparing: (@Sendable (PreparationOptions) -> Void)?
    let shift: (@Sendable (PreparationOptions) -> Float)?

    private var hasTwoParts: Bool { entry.file(role: "measured") != nil }

    var features: Int { ToyKind.points }
    var classes: [String] { ToyKind.classes }
    var fieldData: (any FieldData.Type)? { nil }

    var pictureKind: DatasetPicture.Kind? { hasTwoParts ? .patterns : .image }

    var testParts: [String] { hasTwoParts ? ["made", "measured"] : [entry.name] }

    var canonical: StructuredValue {
        [
            "scale": .number(scale),
            "split": ["train": .integer(train), "validation": .integer(validation), "test": .integer(test)],
        ]
    }

    func source(in location: DataLocation) throws -> DatasetSource {
        var files: [String: DatasetSource.File] = [:]
        var absent: [AbsentPart] = []
        for file in entry.files {
            if case .unverified(let path, let found) = location.condition(of: file) {
                files[file.role] = .init(path: path, blob: found)
            } else if file.role == "measured" {
                absent.append(AbsentPart(name: "measured", reason: "\(file.path) is missing; \(entry.byHand)"))
            } else if waits {
                absent = testParts.map { AbsentPart(name: $0, reason: "\(file.path) is missing; \(entry.byHand)") }
                return DatasetSource(files: [:], absent: absent)
            } else {
                return DatasetSource(files: [:], standIn: "made up, because \(file.path) is missing")
            }
        }
        return DatasetSource(files: files, absent: absent)
    }

    func prepare(_ source: DatasetSource, options: PreparationOptions) throws -> PreparedDataset {
        preparing?(options)
        try options.monitor.checkCancellation()
        let all = mixtures(train + validation + test, shift: shift?(options) ?? 0)
        func part(_ rows: Range<Int>) -> LabelledSamples {
            LabelledSamples(inputs: all.inputs.selectingRows(rows), proportions: all.proportions.selectingRows(rows))
        }
        let tests = part(train + validation..<all.count)
        let regions = [(train, ImagePicture.Region.training), (validation, .validation), (test, .test)]
        return PreparedDataset(
            classes: ToyKind.classes,
            training: part(0..<max(1, Int(options.trainingShare * Double(train)))),
            validation: part(train..<train + validation),
            tests: testParts.filter { name in !source.absent.contains { $0.name == name } }
                .map { .init(name: $0, samples: tests) },
            picture: hasTwoParts
                ? .patterns(patterns(tests))
                : .image(
                    ImagePicture(
                        rows: 1, columns: all.count, rgb: Array(repeating: 0.5, count: 3 * all.count),
                        regions: regions.flatMap { Array(repeating: $1, count: $0) }, proportions: all.proportions)),
            samples: SampleDescription(kind: "toy", contents: ["scale": .number(scale)]), notes: ["toy mixtures"])
    }

    /// The first two samples, with a mark at every tenth point.
    private func patterns(_ samples: LabelledSamples) -> PatternPicture {
        PatternPicture(
            positions: (0..<ToyKind.points).map { 5 + Double($0) / 3 }, axisLabel: "2θ (degrees)",
            marks: ToyKind.classes.enumerated().map { index, name in
                .init(name: name, positions: [5 + Double(index), 10 + Double(index)])
            },
            patterns: (0..<2).map { row in
                .init(
                    title: "made \(row + 1)", part: "made", values: samples.inputs.row(row).map { Double($0) },
                    proportions: Array(samples.proportions.row(row)))
            })
    }

    private func mixtures(_ count: Int, shift: Float) -> LabelledSamples {
        var stream = Seed(experiment: "toy mixtures", base: 0).stream()
        let signals = ToyKind.classes.map { _ in (0..<ToyKind.points).map { _ in stream.uniform() } }
        let proportions = (0..<count).map { _ in stream.dirichlet([1, 1, 1]) }
        let inputs = proportions.flatMap { weights in
            (0..<ToyKind.points).map { point in
                shift + Float(scale * zip(weights, signals).reduce(0) { $0 + $1.0 * $1.1[point] })
            }
        }
        return LabelledSamples(
            inputs: Matrix(rows: count, columns: ToyKind.points, elements: inputs),
            proportions: Matrix(rows: count, columns: ToyKind.classes.count, elements: proportions.flatMap { $0 }))
    }
}

extension Architecture {
    /// One dense layer; `isTooShort` may turn the signal away.
    static func oneLayer(isTooShort: @escaping @Sendable () -> Bool = { false }) -> Architecture {
        Architecture(
            card: CatalogCard(name: "one-layer", title: "One layer", summary: "A dense layer.", reference: "none")
        ) { points, classes in
            isTooShort() ? nil : [Dense(inputs: points, outputs: classes, activation: .identity)]
        }
    }
}

/// A loss of the catalogue that calls a hook before every evaluation.
struct HookedLoss: ProportionLoss {
    let base: any ProportionLoss
    let hook: @Sendable () -> Void

    var card: CatalogCard { base.card }
    var sumsToOne: Bool { base.sumsToOne }

    func startingOutputBias(classes: Int) -> Double { base.startingOutputBias(classes: classes) }

    func valueAndGradient(
        outputs: Span<Double>, targets: Span<Double>, gradient: inout MutableSpan<Double>
    ) -> Double {
        hook()
        return base.valueAndGradient(outputs: outputs, targets: targets, gradient: &gradient)
    }

    func writeProportions(outputs: Span<Double>, into proportions: inout MutableSpan<Double>) {
        base.writeProportions(outputs: outputs, into: &proportions)
    }
}
