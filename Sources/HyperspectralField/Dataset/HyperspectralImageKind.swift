public import DataCatalogue
public import DeclarativeFiles
public import Experiments
public import ProportionInference
public import Unmixing

/// Hyperspectral images with known abundances: a sample is the spectrum of a pixel.
///
/// An entry of the catalogue has a file of the role `image`, and one of the role `truth` unless the image's own file
/// holds the truth; `contents` says what is in them. Where the image is the header of an ENVI image, the file with the
/// numbers has a role of its own, such as `image-data`, and lies in the same folder. A spec names in its section `dataset` the
/// normalization (`Normalization`) and what to do where a file is missing: with `if-missing: stand-in`, as it is where the key
/// is left out, a synthetic scene takes its place; with `leave-out` the experiment waits for it. The section `split`
/// has the parts of the image (``SpatialSplit``).
public struct HyperspectralImageKind: DatasetKind {
    /// Its name, `hyperspectral-image`, and what it is.
    public let card = CatalogCard(
        name: "hyperspectral-image", title: "Hyperspectral image",
        summary: "The spectra of an image's pixels, split into contiguous regions.",
        reference: "Simonnet et al., section 3.2")

    /// The normalizations that networks can learn from; one of each pixel by itself would break the linear mixing of
    /// spectra that the proportions rest on.
    public static let normalizations: [Normalization.Kind] = [
        .unscaled, .divideBy, .divideByMaximum, .standardizeBands,
    ]

    /// Makes the kind.
    public init() {}

    /// Reads the sections of a spec; mistakes in the catalogue are reported at the dataset's `source`.
    public func recipe(entry: DatasetEntry, dataset: Section, split: Section) -> (any DatasetRecipe)? {
        HyperspectralRecipe(entry: entry, origin: .files, dataset: dataset, split: split)
    }
}
