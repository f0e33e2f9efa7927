public import DataCatalogue
public import DeclarativeFiles

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
}

/// A dataset as a spec wants it: checked, and not yet loaded.
public protocol DatasetRecipe: Sendable {
    /// Everything that determines the samples, except the contents of files.
    var canonical: StructuredValue { get }
    /// What its picture will show, or nothing where it has none.
    var pictureKind: DatasetPicture.Kind? { get }
    /// The names of the test parts that it has, whether or not their files are there.
    var testParts: [String] { get }

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
}

/// A dataset whose training samples are simulated, so that examples of them can be made at any time.
public protocol SimulatedDataset: DatasetRecipe {
    /// Simulates a few samples.
    ///
    /// - Parameters:
    ///   - count: Their number, one or more. The first examples are the same for every number.
    ///   - source: What ``DatasetRecipe/source(in:)`` found.
    /// - Returns: The samples with their proportions, as many as were asked for.
    /// - Throws: An error that says what is in the way.
    func examples(count: Int, source: DatasetSource) throws -> PatternPicture
}

/// What a dataset's samples are made from.
public struct DatasetSource: Sendable, Equatable {
    /// A file that was found.
    public struct File: Sendable, Equatable {
        /// Where it is.
        public let path: String
        /// The git blob id of its contents.
        public let blob: String

        /// Names a file and its contents.
        public init(path: String, blob: String) {
            self.path = path
            self.blob = blob
        }
    }

    /// The files by their role.
    public let files: [String: File]
    /// What stands in for the data and why, or nothing where the data itself is there.
    public let standIn: String?
    /// The test parts that cannot be made, because their files are not there.
    public let absent: [AbsentPart]

    /// Says what was found, and what was not.
    public init(files: [String: File], standIn: String? = nil, absent: [AbsentPart] = []) {
        self.files = files
        self.standIn = standIn
        self.absent = absent
    }
}

/// A test part of a dataset whose files are not there; methods are trained all the same.
public struct AbsentPart: Sendable, Codable, Equatable {
    /// The part's name, one of ``DatasetRecipe/testParts``.
    public let name: String
    /// Which files are missing and how to get them.
    public let reason: String

    /// Names a part and says why it is not there.
    public init(name: String, reason: String) {
        self.name = name
        self.reason = reason
    }
}
