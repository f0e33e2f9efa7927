public import DataCatalogue
public import DeclarativeFiles
public import ProportionInference

/// A kind of dataset that a spec can name: how its sections are read and its samples prepared.
///
/// A catalogue entry of the data says of which kind it is; a spec that names the entry is read by that kind.
public protocol DatasetKind: Sendable {
    /// Its name, which the `kind` of a catalogue entry gives, and what it is.
    var card: CatalogCard { get }

    /// Reads the sections `dataset` and `split` of a spec.
    ///
    /// - Parameters:
    ///   - entry: The catalogue entry that the spec names.
    ///   - dataset: The section `dataset`, whose `source` has been read. To be finished here.
    ///   - split: The section `split`. To be finished here.
    /// - Returns: The dataset as the spec wants it, or nothing where problems were reported.
    func recipe(entry: DatasetEntry, dataset: Section, split: Section) -> (any DatasetRecipe)?

    /// Reads the files of a dataset as a run would, as far as that needs no spec.
    ///
    /// - Parameters:
    ///   - entry: The catalogue entry.
    ///   - location: Where its files are.
    /// - Throws: What a run would refuse, with its file. Files that are not there are no matter of this.
    func check(_ entry: DatasetEntry, in location: DataLocation) throws
}

extension DatasetKind {
    /// Knows nothing of the contents of files.
    public func check(_ entry: DatasetEntry, in location: DataLocation) throws {}
}
