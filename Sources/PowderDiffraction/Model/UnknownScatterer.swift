/// There is no form factor, or no dispersion correction, for what sits on a site.
public struct UnknownScatterer: Error, Equatable, CustomStringConvertible {
    /// The structure's name.
    public let structure: String
    /// The scatterer.
    public let scatterer: String

    /// The scatterer and its structure.
    public var description: String {
        "no form factor or dispersion correction is known for '\(scatterer)' of \(structure)"
    }
}
