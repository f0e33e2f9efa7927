internal import Foundation
internal import NumericalMethods
internal import Reports

/// One row of maps, a map for each class.
struct MapRow: Sendable {
    /// What stands to the left, in lines.
    let labels: [String]
    let maps: [Matrix<Double>]
    /// The height of a line of a label.
    static let lineHeight = 9.5
    /// What stands under each map; nothing for none.
    var captions: [String] = []
}

/// Rows of maps that share a scale of colours.
struct MapBand: Sendable {
    let rows: [MapRow]
    let bar: ColorBar

    private init(_ rows: [MapRow], bar: ColorBar) {
        self.rows = rows
        self.bar = bar
    }

    /// The true proportions, and what methods infer.
    init(truth: [Matrix<Double>], predictions: [MethodMaps]) {
        self.init(
            [MapRow(labels: ["Ground truth"], maps: truth)]
                + predictions.map { MapRow(labels: $0.labels, maps: $0.maps) },
            bar: ColorBar(map: .magma, range: 0...1, ticks: Self.ticks([0, 0.5, 1])))
    }

    /// Absolute errors on the paper's scale, from 0 to 30 %, with the mean of each map.
    static func paperScale(_ errors: [MethodMaps]) -> MapBand {
        let rows = errors.map { method in
            MapRow(
                labels: ["|error| of"] + method.labels, maps: method.maps,
                captions: method.maps.map { "mean \(percent($0.finiteMean, decimals: 2))" })
        }
        return MapBand(
            rows,
            bar: ColorBar(map: .viridis, range: 0...0.3, ticks: clippedTicks([0, 0.1, 0.2, 0.3]), clipsAbove: true))
    }

    /// Absolute errors on the smallest round scale that one value in a hundred exceeds at most.
    static func fineScale(_ errors: [MethodMaps]) -> MapBand {
        let values = errors.flatMap(\.maps).flatMap(\.elements).filter(\.isFinite).sorted()
        let exceeded = values.isEmpty ? 0 : values[min(values.count * 99 / 100, values.count - 1)]
        let largest = roundScale(exceeded)
        return MapBand(
            errors.map { MapRow(labels: ["finer scale:", $0.method], maps: $0.maps) },
            bar: ColorBar(
                map: .viridis, range: 0...largest, ticks: clippedTicks([0, largest / 2, largest]), clipsAbove: true))
    }

    /// By how much the error of the first method is larger (above zero) or smaller than that of the second.
    static func difference(_ first: MethodMaps, _ second: MethodMaps) -> MapBand {
        let maps = zip(first.maps, second.maps).map { first, second in
            Matrix(
                rows: first.rows, columns: first.columns,
                elements: zip(first.elements, second.elements).map { $0 - $1 })
        }
        let sizes = maps.flatMap(\.elements).filter(\.isFinite).map(abs).sorted()
        let largest = roundScale(sizes.isEmpty ? 0 : sizes[min(sizes.count * 99 / 100, sizes.count - 1)])
        return MapBand(
            [MapRow(labels: [first.method, "closer: blue,", "farther: red"], maps: maps)],
            bar: ColorBar(
                map: .difference, range: -largest...largest,
                ticks: ticks([-largest, 0, largest])))
    }

    /// The first of 1, 2, 5, 10, 20, 50 and 100 % that is not below a number.
    private static func roundScale(_ value: Double) -> Double {
        [0.01, 0.02, 0.05, 0.1, 0.2, 0.5].first { value <= $0 } ?? 1
    }

    private static func ticks(_ values: [Double]) -> [Tick] {
        values.map { Tick(value: $0, label: percent($0, decimals: decimals($0)).replacing("-", with: "−")) }
    }

    /// Marks of which the last one stands for larger numbers, too.
    private static func clippedTicks(_ values: [Double]) -> [Tick] {
        ticks(values).enumerated().map { index, tick in
            index < values.count - 1 ? tick : Tick(value: tick.value, label: "≥ " + tick.label)
        }
    }

    /// None for whole percentages, else one.
    private static func decimals(_ value: Double) -> Int {
        abs((100 * value).rounded() - 100 * value) < 1e-9 ? 0 : 1
    }

    private static func percent(_ fraction: Double, decimals: Int) -> String {
        NumberText.fixed(100 * fraction, decimals: decimals) + " %"
    }
}

extension Matrix where Element == Double {
    /// The mean of the elements that are a number.
    fileprivate var finiteMean: Double {
        let values = elements.filter(\.isFinite)
        return values.reduce(0, +) / Double(values.count)
    }
}
