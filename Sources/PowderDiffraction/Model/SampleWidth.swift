/// What broadens the lines of one phase: small crystallites and strained ones, both with Lorentzian lines.
///
/// In radians, the width at half maximum is Kλ / (size · cosθ) of size and 4 ε tanθ of strain.
///
/// Source: P. Scherrer, Nachr. Ges. Wiss. Göttingen (1918) 98; A. R. Stokes, A. J. C. Wilson, Proc. Phys. Soc. 56 (1944) 174.
public struct SampleWidth: Sendable, Hashable {
    /// The size L of the crystallites, in nanometres; infinite where they broaden nothing.
    public var size: Double
    /// The microstrain ε = Δd/d, a fraction.
    public var strain: Double

    /// Makes the width of a phase; without arguments it broadens nothing.
    public init(size: Double = .infinity, strain: Double = 0) {
        self.size = size
        self.strain = strain
    }

    /// Scherrer's constant for the width at half maximum of equant crystallites.
    ///
    /// Source: P. Scherrer, Nachr. Ges. Wiss. Göttingen (1918) 98; J. I. Langford, A. J. C. Wilson, J. Appl. Cryst. 11
    /// (1978) 102, who give 0.89 to 0.94 with the shape.
    public static let scherrerConstant = 0.9
}
