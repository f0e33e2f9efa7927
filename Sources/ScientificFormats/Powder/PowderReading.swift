/// What a reader is told of a file beside its contents.
public struct PowderReading: Sendable {
    /// What the columns of a text hold; nothing where the file shall say it.
    public let columns: [PowderColumn]?
    /// A wavelength in ångströms, for an axis of q or d in a file that gives none.
    public let wavelength: Double?

    /// Makes what is told.
    public init(columns: [PowderColumn]? = nil, wavelength: Double? = nil) {
        self.columns = columns
        self.wavelength = wavelength
    }
}
