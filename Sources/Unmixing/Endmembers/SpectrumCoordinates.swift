internal import NumericalMethods

/// The coordinates of an image's spectra along a few directions.
///
/// They are kept where they take little memory, and otherwise computed anew whenever they are gone through.
struct SpectrumCoordinates {
    /// Orthonormal vectors, dimensions x bands.
    private let directions: Matrix<Double>
    /// What the coordinates are measured from, one number a band.
    private let origin: [Double]
    private let source: any SpectrumSource
    private let kept: Matrix<Double>?

    /// The number of bytes up to which coordinates are kept.
    static let keptBytes = 1 << 26

    /// Chooses directions.
    ///
    /// - Parameters:
    ///   - source: The spectra.
    ///   - directions: The directions, dimensions x bands.
    ///   - origin: What the coordinates are measured from.
    /// - Throws: What keeps the spectra from being read.
    init(of source: some SpectrumSource, along directions: Matrix<Double>, from origin: [Double]) throws {
        (self.source, self.directions, self.origin) = (source, directions, origin)
        guard source.count * directions.rows * 8 <= Self.keptBytes else {
            kept = nil
            return
        }
        var elements: [Double] = []
        elements.reserveCapacity(source.count * directions.rows)
        try source.forEachBlock { spectra, _ in
            elements += Self.coordinates(of: spectra, along: directions, from: origin).elements
        }
        kept = Matrix(rows: source.count, columns: directions.rows, elements: elements)
    }

    /// Goes through the coordinates, spectra x dimensions.
    func forEachBlock(_ body: (_ coordinates: Matrix<Double>, _ first: Int) throws -> Void) throws {
        if let kept { return try body(kept, 0) }
        try source.forEachBlock { spectra, first in
            try body(Self.coordinates(of: spectra, along: directions, from: origin), first)
        }
    }

    /// The spectrum that has some coordinates, and no part outside of the directions.
    func spectrum(at coordinates: [Double]) -> [Double] {
        var spectrum = origin
        for index in 0..<directions.rows {
            for band in spectrum.indices { spectrum[band] += coordinates[index] * directions[index, band] }
        }
        return spectrum
    }

    private static func coordinates(
        of spectra: Matrix<Float>, along directions: Matrix<Double>, from origin: [Double]
    ) -> Matrix<Double> {
        var coordinates = Matrix(rows: spectra.rows, columns: directions.rows, repeating: 0.0)
        for index in 0..<directions.rows {
            let direction = Array(directions.row(index))
            let start = dot(direction, origin)
            for pixel in 0..<spectra.rows { coordinates[pixel, index] = dot(direction, spectra, row: pixel) - start }
        }
        return coordinates
    }
}
