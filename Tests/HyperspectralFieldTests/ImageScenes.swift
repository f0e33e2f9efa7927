import Foundation
import NumericalMethods
import Reports
@testable import HyperspectralField

/// Made-up inputs of figures that look like the real ones: smooth proportions, and errors along borders.
enum ImageScenes {
    static let classes = ["Tree", "Water", "Dirt", "Road"]

    /// Smooth proportions: for each class a map that sums to one over the classes.
    static func truth(classes: Int = 4, rows: Int, columns: Int) -> [Matrix<Double>] {
        var maps = Array(repeating: Matrix<Double>(rows: rows, columns: columns, repeating: 0), count: classes)
        for row in 0..<rows {
            for column in 0..<columns {
                let (u, v) = (Double(column) / Double(columns), Double(row) / 60)
                let scores = (0..<classes).map { k -> Double in
                    let phase = Double(k)
                    let along: Double = sin(5 * u + 1.7 * phase + 2 * v)
                    let across: Double = cos(7 * v - 1.3 * phase + 3 * u * v)
                    return exp(6 * along + 5 * across)
                }
                let sum = scores.reduce(0, +)
                for k in 0..<classes { maps[k][row, column] = scores[k] / sum }
            }
        }
        return maps
    }

    /// Errors that are largest where the truth is mixed.
    static func errors(of truth: [Matrix<Double>], scale: Double) -> [Matrix<Double>] {
        truth.enumerated().map { k, map in
            Matrix(
                rows: map.rows, columns: map.columns,
                elements: map.elements.enumerated().map { index, y -> Double in
                    let ripple: Double = 1 + sin(Double(index * (k + 3)) * 0.7)
                    return scale * y * (1 - y) * ripple + 0.004
                })
        }
    }

    static func image(rows: Int, columns: Int) -> ColorImage {
        let maps = truth(rows: rows, columns: columns)
        func channel(_ weights: [Double]) -> Matrix<Double> {
            Matrix(
                rows: rows, columns: columns,
                elements: maps[0].elements.indices.map { index in
                    zip(weights, maps).reduce(0) { $0 + $1.0 * $1.1.elements[index] }
                })
        }
        return ColorImage(
            red: channel([0.2, 0.1, 0.7, 0.6]), green: channel([0.45, 0.2, 0.55, 0.6]),
            blue: channel([0.2, 0.35, 0.4, 0.62]))
    }

    /// Bands of rows (or of columns, when turned): training, validation and test.
    static func bands(rows: Int, columns: Int, turned: Bool = false) -> Matrix<SplitPanel.Part?> {
        let cells = (0..<rows * columns).map { index -> SplitPanel.Part? in
            let along = turned ? (index % columns) * 100 / columns : (index / columns) * 100 / rows
            return along < 50 ? .training : along < 67 ? .validation : .test
        }
        return Matrix(rows: rows, columns: columns, elements: cells)
    }

    static let identity = FigureIdentity(
        title: "Test figure",
        footer: [
            "jasper-ridge", "effort paper", "runs 4f1c09aa, 83b0e7d2, 1c7f55e0, 9d2ab614, 70e4c3f8",
            "stand-in: synthetic scene, not the published image",
        ],
        details: [("Runs", "4f1c09aa 83b0e7d2"), ("Note", "2θ in °")])
}
