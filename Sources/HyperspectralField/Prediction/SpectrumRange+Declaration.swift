internal import DeclarativeFiles
internal import NumericalMethods
internal import Unmixing

extension SpectrumRange {
    /// The range as a declaration; numbers in single precision, as the spectra have it.
    var declaration: StructuredValue {
        func list(_ values: some Sequence<Double>) -> StructuredValue { .array(values.map { .number(Self.short($0)) }) }
        var values: [String: StructuredValue] = [
            "mean": list(mean), "directions": list(directions.elements), "variances": list(variances),
            "leftovers": list(leftovers), "class-means": list(classMeans.elements),
            "limits": [
                "inside": .number(limits.inside), "outside": .number(limits.outside),
                "unmixed": .number(limits.unmixed), "darkness": .number(limits.darkness),
            ],
        ]
        if let level { values["level"] = .number(level) }
        return .object(values)
    }

    /// A number with the digits of single precision, unless that would make it zero or infinite.
    private static func short(_ value: Double) -> Double {
        guard let rounded = Double("\(Float(value))"), rounded.isFinite, rounded != 0 else { return value }
        return rounded
    }

    /// Reads a declaration, and reports what is wrong with it.
    static func read(_ section: Section, classes: Int, bands: Int) -> SpectrumRange? {
        let any: ClosedRange<Double> = -.infinity ... .infinity
        let positive: ClosedRange<Double> = .leastNonzeroMagnitude ... .infinity
        // Models that were made before ranges were taken in logarithms have no level.
        let level = section.optionalNumber("level", in: positive)
        let mean = section.numbers("mean", in: any)
        let directions = section.numbers("directions", in: any)
        let variances = section.numbers("variances", in: positive)
        let leftovers = section.numbers("leftovers", in: positive)
        let classMeans = section.numbers("class-means", in: any)
        let limits = section.section("limits").flatMap { limits -> SpectrumDistance? in
            let numbers = ["inside", "outside", "unmixed", "darkness"].map { limits.number($0, in: 0...(.infinity)) }
            limits.finish()
            let found = numbers.compactMap(\.self)
            guard found.count == numbers.count else { return nil }
            return SpectrumDistance(inside: found[0], outside: found[1], unmixed: found[2], darkness: found[3])
        }
        section.finish()
        guard let mean, let directions, let variances, let leftovers, let classMeans, let limits else { return nil }
        guard mean.count == bands, leftovers.count == bands, !variances.isEmpty,
            directions.count == variances.count * bands, classMeans.count == classes * bands
        else {
            section.report("numbers that do not belong to \(bands) bands and \(classes) classes", at: "mean")
            return nil
        }
        return SpectrumRange(
            level: level, mean: mean, directions: Matrix(rows: variances.count, columns: bands, elements: directions),
            variances: variances, leftovers: leftovers,
            classMeans: Matrix(rows: classes, columns: bands, elements: classMeans), limits: limits)
    }
}
