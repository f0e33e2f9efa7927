/// What a reader is told of a file beside its contents.
public struct PowderReading: Sendable {
    /// What the columns of a text hold; nothing where the file shall say it.
    public let columns: [PowderColumn]?
    /// A wavelength in ångströms, for an axis of q or d in a file that gives none.
    public let wavelength: Double?

    /// Whether points without an intensity, `nan`, are left out; otherwise they are refused, as where counts are summed over bins
    /// and a gap would be filled from beside it.
    public let leavesOutMissing: Bool

    /// Makes what is told.
    public init(columns: [PowderColumn]? = nil, wavelength: Double? = nil, leavesOutMissing: Bool = true) {
        self.columns = columns
        self.wavelength = wavelength
        self.leavesOutMissing = leavesOutMissing
    }
}
