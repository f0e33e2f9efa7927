/// What a refinement varies, in which order, and on which points of a pattern.
public struct RefinementRecipe: Sendable, Hashable {
    /// The families that become free, stage by stage; what is free stays free.
    public var stages: [[RefinedFamily]]
    /// What the instrument does to widths before any of it is refined.
    public var width: InstrumentWidth
    /// S of the instrument's axial divergence before it is refined.
    public var axialDivergence: Double
    /// The angles 2θ of the points that are used, in degrees.
    public var range: ClosedRange<Double>
    /// The numbers of Chebyshev polynomials among which the background's is chosen.
    public var backgroundPolynomials: ClosedRange<Int>
    /// By how much the intensity of a line differs from the model's as a rule, a fraction; with zero, counting noise is all
    /// that weights know of.
    ///
    /// Samples have too few crystallites for all directions, and structures are not known perfectly. Without this the
    /// strongest lines of a pattern with many counts decide nearly alone.
    public var intensityError: Double
    /// The relative error of a phase's intensities on the whole, which all its lines share: part of the uncertainty of fractions.
    public var sharedIntensityError: Double
    /// The diameter, in micrometres, of the particles whose microabsorption is part of the uncertainty of fractions where no
    /// diameter is given: the root mean square of diameters from 0.5 to 5 µm, of which no magnitude is likelier than another.
    public var unknownParticleDiameter: Double
    /// A phase with a smaller fraction than this is dropped, and the rest refined again.
    public var leastFraction: Double
    /// A phase with a smaller fraction than this keeps the size and the strain that are expected: as its lines are hardly
    /// above the background, a wide one would fit whatever the model leaves of that.
    public var minorFraction: Double
    /// The diameter of the particles in micrometres, for the correction of microabsorption, or nothing where none is made.
    public var particleDiameter: Double?

    /// Ranges of angles 2θ whose points are left out, in degrees, such as that of a line of the sample's holder.
    public var excluded: [ClosedRange<Double>] = []
    /// The parameters that stay at a value.
    public var fixed: [FixedParameter] = []

    /// Makes a recipe; all but the stages has the values of the standard one.
    public init(
        stages: [[RefinedFamily]], width: InstrumentWidth = InstrumentWidth(w: 0.0025, lorentzian: 0.03),
        axialDivergence: Double = 0.01, range: ClosedRange<Double> = 10...80,
        backgroundPolynomials: ClosedRange<Int> = 3...12, intensityError: Double = 0.05,
        sharedIntensityError: Double = 0.02, unknownParticleDiameter: Double = 2.3, leastFraction: Double = 0.01,
        minorFraction: Double = 0.03, particleDiameter: Double? = nil
    ) {
        self.stages = stages
        self.width = width
        self.axialDivergence = axialDivergence
        self.range = range
        self.backgroundPolynomials = backgroundPolynomials
        self.intensityError = intensityError
        self.sharedIntensityError = sharedIntensityError
        self.unknownParticleDiameter = unknownParticleDiameter
        self.leastFraction = leastFraction
        self.minorFraction = minorFraction
        self.particleDiameter = particleDiameter
    }

    /// Everything that a powder pattern can tell of geometry, crystals and crystallites.
    public static let standard = RefinementRecipe(stages: [
        [.sampleDisplacement], [.cellLengths, .size],
        [.gaussianWidth, .lorentzianWidth, .strain, .zeroShift], [.displacement, .texture, .cellAngles],
        [.axialDivergence, .gaussianWidening],
    ])

    /// What the paper's database of simulated patterns varies, and where the sample lies.
    ///
    /// The width is that of a laboratory diffractometer for well crystallized samples, 0.06 degrees.
    public static let constrained = RefinementRecipe(
        stages: [[.sampleDisplacement], [.cellLengths, .size], [.displacement]],
        width: InstrumentWidth(w: 0.0009, lorentzian: 0.045))

    /// Scales, background and where the sample lies: cells and displacement stay as published, and lines are 0.09 degrees
    /// wide.
    ///
    /// As positions may be off by as much as widths, weights are those of counting noise: the strongest lines, which lie at low
    /// angles where cells matter little, decide.
    public static let fullPattern = RefinementRecipe(
        stages: [[.sampleDisplacement]], width: InstrumentWidth(w: 0.0025, lorentzian: 0.065), intensityError: 0)
}
