internal import DeclarativeFiles
internal import NeuralNetworks
internal import NumericalMethods
internal import ProportionInference
internal import Unmixing

/// SUnSAL with spectra of labelled training pixels.
///
/// How the spectra are made of the pixels, whether abundances sum to one, and how sparse they are, is what has the least MMAE on the
/// validation pixels, or on ``choiceLimit`` of them where there are more.
struct LabelledRegression: ProportionMethod {
    /// How the spectra of the classes are made of training pixels.
    enum Spectra: Hashable {
        /// One a class, which fit all pixels best.
        case fitted
        /// Several a class, of the pixels with so large an abundance.
        case pure(size: Int, purity: Double)
    }

    let card: CatalogCard
    /// What is tried, in the order in which the first of equally good ones is taken.
    let spectra: [Spectra]

    /// Abundances that sum to one, and shares of others, for spectra with values up to one.
    static let constraints: [BundleRegression.Constraint] =
        [.sumToOne] + [0, 1e-4, 1e-3, 1e-2, 1e-1, 1, 10].map { .shares(sparsity: $0) }
    /// The number of validation pixels that are enough to choose by.
    static let choiceLimit = 2000

    var supervision: Supervision { .labels }
    /// Clusters are drawn; of one spectrum a class, the mean of its pixels, they are not.
    var isRandom: Bool { spectra.contains(where: \.isRandom) }
    var canonical: StructuredValue {
        [
            "baseline": ["name": .string(card.name), "revision": .integer(card.revision)],
            "spectra": .array(spectra.map(\.canonical)),
        ]
    }

    func run(on input: MethodInput, seed: Seed, monitor: RunMonitor) throws -> MethodResult {
        let field = try input.field(as: WholeImage.self, for: card.name)
        let normalization = Normalization.divideByMaximum.fitted(to: field.image.presentSpectra())
        func pixels(_ pixels: [Int]) -> Matrix<Float> {
            normalization.apply(to: field.image.spectra.selectingRows(pixels))
        }
        let training = LabelledSamples(
            inputs: pixels(field.trainingPixels), proportions: input.training.proportions)
        let validation = LabelledSamples(
            inputs: pixels(field.validationPixels), proportions: input.validation.proportions)
        let best = try choice(training: training, validation: validation, seed: seed, monitor: monitor)
        return MethodResult(
            validation: try Self.scores(of: best.regression, on: validation, monitor: monitor),
            predictions: [
                MethodResult.Prediction(
                    part: field.part,
                    proportions: try best.regression.proportions(of: pixels(field.testPixels), monitor: monitor))
            ],
            parameters: [NamedParameters(best.regression.bundles)],
            remarks: [
                best.spectra.words, best.regression.constraint.words,
                Normalization.divideByMaximum.remark(normalization),
                "chosen on validation pixels among \(spectra.count * Self.constraints.count)",
            ])
    }

    /// What has the least MMAE on the validation pixels, and how its spectra were made.
    private func choice(
        training: LabelledSamples, validation: LabelledSamples, seed: Seed, monitor: RunMonitor
    ) throws -> (regression: BundleRegression, spectra: Spectra) {
        let chosen = spreadSample(
            of: Array(0..<validation.count), share: min(1, Double(Self.choiceLimit) / Double(validation.count)))
        let samples = LabelledSamples(
            inputs: validation.inputs.selectingRows(chosen), proportions: validation.proportions.selectingRows(chosen))
        var candidates: [(regression: BundleRegression, spectra: Spectra, error: Double)] = []
        for (index, spectra) in spectra.enumerated() {
            let bundles = try spectra.bundles(of: training, seed: seed.derived("bundles", index))
            for constraint in Self.constraints {
                try monitor.checkCancellation()
                let regression = BundleRegression(bundles: bundles, constraint: constraint)
                candidates.append(
                    (regression, spectra, try Self.scores(of: regression, on: samples, monitor: monitor).mmae))
            }
        }
        // The first of the best, as it is the simplest.
        let best = candidates.reduce(candidates[0]) { $1.error < $0.error ? $1 : $0 }
        return (best.regression, best.spectra)
    }

    private static func scores(
        of regression: BundleRegression, on samples: LabelledSamples, monitor: RunMonitor
    ) throws -> Scores {
        Scores(
            predictions: try regression.proportions(of: samples.inputs, monitor: monitor), targets: samples.proportions)
    }

    func expectedSeconds(on specimen: DatasetSpecimen, threads: Int) throws -> Double {
        let seconds = try ProcessorTime.seconds(threads: threads) {
            _ = try run(
                on: specimen.piece, seed: Seed(experiment: "timing", base: 0), monitor: RunMonitor(threads: threads))
        }
        let samples = min(specimen.validation, Self.choiceLimit)
        return seconds * Double(samples) / Double(specimen.piece.validation.count)
    }
}

extension LabelledRegression.Spectra {
    fileprivate func bundles(of training: LabelledSamples, seed: Seed) throws -> EndmemberBundles {
        switch self {
        case .fitted: try EndmemberBundles(fitting: training.inputs, abundances: training.proportions)
        case .pure(let size, let purity):
            try EndmemberBundles(
                pureIn: training.inputs, abundances: training.proportions, purity: purity, size: size, seed: seed)
        }
    }

    fileprivate var isRandom: Bool {
        switch self {
        case .fitted: false
        case .pure(let size, _): size > 1
        }
    }

    fileprivate var canonical: StructuredValue {
        switch self {
        case .fitted: "fitted"
        case .pure(let size, let purity): ["size": .integer(size), "purity": .number(purity)]
        }
    }

    fileprivate var words: String {
        switch self {
        case .fitted: "endmembers that fit the training pixels best"
        case .pure(let size, let purity):
            size == 1
                ? "the mean spectrum of training pixels with an abundance of \(purity) or more"
                : "\(size) spectra a class at most, of training pixels with an abundance of \(purity) or more"
        }
    }
}

extension BundleRegression.Constraint {
    fileprivate var words: String {
        switch self {
        case .sumToOne: "abundances sum to one"
        case .shares(let sparsity): "shares of abundances that need not sum to one, with a sparsity of \(sparsity)"
        }
    }
}
