internal import DeclarativeFiles
internal import NeuralNetworks
internal import NumericalMethods
internal import ProportionInference
internal import Unmixing

/// Fully constrained least squares with endmember bundles that are found in the image.
///
/// Labels have no part in it. The mean spectrum of each bundle is matched with the true endmembers, one to one, which names it.
struct FoundBundleRegression: ProportionMethod {
    let card: CatalogCard
    /// The number of random subsets of the pixels.
    let subsets: Int
    /// The share of the pixels that each has.
    let share: Double

    var supervision: Supervision { .nothing }
    var isRandom: Bool { true }
    var canonical: StructuredValue {
        [
            "baseline": ["name": .string(card.name), "revision": .integer(card.revision)],
            "subsets": .integer(subsets), "share": .number(share),
        ]
    }

    func run(on input: MethodInput, seed: Seed, monitor: RunMonitor) throws -> MethodResult {
        let field = try input.field(as: WholeImage.self, for: card.name)
        let truth = try field.requiredEndmembers()
        let present = field.image.presentSpectra()
        let normalization = Normalization.divideByMaximum.fitted(to: present)
        let bundles = try EndmemberBundles(
            foundIn: normalization.apply(to: present), classes: truth.rows, subsets: subsets, share: share, seed: seed)
        let matching = try EndmemberMatching(estimated: bundles.means(), classes: truth)
        let regression = BundleRegression(bundles: bundles, constraint: .sumToOne)
        let proportions = try regression.proportions(
            of: normalization.apply(to: field.image.spectra.selectingRows(field.testPixels)), monitor: monitor)
        let sizes = matching.permutation.map { index in bundles.classes.count { $0 == index } }
        return MethodResult(
            predictions: [
                MethodResult.Prediction(part: field.part, proportions: matching.arranged(abundances: proportions))
            ],
            parameters: [NamedParameters(bundles)],
            tables: [
                matching.table(classes: input.classes, pixels: nil, columns: field.image.size.columns)
            ],
            remarks: [
                "bundles of " + zip(sizes, input.classes).map { "\($0) (\($1))" }.joined(separator: ", ")
                    + " spectra, found in \(subsets) random subsets of the pixels",
                Normalization.divideByMaximum.remark(normalization), "named by matching them with the true ones",
            ])
    }

    /// The search takes a time in proportion to the pixels of the image, the regression to those of the test part, with bundles
    /// of as many spectra as subsets.
    func expectedSeconds(on specimen: DatasetSpecimen, threads: Int) throws -> Double {
        let image = try specimen.piece.field(as: WholeImage.self, for: card.name).image
        let (classes, bands) = (specimen.piece.classes.count, image.spectra.columns)
        let searching = try ProcessorTime.seconds(threads: threads) {
            _ = try EndmemberBundles(
                foundIn: image.presentSpectra(), classes: classes, subsets: subsets, share: share,
                seed: Seed(experiment: "timing", base: 0))
        }
        let materials = MadeUpMaterials(classes: classes, bands: bands, each: subsets, mixed: Self.timedPixels)
        let bundles = try EndmemberBundles(
            pureIn: materials.pure.inputs, abundances: materials.pure.proportions, purity: 1, size: subsets,
            seed: Seed(experiment: "timing", base: 0))
        let applying = try ProcessorTime.seconds(threads: threads) {
            _ = try BundleRegression(bundles: bundles, constraint: .sumToOne)
                .proportions(of: materials.mixtures.inputs, monitor: RunMonitor(threads: threads))
        }
        return searching * specimen.fieldScale + applying * Double(specimen.tests) / Double(Self.timedPixels)
    }

    /// On how many pixels the regression is timed.
    private static let timedPixels = 256
}
