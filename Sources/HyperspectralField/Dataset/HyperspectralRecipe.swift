internal import DataCatalogue
internal import DeclarativeFiles
internal import Experiments
internal import NumericalMethods
internal import ProportionInference
internal import ScientificFormats
internal import Unmixing

/// An image as a spec wants it.
struct HyperspectralRecipe: DatasetRecipe {
    /// What to do where a file is missing.
    enum MissingFiles: String, CaseIterable {
        case standIn = "stand-in"
        case leaveOut = "leave-out"
    }

    let entry: DatasetEntry
    let contents: HyperspectralContents
    let origin: SceneOrigin
    let normalization: Normalization
    let split: SpatialSplit
    let missingFiles: MissingFiles

    /// Reads the sections of a spec, finishes them, and reports what is wrong.
    init?(entry: DatasetEntry, origin: SceneOrigin, dataset: Section, split: Section) {
        dataset.explain([
            "normalization": "How spectra are scaled, as the training region tells it.",
            "normalization.divide-by": "The number by which every value is divided.",
            "if-missing": "Whether a synthetic scene stands in for a missing file, or the experiment waits for it.",
        ])
        let normalization = Normalization.read(dataset, of: HyperspectralImageKind.normalizations)
        let missingFiles = dataset.choice(
            "if-missing", of: MissingFiles.allCases.map(\.rawValue), called: "rule",
            default: MissingFiles.standIn.rawValue)
        dataset.finish()
        let contents: HyperspectralContents
        do {
            contents = try entry.contents(HyperspectralContents.read)
        } catch {
            for problem in error.problems { dataset.report("in the catalogue, \(problem)", at: "source") }
            return nil
        }
        let split = SpatialSplit.read(split, size: contents.shape.size)
        if let role = origin.roles.first(where: { entry.file(role: $0) == nil }) {
            dataset.report("in the catalogue, \(entry.place): the files have none of the role '\(role)'", at: "source")
            return nil
        }
        guard let split, let normalization,
            let missingFiles = missingFiles.flatMap(MissingFiles.init)
        else { return nil }
        self.entry = entry
        self.contents = contents
        self.origin = origin
        self.normalization = normalization
        self.split = split
        self.missingFiles = missingFiles
    }

    /// The pixels on a side of the squares whose errors are taken as independent of each other.
    static let blockSide = 10

    var features: Int { contents.shape.bands }
    var classes: [String] { contents.shape.classes }
    var fieldData: (any FieldData.Type)? { WholeImage.self }
    var pictureKind: DatasetPicture.Kind? { .image }

    var testParts: [String] { [entry.name] }

    var canonical: StructuredValue {
        let shape = contents.shape
        var recipe: StructuredValue = [
            "name": .string(entry.name),
            "classes": .array(shape.classes.map { .string($0) }),
            "size": .array([shape.size.rows, shape.size.columns, shape.bands].map { .integer($0) }),
            "pixel-order": contents.pixelOrder.map { .string($0.rawValue) } ?? .null,
            "normalization": normalization.canonical,
            "split": split.canonical,
        ]
        if let resynthesis = origin.canonical { recipe["resynthesis"] = resynthesis }
        return recipe
    }

    func source(in location: DataLocation) throws -> DatasetSource {
        var files: [String: DatasetSource.File] = [:]
        for file in entry.files {
            guard let found = try location.find(file) else {
                switch missingFiles {
                case .standIn:
                    return DatasetSource(files: [:], standIn: "a synthetic scene, because \(file.path) is missing")
                case .leaveOut:
                    return DatasetSource(
                        files: [:],
                        absent: [AbsentPart(name: entry.name, reason: "\(file.path) is missing. \(entry.byHand)")])
                }
            }
            files[file.role] = DatasetSource.File(path: found.path, blob: found.blob)
        }
        return DatasetSource(files: files)
    }

    func check(_ source: DatasetSource) throws {
        guard source.standIn == nil, source.absent.isEmpty else { return }
        _ = try origin.scene(contents, files: source.files)
    }

