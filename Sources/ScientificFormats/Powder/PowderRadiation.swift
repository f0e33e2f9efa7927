/// What a file says of the X-rays that a pattern was measured with; what it does not say is `nil`, never guessed.
public struct PowderRadiation: Sendable, Hashable {
    /// The symbol of the anode's element, such as `Cu`.
    public let anode: String?
    /// The wavelength of the line Kα₁, in ångströms.
    public let kAlpha1: Double?
    /// The wavelength of the line Kα₂, in ångströms.
    public let kAlpha2: Double?
    /// The intensity of Kα₂ divided by that of Kα₁.
    public let ratio: Double?
    /// A wavelength in ångströms, where the file gives one without saying of which line.
    public let wavelength: Double?

    /// Makes what is known of the X-rays.
    public init(
        anode: String? = nil, kAlpha1: Double? = nil, kAlpha2: Double? = nil, ratio: Double? = nil,
        wavelength: Double? = nil
    ) {
        self.anode = anode
        self.kAlpha1 = kAlpha1
        self.kAlpha2 = kAlpha2
        self.ratio = ratio
        self.wavelength = wavelength
    }

    /// Nothing, where a file says nothing.
    var unlessEmpty: PowderRadiation? { self == PowderRadiation() ? nil : self }

    /// Whether a number can be the wavelength of X-rays, in ångströms.
    static func isWavelength(_ number: Double) -> Bool { number > 0.01 && number < 20 }
}
