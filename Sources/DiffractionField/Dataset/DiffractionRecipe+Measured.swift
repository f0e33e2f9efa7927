internal import Experiments
internal import NumericalMethods
internal import PowderDiffraction
internal import ProportionInference
internal import ScientificFormats

extension DiffractionRecipe {
    /// Reads the measured patterns in the order of the catalogue.
    ///
    /// - Throws: A `FormatError` for a pattern that cannot be read, has no weighed fractions, was measured with another
    ///   tube, or does not cover the grid.
    func measuredPatterns(_ source: DatasetSource) throws -> MeasuredPatterns {
        guard let table = source.files[DiffractionContents.fractionsRole] else { return MeasuredPatterns(patterns: []) }
        let fractions = try WeighedFractions.read(path: table.path, classes: contents.phases)
        let files = entry.files.filter { $0.role.hasPrefix(DiffractionContents.patternPrefix) }
        return MeasuredPatterns(
            patterns: try files.enumerated().compactMap { index, file in
                guard let path = source.files[file.role]?.path else { return nil }
                guard let weighed = fractions[file.name] else {
                    throw FormatError(file: table.path, reason: "no line for '\(file.name)'")
                }
                let scan = try PowderScan.read(
                    path: path, as: PowderReading(wavelength: contents.tube.kAlpha1, leavesOutMissing: false))
                try checkTube(of: scan, path: path)
                if !contents.digests.isEmpty { try checkDigest(contents.digests[index], of: scan, path: path) }
                return MeasuredPatterns.Pattern(
                    name: String(file.role.dropFirst(DiffractionContents.patternPrefix.count)), path: path, scan: scan,
                    counts: try PatternResampling.resample(scan, to: grid, path: path).counts, fractions: weighed)
            })
    }

    /// Requires that a pattern is the one that the catalogue means.
    private func checkDigest(_ expected: String, of scan: PowderScan, path: String) throws {
        let bytes = scan.intensities.flatMap { intensity in
            (0..<8).map { UInt8(truncatingIfNeeded: intensity.bitPattern >> (8 * $0)) }
        }
        let found = ContentDigest.sha256(bytes).prefix(16)
        guard found == expected else {
            throw FormatError(
                file: path,
                reason: "not the pattern that is meant: its intensities have the digest \(found), "
                    + "expected \(expected)")
        }
    }

    /// Requires that what a file says of its radiation, if anything, is what the catalogue says.
    private func checkTube(of scan: PowderScan, path: String) throws {
        let expected = contents.tube
        var found: String?
        if let wavelength = scan.radiation?.kAlpha1 ?? scan.radiation?.wavelength {
            // All lines of a tube, and their mean, lie within a percent.
            if abs(wavelength - expected.kAlpha1) > 0.01 * expected.kAlpha1 { found = "\(wavelength) Å" }
        } else if let anode = scan.radiation?.anode, anode != expected.rawValue {
            found = anode
        }
        if let found {
            throw FormatError(
                file: path, reason: "was measured with \(found), and the catalogue says \(expected.rawValue)")
        }
    }
}
