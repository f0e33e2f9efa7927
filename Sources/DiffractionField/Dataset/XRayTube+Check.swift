internal import PowderDiffraction
internal import ScientificFormats

extension XRayTube {
    /// Requires that what a file says of its radiation, if anything, is this tube.
    ///
    /// - Parameters:
    ///   - scan: The pattern.
    ///   - path: Its file.
    ///   - speaker: Who says that it is this tube: `the catalogue`.
    /// - Throws: `FormatError` where the file says another one.
    func check(_ scan: PowderScan, path: String, says speaker: String) throws {
        var found: String?
        if let wavelength = scan.radiation?.kAlpha1 ?? scan.radiation?.wavelength {
            // All lines of a tube, and their mean, lie within a percent.
            if abs(wavelength - kAlpha1) > 0.01 * kAlpha1 { found = "\(NumberText.rounded(wavelength)) Å" }
        } else if let anode = scan.radiation?.anode, anode != rawValue {
            found = anode
        }
        if let found {
            throw FormatError(file: path, reason: "was measured with \(found), and \(speaker) says \(rawValue)")
        }
    }
}
