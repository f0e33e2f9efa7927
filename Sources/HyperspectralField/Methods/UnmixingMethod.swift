public import DeclarativeFiles
public import ProportionInference
public import Unmixing

/// A way to unmix images: what specs name under `baselines`, and `proportions unmix` under `--method`.
///
/// To add one, write one file with a type that conforms, and add it to ``UnmixingCatalog``, or hand it to
/// `Field.hyperspectral(adding:)` from another package. A value holds the method's recipe. In the catalogue it holds the
/// defaults; ``reading(_:)`` gives the method with what a spec or a command line says of it.
///
/// A method gets the spectra of an image, normalized, and unless it finds them itself, endmembers. It learns from them, and
/// then gives the abundances of some pixels after the other, so that an image may be larger than memory. How the image is normalized and
/// where endmembers come from is none of its business: ``UnmixingRecipe`` sees to both. No method sees true abundances.
public protocol UnmixingMethod: Sendable {
    /// Its name, its title, what it is in one sentence, and where it was published.
    ///
    /// Where it is given endmembers, summaries go on from the sentence, as in "… with endmembers found by VCA."
    var card: CatalogCard { get }

    /// What it does and how long it takes, in a few words without a full stop, for `proportions unmix --help`.
    var advice: String { get }

    /// Where endmembers come from in the baselines that specs can name; empty for a method that finds them itself.
    ///
    /// The baseline of the first source has the method's own name. The name of each other one ends with its source, as in
    /// `sunsal-vca`.
    var baselineSources: [EndmemberSource] { get }

    /// Whether other seeds give other abundances, for the same image and the same endmembers.
    var isRandom: Bool { get }

    /// Whether the brightness of spectra has a part in what is minimized; where it has none, endmembers have a scale of
    /// their own, and no residual is reported.
    var seesBrightness: Bool { get }

    /// Whether the abundances of a pixel sum to one, so that the scale of given endmembers decides them.
    var sumsToOne: Bool { get }

    /// How long it goes on, or nothing where it has no epochs or steps.
    var length: UnmixingLength? { get }

    /// The same method with another number of epochs or steps, one or more; itself where it has none.
    func lasting(_ count: Int) -> Self

    /// Everything that determines its results beside the image, the endmembers and the seed. Its name is added.
    var canonical: StructuredValue { get }

    /// The same method with what a spec says of it.
    ///
    /// - Parameter settings: Its settings, all of which may be left out. They are finished by who calls this.
    /// - Returns: The method, or nothing where problems were reported.
    func reading(_ settings: Section) -> Self?

    /// The same method for a library of many spectra, any of which may be in a pixel, so that few should be.
    ///
    /// - Parameter sparsity: The weight of the sum of the abundances, zero or more.
    /// - Returns: The method, or nothing where it cannot unmix with a library.
    func forLibrary(sparsity: Double) -> Self?

    /// Learns from an image how to unmix it.
    ///
    /// - Parameter input: The spectra of the image, endmembers, the seed and the monitor.
    /// - Returns: What gives the abundances of the image's pixels, block by block, and the endmembers. A loss that ceases to
    ///   be finite is a result, too.
    /// - Throws: `UnsuitableSpectra` where the image or the endmembers do not allow it, and `CancellationError` where the
    ///   monitor said stop.
    func model(of input: UnmixingInput) throws -> any UnmixingModel
}

extension UnmixingMethod {
    /// True, as for every method that does not say otherwise.
    public var seesBrightness: Bool { true }

    /// True, as for every method that does not say otherwise.
    public var sumsToOne: Bool { true }

    /// Nothing, as for every method without epochs or steps.
    public var length: UnmixingLength? { nil }

    /// Itself, as it has no epochs or steps.
    public func lasting(_ count: Int) -> Self { self }

    /// Nothing, as most methods cannot unmix with a library.
    public func forLibrary(sparsity: Double) -> Self? { nil }

    /// Whether it is given endmembers.
    var takesEndmembers: Bool { !baselineSources.isEmpty }

    /// Its name, and everything else that determines its results.
    var canonicalWithName: StructuredValue {
        var canonical = canonical
        canonical["name"] = .string(card.name)
        return canonical
    }
}
