internal import Commands
internal import PowderDiffraction
internal import ScientificFormats

/// What the command line says of the radiation, and where it does not, an instrument's file.
struct WantedRadiation: Sendable {
    let tube: XRayTube?
    let wavelength: Double?
    var instrument: Radiation?

    /// Whose word it is.
    private var speaker: String {
        tube == nil && wavelength == nil && instrument != nil ? "the instrument's file" : "the command line"
    }

    /// The radiation that the command line says, or else the instrument's file.
    private var wanted: Radiation? { tube.map { .doublet($0) } ?? wavelength.map { .line($0) } ?? instrument }

    /// The wavelength of that in ångströms: of a doublet that of its first line.
    var stated: Double? { wanted?.lines[0].wavelength }

    /// The radiation of a pattern, of which its file and the command line must not say different things.
    ///
    /// - Parameters:
    ///   - scan: The pattern.
    ///   - path: Its file.
    /// - Returns: The radiation, and who says so.
    /// - Throws: `FormatError` where nobody says it, or file and command line differ by more than 1 %.
    func radiation(of scan: PowderScan, path: String) throws -> (radiation: Radiation, source: String) {
        let found = scan.radiation
        guard let wanted else { return (try ofFile(found, path: path), "as the file says") }
        let (theirs, ours) = (Self.wavelength(of: found), wanted.lines[0].wavelength)
        if let theirs, abs(theirs - ours) > 0.01 * ours {
            let given =
                tube.map { "--tube \($0.rawValue), \(PlainText.number(ours)) Å" } ?? "\(PlainText.number(ours)) Å"
            throw FormatError(
                file: path,
                reason: "was measured with \(PlainText.number(theirs)) Å, as the file says, and \(speaker) says "
                    + given)
        }
        if theirs == nil, let anode = found?.anode, let tube = wanted.tube, anode != tube.rawValue {
            throw FormatError(
                file: path,
                reason: "was measured with a tube of \(anode), as the file says, and \(speaker) says "
                    + (self.tube == nil ? "\(PlainText.number(ours)) Å" : "--tube \(tube.rawValue)"))
        }
        return (wanted, "as \(speaker) says")
    }

    /// The wavelength that a file gives, or that of its tube.
    private static func wavelength(of found: PowderRadiation?) -> Double? {
        found?.kAlpha1 ?? found?.wavelength ?? found?.anode.flatMap { XRayTube(rawValue: $0)?.kAlpha1 }
    }

    private func ofFile(_ found: PowderRadiation?, path: String) throws -> Radiation {
        if let kAlpha1 = found?.kAlpha1 {
            guard let kAlpha2 = found?.kAlpha2 else { return .line(kAlpha1) }
            return .doublet((kAlpha1, kAlpha2), ratio: found?.ratio ?? 0.5)
        }
        if let wavelength = found?.wavelength {
            // Lines and mean of a tube are within a percent.
            guard let tube = XRayTube.allCases.first(where: { abs(wavelength - $0.kAlpha1) < 0.01 * $0.kAlpha1 }) else {
                return .line(wavelength)
            }
            throw FormatError(
                file: path,
                reason:
                    "gives \(PlainText.number(wavelength)) Å, and not whether both lines of the doublet were there; "
                    + "say --tube \(tube.rawValue) for both, or --wavelength for one")
        }
        if let tube = found?.anode.flatMap({ XRayTube(rawValue: $0) }) { return .doublet(tube) }
        let tubes = XRayTube.allCases.map(\.rawValue).joined(separator: ", ")
        throw FormatError(
            file: path,
            reason: "does not say with which X-rays it was measured; say --tube (\(tubes)) for a doublet, or "
                + "--wavelength for a single line")
    }
}

extension Radiation {
    /// The radiation in words, such as `Cu Kα, 1.54059 and 1.54443 Å`.
    var words: String {
        let wavelengths = lines.map { PlainText.number($0.wavelength) }.joined(separator: " and ") + " Å"
        guard let tube else { return wavelengths + ", no dispersion corrections" }
        return lines.count > 1
            ? "\(tube.rawValue) Kα, \(wavelengths)" : wavelengths + ", dispersion corrections of \(tube.rawValue)"
    }
}