    func prepare(_ source: DatasetSource, options: PreparationOptions) throws -> PreparedDataset {
        let scene =
            try source.standIn == nil
            ? origin.scene(contents, files: source.files) : .synthetic(shape: contents.shape)
        let training = split.regions.pixels(of: .training)
        let validation = split.regions.pixels(of: .validation)
        let test = split.regions.pixels(of: .test)
        let spectra = scene.image.spectra
        let fitted = normalization.fitted(to: spectra.selectingRows(training))
        let scaled = fitted.apply(to: spectra)
        func samples(_ pixels: [Int]) -> LabelledSamples {
            LabelledSamples(
                inputs: scaled.selectingRows(pixels), proportions: scene.truth.abundances.selectingRows(pixels))
        }

        let kept = spreadSample(of: training, share: options.trainingShare)
        var notes = (source.standIn == nil ? origin.notes : []) + ["normalization: \(normalization.note)"]
        let colors = ColorBands(bands: scene.image.bands, nanometres: scene.nanometres)
        if contents.rgb == nil { notes.append(colors.note) }
        notes += ImagePicture.Region.allCases.compactMap { describe($0, of: scene) }
        notes += scaleNote(of: scene, in: training).map { [$0] } ?? []
        if kept.count < training.count { notes.append("train: \(kept.count) pixels of the region are used") }
        return PreparedDataset(
            classes: scene.truth.classes,
            training: samples(kept),
            validation: samples(validation),
            tests: [
                PreparedDataset.TestPart(
                    name: entry.name, samples: samples(test),
                    blocks: split.regions.blocks(of: test, side: Self.blockSide))
            ],
            field: WholeImage(
                image: scene.image, endmembers: scene.truth.endmembers, part: entry.name, trainingPixels: kept,
                validationPixels: validation, testPixels: test),
            picture: .image(
                ImagePicture(
                    rows: scene.image.size.rows, columns: scene.image.size.columns,
                    rgb: scene.image.rgb(contents.rgb ?? colors.ranges),
                    regions: split.regions.labels, proportions: scene.truth.abundances)),
            samples: sampleDescription(scene, training: training, normalization: fitted), notes: notes)
    }

    /// How samples are made from pixels, for models that are trained on these: with where the training pixels lie.
    private func sampleDescription(
        _ scene: HyperspectralScene, training: [Int], normalization: FittedNormalization
    ) -> SampleDescription {
        let (spectra, abundances) = (scene.image.spectra, scene.truth.abundances)
        let validation = split.regions.pixels(of: .validation)
        return SpectrumSamples(
            classes: scene.truth.classes, bands: scene.image.bands,
            positions: scene.nanometres.map { BandPositions(wavelengths: $0, unit: .nanometers) },
            normalization: normalization,
            range: SpectrumRange(
                training: spectra.selectingRows(training), proportions: abundances.selectingRows(training),
                validation: spectra.selectingRows(validation),
                validationProportions: abundances.selectingRows(validation))
        ).description()
    }

    /// What is to be said where the truth's endmembers stand on scales that differ, as the training region shows it.
    private func scaleNote(of scene: HyperspectralScene, in pixels: [Int]) -> String? {
        guard let endmembers = scene.truth.endmembers,
            let scale = EndmemberScale(
                of: scene.image.spectra.selectingRows(pixels),
                abundances: scene.truth.abundances.selectingRows(pixels), endmembers: endmembers), scale.differs
        else { return nil }
        return "with the true abundances, \(scale.disagreement(names: scene.truth.classes) ?? "")"
    }

    /// A region's share of the image and what it holds, or nothing where it is empty.
    private func describe(_ region: ImagePicture.Region, of scene: HyperspectralScene) -> String? {
        let pixels = split.regions.pixels(of: region)
        guard !pixels.isEmpty else { return nil }
        let abundances = scene.truth.abundances
        let means = scene.truth.classes.enumerated().map { index, name in
            "\(name) \(percent(pixels.reduce(0) { $0 + abundances[$1, index] } / Double(pixels.count)))"
        }
        let share = Double(pixels.count) / Double(scene.image.size.pixels)
        return "\(region.specName): \(pixels.count) pixels (\(percent(share))); " + means.joined(separator: ", ")
    }
}

/// Picks one element out of each of equally long stretches, at random so that the columns of an image do not resonate.
///
/// - Parameters:
///   - elements: The elements, at least one.
///   - share: The share of them to keep, above 0 and at most 1; at least one is kept.
/// - Returns: The picked elements in their order, the same at every call.
func spreadSample(of elements: [Int], share: Double) -> [Int] {
    precondition(share > 0 && share <= 1 && !elements.isEmpty, "a share of \(share) of \(elements.count) elements")
    let count = max(1, Int((share * Double(elements.count)).rounded()))
    guard count < elements.count else { return elements }
    var stream = Seed(experiment: "share of the training pixels", base: 0).stream()
    return (0..<count).map { index in
        let start = index * elements.count / count
        let end = (index + 1) * elements.count / count
        return elements[start + stream.integer(below: end - start)]
    }
}

/// A share in percent with one decimal.
private func percent(_ share: Double) -> String {
    "\((share * 1000).rounded() / 10) %"
}
