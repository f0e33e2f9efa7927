public import DataCatalogue
public import DeclarativeFiles
public import Experiments
public import ProportionInference

/// Images made of true abundances and a library of spectra, where the image itself is not at hand.
///
/// An entry of the catalogue has files of the roles `truth` and `library` (`SpectralLibrary`), and `contents` as an image has. A
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
