public import NumericalMethods

extension EndmemberBundles {
    /// Bundles that are found in an image whose abundances nobody knows.
    ///
    /// ``VertexComponentAnalysis`` finds an endmember for each class in every one of some random subsets of the pixels. All that
    /// it finds, scaled to length one, is then put into as many clusters as there are classes (`KMeans`); each is a bundle, and
    /// none has a name.
    ///
    /// Source: Somers et al., 2012, as in ``EndmemberBundles``, with VCA as the search in subsets.
    ///
    /// - Parameters:
    ///   - spectra: The spectra of the image, pixels x bands.
    ///   - classes: The number of classes, two or more.
    ///   - subsets: The number of subsets, one or more.
    ///   - share: The share of the pixels that a subset has, above 0 and at most 1.
    ///   - seed: Decides the subsets, the directions of VCA and the first centres of the clusters.
    /// - Throws: ``UnsuitableSpectra`` where a subset has fewer pixels than classes, where its pixels span no simplex of so many
    ///   vertices, or where fewer different spectra than classes are found.
    public init(
        foundIn spectra: Matrix<Float>, classes: Int, subsets: Int, share: Double, seed: Seed
    ) throws {
        precondition(
            classes > 1 && subsets > 0 && share > 0 && share <= 1,
            "\(classes) classes in \(subsets) subsets of a share of \(share)")
        let size = max(1, Int((share * Double(spectra.rows)).rounded()))
        let search = VertexComponentAnalysis(count: classes)
        var elements: [Double] = []
        for subset in 0..<subsets {
            let pixels = try spectra.sample(size, stream: seed.derived("subset", subset).stream())
            var stream = seed.derived("endmembers", subset).stream()
            elements += try search.endmembers(in: pixels, stream: &stream).estimate.spectra.elements
        }
        let found = Matrix(rows: subsets * classes, columns: spectra.columns, elements: elements)
        var stream = seed.derived("clusters", 0).stream()
        let clustered = KMeans(found.scaledToUnitLength(), count: classes, stream: &stream)
        guard Set(clustered.clusters).count == classes else {
            throw UnsuitableSpectra(
                reason: "\(subsets) subsets of the pixels have fewer different endmembers than \(classes)")
        }
        self.init(spectra: found, classes: clustered.clusters)
    }
}

extension Matrix<Double> {
    /// Each row divided by its length; a row of length zero stays.
    fileprivate func scaledToUnitLength() -> Matrix {
        var scaled = self
        for index in 0..<rows {
            let length = row(index).reduce(0) { $0 + $1 * $1 }.squareRoot()
            guard length > 0 else { continue }
            for column in 0..<columns { scaled[index, column] /= length }
        }
        return scaled
    }
}
