internal import Commands
internal import Foundation
internal import NumericalMethods
internal import ProportionInference
internal import ScientificFormats
internal import Unmixing

/// Pixels of an image whose abundances are known: a table with columns `row` and `column`, counted from 0 in the whole image,
/// and one for each class with its abundance.
struct KnownPixels {
    /// The pixels, counted row by row in the part of the image that was read.
    let pixels: [Int]
    /// Their abundances, pixels x classes.
    let abundances: Matrix<Double>

    /// How far from 1 the abundances of a pixel may sum, because they were rounded.
    private static let sumTolerance = 1e-3

    /// Reads a table.
    ///
    /// - Parameters:
    ///   - path: The table.
    ///   - classes: The classes, which are its other columns.
    ///   - file: The image.
    /// - Throws: `FormatError` with the line where a pixel is none of the image or has no spectrum, where one stands twice, or
    ///   where abundances are not as they have to be.
    init(path: String, classes: [String], of file: ImageFile) throws {
        let table = try CSVTable(bytes: FileBytes.read(path: path), path: path) {
            $0.trimmingCharacters(in: .whitespaces)
        }
        func fail(_ line: Int, _ reason: String) -> FormatError {
            FormatError(file: path, place: "line \(line)", reason: reason)
        }
        if let name = (["row", "column"] + classes).first(where: { !table.columns.contains($0) }) {
            throw fail(
                table.headerLine,
                "no column '\(name)'; a pixel is named by 'row' and 'column', and the classes are "
                    + classes.joined(separator: ", "))
        }
        let (size, window) = (file.raster.size, file.window)
        let present = file.raster.presentPixels().map { Set($0) }
        var lines: [Int: Int] = [:]
        pixels = try table.rows.map { row in
            guard let y = Int(row["row"]), let x = Int(row["column"]) else {
                throw fail(row.line, "row '\(row["row"])', column '\(row["column"])' is no pixel")
            }
            let place = (row: y - (window?.row ?? 0), column: x - (window?.column ?? 0))
            guard (0..<size.rows).contains(place.row), (0..<size.columns).contains(place.column) else {
                throw fail(row.line, "row \(y), column \(x) is no pixel of what is read of the image")
            }
            let pixel = place.row * size.columns + place.column
            guard present?.contains(pixel) ?? true else {
                throw fail(row.line, "row \(y), column \(x) has no spectrum, or is left out by the mask")
            }
            if let earlier = lines.updateValue(row.line, forKey: pixel) {
                throw fail(row.line, "row \(y), column \(x) stands in line \(earlier) already")
            }
            return pixel
        }
        abundances = Matrix(
            rows: table.rows.count, columns: classes.count,
            elements: try table.rows.flatMap { row in
                let own = try classes.map { name in
                    guard let value = row.number(name), (0...1).contains(value) else {
                        throw fail(row.line, "'\(name)': '\(row[name])' is no abundance from 0 to 1")
                    }
                    return value
                }
                let sum = own.reduce(0, +)
                guard abs(sum - 1) <= Self.sumTolerance else {
                    throw fail(row.line, "the abundances sum to \(PlainText.number(sum)), not to 1")
                }
                return own
            })
    }

    /// What a model says of them, and what is true.
    ///
    /// - Throws: What keeps the image from being read.
    func samples(by predictor: PixelPredictor, of file: ImageFile) throws -> SetOptions.KnownSamples {
        let ascending = pixels.indices.sorted { pixels[$0] < pixels[$1] }
        let spectra = try file.spectra.spectra(file.raster.spectra(ofPixels: ascending.map { pixels[$0] }))
        return SetOptions.KnownSamples(
            prediction: predictor.predict(spectra).proportions, targets: abundances.selectingRows(ascending))
    }
}
