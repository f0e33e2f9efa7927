public import ArgumentParser
public import PowderDiffraction

extension XRayTube: ExpressibleByArgument {
    /// Reads the symbol of the anode's element, in capitals or not.
    public init?(argument: String) {
        guard let tube = XRayTube.allCases.first(where: { $0.rawValue.lowercased() == argument.lowercased() }) else {
            return nil
        }
        self = tube
    }
}
