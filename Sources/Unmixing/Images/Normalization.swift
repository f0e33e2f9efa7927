/// How spectra are scaled before anything learns from them, or unmixes them.
///
/// The normalization decides how well networks train, and whether endmembers that are given fit the image. It is the
/// commonest hidden difference between published numbers, so it is always named and never guessed. Whoever normalizes
/// says which kinds are allowed: a scaling per pixel breaks the linear mixing of spectra, and a shift per band breaks
/// the sum to one.
public enum Normalization: Sendable, Hashable {
    /// The values stay as they are.
    case unscaled
    /// Every value is divided by one number, which is positive.
    case divideBy(Double)
    /// Every value is divided by the largest one of the spectra that it is fitted to.
    case divideByMaximum
    /// Every spectrum is scaled to length one, which takes shading away.
    case unitLength
    /// Every band is shifted and scaled to mean 0 and variance 1 over the spectra that it is fitted to.
    case standardizeBands
    /// Spectra stay as they are, and endmembers that are given are multiplied by one number, so that they fit the image
    /// (``EndmemberScale``).
    case fit
    /// The same with a number for each endmember.
    case fitEach

    /// A normalization without its number, by the name that specs have for it.
    public enum Kind: String, Sendable, CaseIterable {
        /// ``Normalization/unscaled``.
        case unscaled = "none"
        /// ``Normalization/divideBy(_:)``.
        case divideBy = "divide-by"
        /// ``Normalization/divideByMaximum``.
        case divideByMaximum = "divide-by-maximum"
        /// ``Normalization/unitLength``.
        case unitLength = "unit-length"
        /// ``Normalization/standardizeBands``.
        case standardizeBands = "standardize-bands"
        /// ``Normalization/fit``.
        case fit = "fit"
        /// ``Normalization/fitEach``.
        case fitEach = "fit-each"
    }

    /// Which one it is.
    public var kind: Kind {
        switch self {
        case .unscaled: .unscaled
        case .divideBy: .divideBy
        case .divideByMaximum: .divideByMaximum
        case .unitLength: .unitLength
        case .standardizeBands: .standardizeBands
        case .fit: .fit
        case .fitEach: .fitEach
        }
    }
}
