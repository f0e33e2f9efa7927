package import NumericalMethods

/// Endmembers, and where they were found.
package struct FoundEndmembers: Sendable {
    /// Endmembers x bands.
    package let spectra: Matrix<Double>
    /// The pixels that they are of, counted row by row, where they are of pixels.
    package let pixels: [Int]?
    /// Where they come from, in words.
    package let description: String
}
