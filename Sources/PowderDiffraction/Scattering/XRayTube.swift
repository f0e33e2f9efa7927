/// The anode of an X-ray tube, with the two lines of its Kα doublet.
public enum XRayTube: String, Sendable, CaseIterable {
    /// Chromium.
    case chromium = "Cr"
    /// Iron.
    case iron = "Fe"
    /// Cobalt.
    case cobalt = "Co"
    /// Copper.
    case copper = "Cu"
    /// Molybdenum.
    case molybdenum = "Mo"
    /// Silver.
    case silver = "Ag"
}
