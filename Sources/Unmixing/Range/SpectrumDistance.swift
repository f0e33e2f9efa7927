/// How far a spectrum is from those that something was learned from; each number is small where it is one of them.
public struct SpectrumDistance: Sendable, Hashable {
    /// The distance in the leading directions of the spectra, in standard deviations: the root of T² / directions.
    public var inside: Double
    /// What these directions leave, in what they leave of the spectra: the root mean square over the bands.
    public var outside: Double
    /// The root mean square over the bands of what the mixture of class means leaves, in the unit of the values.
    public var unmixed: Double
    /// One over the root mean square of the spectrum: infinite where all of it is zero.
    public var darkness: Double

    /// Gives the numbers.
    public init(inside: Double, outside: Double, unmixed: Double, darkness: Double) {
        self.inside = inside
        self.outside = outside
        self.unmixed = unmixed
        self.darkness = darkness
    }

    /// The numbers, for what is done to each alike.
    static var numbers: [WritableKeyPath<SpectrumDistance, Double>] { [\.inside, \.outside, \.unmixed, \.darkness] }
}
