public import DataCatalogue
public import DeclarativeFiles
public import ProportionInference
import ScientificFormats
import SimplexMath

/// Hyperspectral images with known abundances: a sample is the spectrum of a pixel.
///
/// An entry of the catalogue has a file of the role `image`, and one of the role `truth` unless the image's own file
/// holds the truth; `contents` says what is in them. Where the image is the header of an ENVI image, the file with the
/// numbers has a role of its own, such as `image-data`, and lies in the same folder. A spec names the normalization in its section `dataset`
/// (``Normalization``) and the parts of the image in its section `split` (``SpatialSplit``).
public struct HyperspectralImageKind: DatasetKind {
    /// Its name, `hyperspectral-image`, and what it is.
    public let card = CatalogCard(
        name: "hyperspectral-image", title: "Hyperspectral image",
        summary: "The spectra of an image's pixels, split into contiguous regions.",
        reference: "Simonnet et al., section 3.2")

    /// Makes the kind.
    public init() {}

    /// Reads the sections of a spec; mistakes in the catalogue are reported at the dataset's `source`.
    public func recipe(entry: DatasetEntry, dataset: Section, split: Section) -> (any DatasetRecipe)? {
        let normalization = Normalization.read(dataset)
        dataset.finish()
        let contents: HyperspectralContents
        do {
            contents = try entry.contents(HyperspectralContents.read)
        } catch {
            for problem in error.problems { dataset.report("in the catalogue, \(problem)", at: "source") }
            return nil
        }
        if entry.file(role: "image") == nil {
            dataset.report("in the catalogue, \(entry.place): the files have none of the role 'image'", at: "source")
            return nil
        }
        guard let split = SpatialSplit.read(split, size: contents.shape.size), let normalization else { return nil }
        return HyperspectralRecipe(entry: entry, contents: contents, normalization: normalization, split: split)
    }
}

/// An image as a spec wants it.
struct HyperspectralRecipe: DatasetRecipe {
    let entry: DatasetEntry
    let contents: HyperspectralContents
    let normalization: Normalization
    let split: SpatialSplit

    var pictureKind: DatasetPicture.Kind? { .image }

    var testParts: [String] { [entry.name] }

    var canonical: StructuredValue {
        let shape = contents.shape
        return [
            "name": .string(entry.name),
            "classes": .array(shape.classes.map { .string($0) }),
            "size": .array([shape.size.rows, shape.size.columns, shape.bands].map { .integer($0) }),
            "pixel-order": contents.pixelOrder.map { .string($0.rawValue) } ?? .null,
            "normalization": normalization.canonical,
            "split": split.canonical,
        ]
    }

    func source(in location: DataLocation) throws -> DatasetSource {
        var files: [String: DatasetSource.File] = [:]
        for file in entry.files {
            guard let found = try location.find(file) else {
                return DatasetSource(files: [:], standIn: "a synthetic scene, because \(file.path) is missing")
            }
            files[file.role] = DatasetSource.File(path: found.path, blob: found.blob)
        }
        return DatasetSource(files: files)
    }

    func prepare(_ source: DatasetSource, options: PreparationOptions) throws -> PreparedDataset {
        let scene = try scene(source)
        let training = split.regions.pixels(of: .training)
        let spectra = scene.image.spectra
        let scaled = normalization.scaling(training: spectra.selectingRows(training)).apply(to: spectra)
        func samples(_ pixels: [Int]) -> LabelledSamples {
            LabelledSamples(
                inputs: scaled.selectingRows(pixels), proportions: scene.truth.abundances.selectingRows(pixels))
        }

        let kept = spreadSample(of: training, share: options.trainingShare)
        var notes = ["normalization: \(normalization)"]
        notes += ImagePicture.Region.allCases.compactMap { describe($0, of: scene) }
        if kept.count < training.count { notes.append("train: \(kept.count) pixels of the region are used") }
        return PreparedDataset(
            classes: scene.truth.classes,
            training: samples(kept),
            validation: samples(split.regions.pixels(of: .validation)),
            tests: [PreparedDataset.TestPart(name: entry.name, samples: samples(split.regions.pixels(of: .test)))],
            picture: .image(
                ImagePicture(
                    rows: scene.image.size.rows, columns: scene.image.size.columns, rgb: scene.image.rgb(contents.rgb),
                    regions: split.regions.labels, proportions: scene.truth.abundances)),
            notes: notes)
    }

    /// Reads the scene, or makes the one that stands in for it.
    private func scene(_ source: DatasetSource) throws -> HyperspectralScene {
        guard source.standIn == nil else { return .synthetic(shape: contents.shape) }
        guard let image = source.files["image"]?.path else { preconditionFailure("a source without an image") }
        let truth = source.files["truth"]?.path ?? image
        return try SceneFiles(image: image, truth: truth, pixelOrder: contents.pixelOrder).read(shape: contents.shape)
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
