public import DataCatalogue
public import DeclarativeFiles
public import ProportionInference

/// A dataset as a spec wants it: checked, and not yet loaded.
public protocol DatasetRecipe: Sendable {
    /// Everything that determines the samples, except the contents of files.
    var canonical: StructuredValue { get }
    /// The number of features of a sample: bands of a spectrum, or points of a pattern.
    var features: Int { get }
    /// The names of the classes, in the order of the proportions.
    var classes: [String] { get }
    /// What it hands over to baselines of its field beside the samples, or nothing where that is nothing.
    var fieldData: (any FieldData.Type)? { get }
    /// What its picture will show, or nothing where it has none.
    var pictureKind: DatasetPicture.Kind? { get }
    /// The names of the test parts that it has, whether or not their files are there.
    var testParts: [String] { get }
    /// Those of them whose networks learn from some of their samples, and how many, by leaving out what they infer.
    var addedParts: [AddedSamples.Part] { get }

    /// Finds what the samples will be made from, without loading it.
    ///
    /// - Parameter location: Where files are looked for.
    /// - Returns: The files, or what stands in for them.
    /// - Throws: Where a file is there and cannot be read.
    func source(in location: DataLocation) throws -> DatasetSource

    /// Makes the samples.
    ///
    /// The same recipe, source and training share give the same samples, whatever the other options are.
    ///
    /// - Parameters:
    ///   - source: What ``source(in:)`` found.
    ///   - options: How much of it is made, and how.
    /// - Returns: The samples, in their parts, without those test parts that are absent from the source.
    /// - Throws: An error that names file and place where the data is not what it should be, and a `CancellationError`
    ///   where the options ask for a stop.
    func prepare(_ source: DatasetSource, options: PreparationOptions) throws -> PreparedDataset

    /// Says how much of the dataset there will be, with a made-up piece of it, without making it.
    ///
    /// - Parameters:
    ///   - source: What ``source(in:)`` found.
    ///   - options: How much of it would be made, and how.
    /// - Returns: The specimen, or nothing where only ``prepare(_:options:)`` can tell.
    /// - Throws: An error that says what is in the way.
    func specimen(of source: DatasetSource, options: PreparationOptions) throws -> DatasetSpecimen?

    /// Reads what the samples are made from, without making them.
    ///
    /// - Parameter source: What ``source(in:)`` found.
    /// - Throws: What ``prepare(_:options:)`` would refuse, as far as reading shows it.
    func check(_ source: DatasetSource) throws
}

extension DatasetRecipe {
    /// None: networks learn from no test sample.
    public var addedParts: [AddedSamples.Part] { [] }

    /// Cannot tell before the dataset is made.
    public func specimen(of source: DatasetSource, options: PreparationOptions) throws -> DatasetSpecimen? { nil }

    /// Finds nothing: only preparing shows what is wrong.
    public func check(_ source: DatasetSource) throws {}
}
