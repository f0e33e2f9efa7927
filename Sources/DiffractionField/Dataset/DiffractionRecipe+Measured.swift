internal import DataCatalogue
internal import Experiments
internal import NumericalMethods
internal import PowderDiffraction
internal import ProportionInference
internal import ScientificFormats

extension DiffractionRecipe {
    /// Reads the measured patterns in the order of the catalogue, onto the grid.
    ///
    /// - Throws: A `FormatError` for a pattern that cannot be read, was measured with another tube, or does not cover the
    ///   grid.
    func measuredPatterns(_ source: DatasetSource) throws -> MeasuredPatterns {
        MeasuredPatterns(
            patterns: try contents.scans(of: entry, in: source.files).map { measured in
                MeasuredPatterns.Pattern(
                    name: measured.name, path: measured.path, scan: measured.scan,
                    counts: try PatternResampling.resample(measured.scan, to: grid, path: measured.path).counts,
                    fractions: measured.fractions)
            })
    }

    func check(_ source: DatasetSource) throws {
        // What simulates samples is prepared, too: a structure may not allow what the recipe asks for.
        _ = try database(structures(in: source))
        _ = try measuredPatterns(source)
    }
}

extension DiffractionContents {
    /// A measured pattern as its file has it.
    struct Measured {
        /// What stands behind `pattern-` in its role.
        let name: String
        let path: String
        let scan: PowderScan
        /// The weighed fractions, or nothing where the table has none for it.
        let fractions: [Double]?
    }

    /// Reads the measured patterns in the order of the catalogue, and the table of their fractions.
    ///
    /// - Throws: A `FormatError` for a pattern or a table that cannot be read, and for a pattern that was measured with another
    ///   tube, or is not the one that is meant.
    func scans(of entry: DatasetEntry, in files: [String: DatasetSource.File]) throws -> [Measured] {
        guard let table = files[Self.fractionsRole] else { return [] }
        let fractions = try WeighedFractions.read(path: table.path, classes: phases)
        return try entry.files.filter { $0.role.hasPrefix(Self.patternPrefix) }.enumerated().compactMap { index, file in
            guard let path = files[file.role]?.path else { return nil }
            let scan = try PowderScan.read(
                path: path, as: PowderReading(wavelength: tube.kAlpha1, leavesOutMissing: false))
            try tube.check(scan, path: path, says: "the catalogue")
            if !digests.isEmpty { try checkDigest(digests[index], of: scan, path: path) }
            return Measured(
                name: String(file.role.dropFirst(Self.patternPrefix.count)), path: path, scan: scan,
                fractions: fractions[file.name])
        }
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
}
