public import DeclarativeFiles
internal import NumericalMethods
public import ProportionInference
public import Unmixing

/// `SUnSAL` as a method: constrained sparse regression of every pixel by itself.
///
/// ```yaml
/// - sunsal: {constraints: [positivity, sum-to-one], sparsity: 0}
/// ```
public struct SUnSALMethod: UnmixingMethod {
    /// Which problem is solved, and how well.
    public var recipe: SUnSAL.Recipe

    /// Makes the method.
    public init(_ recipe: SUnSAL.Recipe = SUnSAL.Recipe()) {
        self.recipe = recipe
    }

    /// Its name, `sunsal`, and what it is.
    public var card: CatalogCard {
        CatalogCard(
            name: "sunsal", title: "SUnSAL", summary: "Constrained sparse regression.",
            reference: "Bioucas-Dias and Figueiredo, WHISPERS 2010")
    }

    /// What it does and how long it takes.
    public var advice: String {
        "solves for the abundances of each pixel by itself; a second for a million pixels and few endmembers, minutes for a "
            + "library of hundreds of spectra"
    }

    /// All there are.
    public var baselineSources: [EndmemberSource] { [.given, .vertexComponentAnalysis, .simplexVolume] }

    /// False: nothing is drawn.
    public var isRandom: Bool { false }

    /// Whether that is among the constraints.
    public var sumsToOne: Bool { recipe.constraints.contains(.sumToOne) }

    /// The problem, and how well it is solved.
    public var canonical: StructuredValue {
        [
            "constraints": .array(Self.names(of: recipe.constraints).map { .string($0) }),
            "sparsity": .number(recipe.sparsity), "tolerance": .number(recipe.tolerance),
            "limit": .integer(recipe.iterationLimit),
        ]
    }

    /// Reads `constraints` and `sparsity`.
    public func reading(_ settings: Section) -> SUnSALMethod? {
        settings.explain([
            "constraints": "What abundances must fulfil.",
            "sparsity": "The weight of the sum of the abundances, which keeps them few.",
        ])
        settings.explain("constraints", default: .array(Self.names(of: recipe.constraints).map { .string($0) }))
        var method = self
        let names = settings.optionalChoices(
            "constraints", of: Self.constraints.map(\.name), called: "constraint")
        let sparsity = settings.number("sparsity", in: 0...1e6, default: recipe.sparsity)
        guard let sparsity, names != nil || !settings.contains("constraints") else { return nil }
        method.recipe.sparsity = sparsity
        if let names {
            method.recipe.constraints = SUnSAL.Constraints(
                Self.constraints.filter { names.contains($0.name) }.map(\.constraint))
        }
        return method
    }

    /// Abundances need not sum to one, and take thousands of steps, for digits that abundances are looked at with.
    public func forLibrary(sparsity: Double) -> SUnSALMethod? {
        var method = self
        method.recipe.constraints = .positivity
        (method.recipe.tolerance, method.recipe.iterationLimit) = (1e-7, 20_000)
        method.recipe.sparsity = sparsity
        return method
    }

    /// Prepares to solve every pixel, and says at last how many stopped short of the optimum.
    public func model(of input: UnmixingInput) throws -> any UnmixingModel {
        let endmembers = try input.requiredEndmembers()
        return SUnSALModel(
            solver: try SUnSAL(endmembers: endmembers, recipe: recipe), endmembers: endmembers, monitor: input.monitor)
    }

    /// The constraints by the names that specs have for them.
    private static let constraints: [(name: String, constraint: SUnSAL.Constraints)] = [
        ("positivity", .positivity), ("sum-to-one", .sumToOne),
    ]

    private static func names(of chosen: SUnSAL.Constraints) -> [String] {
        constraints.filter { chosen.contains($0.constraint) }.map(\.name)
    }
}

/// SUnSAL with its endmembers.
private struct SUnSALModel: UnmixingModel {
    let solver: SUnSAL
    let endmembers: Matrix<Double>
    let monitor: RunMonitor

    func abundances(of spectra: Matrix<Float>, from first: Int) throws -> BlockAbundances? {
        let solution = try solver.abundances(of: spectra, workers: monitor.threads, isCancelled: monitor.isCancelled)
        return BlockAbundances(solution.abundances, unsolvedCount: solution.unsolvedPixels.count)
    }

    func remarks(on counts: UnmixedCounts) -> [String] {
        counts.unsolved > 0
            ? ["\(counts.unsolved) pixels stopped short of the optimum, after \(solver.recipe.iterationLimit) steps"]
            : []
    }
}
