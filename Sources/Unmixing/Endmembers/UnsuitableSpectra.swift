package import NumericalMethods

/// Spectra from which no endmembers can be found, or which cannot be unmixed, and why.
public struct UnsuitableSpectra: Error, Equatable, CustomStringConvertible {
    /// What is wrong, in one sentence without a full stop.
    public let reason: String

    /// Makes an error.
    public init(reason: String) {
        self.reason = reason
    }

    /// The reason.
    public var description: String { reason }
}

extension UnsuitableSpectra {
    /// Requires an image from which so many endmembers can be taken.
    static func check(_ spectra: some SpectrumSource, endmembers count: Int) throws(UnsuitableSpectra) {
        guard count >= 1, count <= spectra.count, count <= spectra.bands else {
            throw UnsuitableSpectra(
                reason: "\(count) endmembers from \(spectra.count) pixels of \(spectra.bands) bands: there must be at "
                    + "least one, and not more than pixels or bands")
        }
    }

    /// Requires an image without values that are no numbers.
    ///
    /// - Parameters:
    ///   - spectra: Some spectra of the image, or all.
    ///   - first: The number of the first of them.
    /// - Throws: ``UnsuitableSpectra`` with the first such value.
    package static func checkFinite(_ spectra: Matrix<Float>, from first: Int = 0) throws(UnsuitableSpectra) {
        if let index = spectra.elements.firstIndex(where: { !$0.isFinite }) {
            throw UnsuitableSpectra(
                reason:
                    "the spectrum of pixel \(first + index / spectra.columns) holds \(spectra.elements[index]) in band "
                    + "\(index % spectra.columns)")
        }
    }

    /// What is thrown where the pixels do not span a simplex of as many vertices as were asked for.
    static func tooFew(found: Int, wanted: Int) -> UnsuitableSpectra {
        UnsuitableSpectra(
            reason: "\(wanted) endmembers were asked for, but the pixels are mixtures of only \(found)")
    }
}
