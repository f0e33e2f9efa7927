package import DeclarativeFiles
internal import Foundation
package import Unmixing

extension Normalization {
    /// Reads a section's `normalization`, and reports what is wrong with it.
    ///
    /// ```yaml
    /// normalization: {divide-by: 5000}
    /// ```
    ///
    /// - Parameters:
    ///   - section: The section.
    ///   - kinds: What is allowed there.
    /// - Returns: The normalization, or nothing where a problem was reported.
    package static func read(_ section: Section, of kinds: [Kind]) -> Normalization? {
        let names = kinds.map(\.rawValue)
        guard let chosen = section.alternative("normalization", of: names, called: "normalization") else { return nil }
        defer { chosen.finish() }
        switch Kind(rawValue: chosen.name) {
        case .divideBy: return chosen.number(in: divisors).map(Normalization.divideBy)
        case .divideByMaximum: return .divideByMaximum
        case .unitLength: return .unitLength
        case .standardizeBands: return .standardizeBands
        case .fit: return .fit
        case .fitEach: return .fitEach
        case .unscaled, nil: return .unscaled
        }
    }

    /// The numbers that spectra may be divided by: those between which no image loses its digits to single precision.
    static let divisors = 1e-12...1e12

    /// The normalization as specs write it.
    package var canonical: StructuredValue {
        if case .divideBy(let divisor) = self { return [kind.rawValue: .number(divisor)] }
        return .string(kind.rawValue)
    }

    /// What is said of a dataset that is fitted to its training region.
    package var note: String {
        switch self {
        case .unscaled: "values as they are"
        case .divideBy(let divisor): "values divided by \(divisor)"
        case .divideByMaximum: "values divided by the largest of the training region"
        case .unitLength: "spectra of length one"
        case .fit, .fitEach: "endmembers fitted to values as they are"
        case .standardizeBands: "bands of mean 0 and variance 1 over the training region"
        }
    }

    /// What is said of an image that it was fitted to.
    ///
    /// - Parameters:
    ///   - fitted: What came of it.
    ///   - wereScaled: Whether the image's values were scaled as they were read, which is said elsewhere.
    /// - Returns: The remark.
    package func remark(_ fitted: FittedNormalization, wereScaled: Bool = false) -> String {
        switch (fitted, self) {
        case (.unscaled, .divideByMaximum) where wereScaled: "spectra not normalized, as none is positive"
        case (.unscaled, _) where wereScaled: "spectra not normalized"
        case (.unscaled, .divideByMaximum): "spectra as they are, as none is positive"
        case (.unscaled, _): "spectra as they are"
        case (.dividing(let divisor), .divideByMaximum):
            "spectra divided by \(Self.text(divisor)), the image's largest value"
        case (.dividing(let divisor), _): "spectra divided by \(Self.text(divisor))"
        case (.bands, _): "bands scaled to mean 0 and variance 1"
        case (.unitLength, _): "spectra scaled to length one"
        }
    }

    /// A number with at most six significant digits, such as `5437` or `0.662033`.
    private static func text(_ value: Double) -> String { String(format: "%.6g", value) }
}
