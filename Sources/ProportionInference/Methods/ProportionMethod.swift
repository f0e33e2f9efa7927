public import DeclarativeFiles
public import NumericalMethods

/// A way to infer proportions that experiments compare: a trained loss or a baseline.
public protocol ProportionMethod: Sendable {
    /// Its name, what it is, and where it was published.
    var card: CatalogCard { get }
    /// What it is given beside the signals.
    var supervision: Supervision { get }
    /// Everything that determines its results beside the dataset and the seed.
    var canonical: StructuredValue { get }
    /// Whether runs with different seeds differ; one that does not depend on the seed is carried out once.
    var isRandom: Bool { get }

    /// Shortens its epochs, or whatever else makes it long.
    ///
    /// - Parameter length: Says how many of so many epochs remain, one or more.
    /// - Returns: The same method but for that; itself where nothing makes it long.
    func shortened(_ length: (Int) -> Int) -> any ProportionMethod

    /// Runs once, and returns what it infers for every test part; others say how good that is.
    ///
    /// - Parameters:
    ///   - input: What a method may see of a dataset: no proportions of test samples are among it.
    ///   - seed: The source of all randomness of this run, the same for every method.
    ///   - monitor: Is told of progress, and says when to stop.
    /// - Returns: The result. A run that went numerically wrong is a result too.
    /// - Throws: `CancellationError` where the monitor said stop, and whatever else keeps the run from having a result.
    func run(on input: MethodInput, seed: Seed, monitor: RunMonitor) throws -> MethodResult

    /// How long one run will take on this machine, in seconds, found out by doing a little of it.
    ///
    /// - Parameters:
    ///   - specimen: A piece of the dataset, and how much of it there will be.
    ///   - threads: How many threads the run may use.
    /// - Returns: The time, in seconds.
    /// - Throws: Where the method cannot run on such samples.
    func expectedSeconds(on specimen: DatasetSpecimen, threads: Int) throws -> Double
}

extension ProportionMethod {
    /// Itself, as nothing makes it long.
    public func shortened(_ length: (Int) -> Int) -> any ProportionMethod { self }
}
