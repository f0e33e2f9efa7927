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

    /// Every candidate is tried on a few pixels with bundles as large as they will be; the chosen one then sees the validation
    /// and the test pixels.
    func expectedSeconds(on specimen: DatasetSpecimen, threads: Int) throws -> Double {
        let (count, bands) = (specimen.piece.classes.count, specimen.piece.training.inputs.columns)
        let materials = MadeUpMaterials(
            classes: count, bands: bands, each: 2 * (spectra.map(\.size).max() ?? 1), mixed: Self.timedPixels)
        let monitor = RunMonitor(threads: threads)
        var best: (regression: BundleRegression, spectra: Spectra)?
        let choosing = try ProcessorTime.seconds(threads: threads) {
            best = try choice(
                training: materials.pure, validation: materials.mixtures, seed: Seed(experiment: "timing", base: 0),
                monitor: monitor)
        }
        let applying = try ProcessorTime.seconds(threads: threads) {
            _ = try best?.regression.proportions(of: materials.mixtures.inputs, monitor: monitor)
        }
        let (tried, scored) = (min(specimen.validation, Self.choiceLimit), specimen.validation + specimen.tests)
        return (choosing * Double(tried) + applying * Double(scored)) / Double(Self.timedPixels)
    }

    /// On how many pixels candidates are timed.
    private static let timedPixels = 64
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

    /// How many spectra a class has at most.
    fileprivate var size: Int {
        switch self {
        case .fitted: 1
        case .pure(let size, _): size
        }
    }

    fileprivate var isRandom: Bool { size > 1 }

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
