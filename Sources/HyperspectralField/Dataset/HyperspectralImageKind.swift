public import DataCatalogue
public import DeclarativeFiles
public import Experiments
public import ProportionInference

/// Hyperspectral images with known abundances: a sample is the spectrum of a pixel.
///
/// An entry of the catalogue has a file of the role `image`, and one of the role `truth` unless the image's own file
/// holds the truth; `contents` says what is in them. Where the image is the header of an ENVI image, the file with the
/// numbers has a role of its own, such as `image-data`, and lies in the same folder. A spec names in its section `dataset` the
/// normalization (``Normalization``) and what to do where a file is missing: with `if-missing: stand-in`, as it is where the key
/// is left out, a synthetic scene takes its place; with `leave-out` the experiment waits for it. The section `split`
/// has the parts of the image (``SpatialSplit``).
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
        HyperspectralRecipe(entry: entry, origin: .files, dataset: dataset, split: split)
    }
}

/// Images made of true abundances and a library of spectra, where the image itself is not at hand.
///
/// An entry of the catalogue has files of the roles `truth` and `library` (``SpectralLibrary``), and `contents` as an image has. A
/// spec may give `correlation-length`, `brightness` and `signal-to-noise` (``Resynthesis``) beside what
/// ``HyperspectralImageKind`` reads.
public struct ResynthesizedImageKind: DatasetKind {
    /// Its name, `resynthesized-image`, and what it is.
    public let card = CatalogCard(
        name: "resynthesized-image", title: "Resynthesized image",
        summary: "True abundances of an image, mixed anew from a library of spectra.",
        reference: "this program")

    /// Makes the kind.
    public init() {}

    /// Reads the sections of a spec; mistakes in the catalogue are reported at the dataset's `source`.
    public func recipe(entry: DatasetEntry, dataset: Section, split: Section) -> (any DatasetRecipe)? {
        guard let resynthesis = Resynthesis.read(dataset) else { return nil }
        return HyperspectralRecipe(
            entry: entry, origin: .resynthesis(resynthesis), dataset: dataset, split: split)
    }
}
