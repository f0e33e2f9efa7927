/// What broadens the lines of a pattern on the side of the instrument: the Caglioti function
/// H_G² = U tan²θ + V tanθ + W of the Gaussian part, and a constant Lorentzian part X₀.
///
/// Source: G. Caglioti, A. Paoletti, F. P. Ricci, Nucl. Instrum. 3 (1958) 223; the division into parts follows
/// P. Thompson, D. E. Cox, J. B. Hastings, J. Appl. Cryst. 20 (1987) 79.
public struct InstrumentWidth: Sendable, Hashable {
    /// U, in square degrees.
    public var u: Double
    /// V, in square degrees.
    public var v: Double
    /// W, in square degrees.
    public var w: Double
    /// X₀, the width at half maximum of the Lorentzian part, in degrees.
    public var lorentzian: Double

    /// Makes the width of an instrument; without arguments it broadens nothing.
    public init(u: Double = 0, v: Double = 0, w: Double = 0, lorentzian: Double = 0) {
        self.u = u
        self.v = v
        self.w = w
        self.lorentzian = lorentzian
    }
}
