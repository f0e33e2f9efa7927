/// What may vary about a phase from one sample to another.
public struct PhaseState: Sendable, Hashable {
    /// The unit cell.
    public var cell: UnitCell
    /// ΔB, what is added to the displacement parameter of every site, in Å².
    public var displacement: Double
    /// How size and strain broaden the lines.
    public var width: SampleWidth
    /// r of March and Dollase: 1 for crystallites without preference, below 1 for plates that lie on their cleavage.
    ///
    /// A line is multiplied with the mean of (r² cos²α + sin²α / r)^(-3/2) over its planes, with the angle α between a plane
    /// and the structure's ``CrystalStructure/cleavage``.
    ///
    /// Source: W. A. Dollase, J. Appl. Cryst. 19 (1986) 267.
    public var texture: Double
    /// What each reflection's intensity is multiplied with, in the order of the list; nothing where it is left out.
    ///
    /// A sample has too few crystallites for all directions to be equally frequent, and a structure model is not perfect.
    public var graininess: [Double]

    /// Makes a state; what is left out is as published, or broadens nothing.
    public init(
        cell: UnitCell, displacement: Double = 0, width: SampleWidth = SampleWidth(), texture: Double = 1,
        graininess: [Double] = []
    ) {
        self.cell = cell
        self.displacement = displacement
        self.width = width
        self.texture = texture
        self.graininess = graininess
    }
}
