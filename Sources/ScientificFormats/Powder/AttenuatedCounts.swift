/// Counts n of which some were measured behind an attenuator of the factor f, so that the intensity is y = f n.
enum AttenuatedCounts {
    /// The standard uncertainties f √n, where no counts at all have that of one.
    ///
    /// - Parameters:
    ///   - intensities: The intensities y, in which the factors are applied.
    ///   - factors: The factor of each point, all above 0.
    /// - Returns: The uncertainties √(f max(y, f)), or nothing where no factor differs from 1: the intensities are counts then.
    static func uncertainties(of intensities: [Double], factors: [Double]) -> [Double]? {
        guard factors.contains(where: { $0 != 1 }) else { return nil }
        return zip(intensities, factors).map { ($1 * max($0, $1)).squareRoot() }
    }
}
