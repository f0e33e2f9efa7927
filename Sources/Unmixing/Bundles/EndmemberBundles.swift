public import NumericalMethods

/// Endmember bundles: several spectra a class, because the spectra of a material vary.
///
/// A pixel is unmixed with all of them, and the abundance of a class is the sum over its spectra.
///
/// Source: B. Somers, M. Zortea, A. Plaza and G. P. Asner, *Automated Extraction of Image-Based Endmember Bundles for
/// Improved Spectral Unmixing*, IEEE Journal of Selected Topics in Applied Earth Observations and Remote Sensing 5, 2012.
/// A. Zare and K. C. Ho, *Endmember Variability in Hyperspectral Analysis*, IEEE Signal Processing Magazine 31, 2014,
/// compares bundles with other ways.
public struct EndmemberBundles: Sendable, Equatable {
    /// The spectra, spectra x bands.
    public let spectra: Matrix<Double>
    /// The class of each spectrum.
    public let classes: [Int]
    /// The number of classes, each of which has a spectrum.
    public let classCount: Int

    /// Puts spectra into bundles.
    ///
    /// - Parameters:
    ///   - spectra: The spectra, spectra x bands.
    ///   - classes: The class of each, from zero to below the number of classes, none left out.
    public init(spectra: Matrix<Double>, classes: [Int]) {
        let count = (classes.max() ?? -1) + 1
        precondition(
            spectra.rows == classes.count && Set(classes) == Set(0..<count) && count > 0,
            "\(spectra.rows) spectra of the classes \(classes)")
        self.spectra = spectra
        self.classes = classes
        classCount = count
    }

    /// The abundances of classes.
    ///
    /// - Parameter abundances: Those of the spectra, pixels x spectra.
    /// - Returns: The sums over the spectra of each class, pixels x classes.
    public func summed(_ abundances: Matrix<Double>) -> Matrix<Double> {
        precondition(
            abundances.columns == classes.count, "\(abundances.columns) abundances of \(classes.count) spectra")
        var sums = Matrix(rows: abundances.rows, columns: classCount, repeating: 0.0)
        for pixel in 0..<abundances.rows {
            for (spectrum, index) in classes.enumerated() { sums[pixel, index] += abundances[pixel, spectrum] }
        }
        return sums
    }

    /// The mean spectrum of each class, classes x bands.
    public func means() -> Matrix<Double> {
        var means = Matrix(rows: classCount, columns: spectra.columns, repeating: 0.0)
        for (spectrum, index) in classes.enumerated() {
            let share = 1 / Double(classes.count { $0 == index })
            for band in 0..<spectra.columns { means[index, band] += share * spectra[spectrum, band] }
        }
        return means
    }
}
