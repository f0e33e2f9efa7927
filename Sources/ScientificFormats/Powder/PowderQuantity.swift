/// What the intensities of a pattern are.
public enum PowderQuantity: String, Sendable, CaseIterable {
    /// Counts of the detector, as they were counted.
    case counts
    /// Counts multiplied by the factors of a beam attenuator, or otherwise corrected.
    case correctedCounts = "corrected counts"
    /// Counts in a second.
    case countsPerSecond = "counts per second"
    /// Something the file does not name.
    case unknown
}
