package import NumericalMethods

extension EndmemberSource {
    /// The endmembers of an image.
    ///
    /// - Parameters:
    ///   - spectra: The spectra of the image, normalized.
    ///   - classes: How many are searched for.
    ///   - given: Those that are given, normalized as the image is.
    ///   - seed: Decides what a search draws.
    /// - Returns: The endmembers, and where they were found.
    /// - Throws: ``UnsuitableSpectra`` where there are none, or where those that are given have other bands.
    package func endmembers(
        of spectra: some SpectrumSource, classes: Int, given: GivenEndmembers?, seed: Seed
    ) throws -> FoundEndmembers {
        switch self {
        case .given:
            guard let given else { throw UnsuitableSpectra(reason: "there are no endmembers to unmix with") }
            guard given.spectra.columns == spectra.bands else {
                throw UnsuitableSpectra(
                    reason: "endmembers of \(given.spectra.columns) bands for an image of \(spectra.bands)")
            }
            return FoundEndmembers(
                spectra: given.spectra, pixels: nil, description: "endmembers of \(given.origin)")
        case .vertexComponentAnalysis:
            guard classes > 1 else {
                throw UnsuitableSpectra(reason: "vertex component analysis looks for two endmembers or more")
            }
            var stream = seed.derived("endmembers", 0).stream()
            let found = try VertexComponentAnalysis(count: classes).endmembers(in: spectra, stream: &stream)
                .estimate
            return FoundEndmembers(
                spectra: found.spectra, pixels: found.pixels,
                description: "endmembers found in the image by vertex component analysis")
        case .simplexVolume:
            let found = try SimplexVolumeMaximization(count: classes).endmembers(in: spectra)
            return FoundEndmembers(
                spectra: found.spectra, pixels: found.pixels,
                description: "endmembers found in the image by simplex volume maximization")
        }
    }

    /// Whether other seeds give other endmembers.
    package var isRandom: Bool { self == .vertexComponentAnalysis }
}
