import Foundation
import ScientificFormats
import TestSupport

/// An image whose pixels are mixtures of three made-up spectra with a little noise; every number follows a formula.
///
/// `Tests/Fixtures/hdf5/make.py` has the same formula.
enum MixedScene {
    static let classes = ["sand", "silt", "clay"]
    static let (rows, columns, bands) = (40, 20, 68)
    static let wavelengths = (0..<bands).map { 400 + 10 * Double($0) }

    /// The proportions of a pixel.
    static func proportions(_ row: Int, _ column: Int) -> [Double] {
        let parts = [(7 * row + 3 * column) % 10, (5 * row + 11 * column) % 7, 1 + row * column % 5].map(Double.init)
        let sum = parts[0] + parts[1] + parts[2]
        return parts.map { $0 / sum }
    }

    /// The spectrum of a class in a band.
    static func endmember(_ index: Int, _ band: Int) -> Double {
        0.1 + 0.01 * Double(abs(band - [10, 34, 60][index]))
    }

    /// The value of a pixel in a band.
    static func value(_ row: Int, _ column: Int, _ band: Int) -> Float {
        let shares = proportions(row, column)
        let clean = shares[0] * endmember(0, band) + shares[1] * endmember(1, band) + shares[2] * endmember(2, band)
        let noise = Double((row * 31 + column * 17 + band * 7) * 7919 % 101) / 100 - 0.5
        return Float(clean + 0.004 * noise)
    }

    /// The spectra of pixels, pixels x bands; a pixel beyond the image is one of those inside again.
    static func spectra(rows: Int = rows, columns: Int = columns, bands order: [Int] = Array(0..<bands)) -> [Float] {
        (0..<rows * columns).flatMap { pixel in
            let (row, column) = (pixel / columns % Self.rows, pixel % columns % Self.columns)
            return order.map { value(row, column, $0) }
        }
    }

    /// Writes an ENVI image with its place on Earth.
    static func writeENVI(
        _ path: String, rows: Int = rows, columns: Int = columns, bands order: [Int] = Array(0..<bands),
        wavelengths: [Double]? = wavelengths, ignored: Double? = nil, change: (inout [Float]) -> Void = { _ in }
    ) throws {
        var values = spectra(rows: rows, columns: columns, bands: order)
        change(&values)
        var description = ENVIDescription()
        description.wavelengths = wavelengths.map { all in order.map { all[$0] } }
        description.wavelengthUnits = wavelengths.map { _ in "Nanometers" }
        description.ignoredValue = ignored
        try ENVIImage(
            rows: rows, columns: columns, bands: order.count, values: values, description: description
        ).write(headerPath: path)
        let place = "map info = {UTM, 1, 1, 332499.6, 5419368.7, 5.3, 5.3, 33, North, WGS-84, units=Meters}\n"
        let header = try String(contentsOfFile: path, encoding: .utf8)
        try (header + place).write(toFile: path, atomically: true, encoding: .utf8)
    }

    /// The true proportions as MATLAB files have them: classes x pixels, which run down the columns.
    static func truth() -> [MatVariable] {
        let values = (0..<columns).flatMap { column in (0..<rows).flatMap { proportions($0, column) } }
        return [.doubles("A", shape: [classes.count, rows * columns], values), .texts("cood", classes)]
    }

    /// The image as MATLAB files have it: bands x pixels, which run down the columns.
    static func image() -> [MatVariable] {
        let values = (0..<columns).flatMap { column in
            (0..<rows).flatMap { row in (0..<bands).map { Double(value(row, column, $0)) } }
        }
        return [
            .doubles("Y", shape: [bands, rows * columns], values), .doubles("nRow", shape: [1, 1], [Double(rows)]),
            .doubles("nCol", shape: [1, 1], [Double(columns)]),
        ]
    }
}
