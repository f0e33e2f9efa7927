internal import Experiments
internal import NumericalMethods
internal import PowderDiffraction
internal import ProportionInference

extension DiffractionRecipe {
    func specimen(of source: DatasetSource, options: PreparationOptions) throws -> DatasetSpecimen? {
        let structures = try structures(in: source)
        let training = usedTraining(options)
        let patterns = try measuredPatterns(source)
        // One pattern is refined to see how long all take.
        let example = MeasuredPatterns(
            patterns: Array(patterns.patterns.dropFirst(patterns.patterns.count / 2).prefix(1)))
        let samples = LabelledSamples.madeUp(count: 128, features: features, classes: classes.count)
        let parts = [
            ("training", training, counts.training), ("validation", counts.validation, counts.validation),
            ("test", counts.test, counts.test),
        ].map { part($0, $1, of: $2, structures) }
        let missing = parts.filter { !(cache(of: $0, structures, options)?.isThere ?? false) }
        return DatasetSpecimen(
            piece: MethodInput(
                classes: classes, training: samples, validation: samples, tests: [],
                field: MeasuredPowder(
                    part: measuredPart, patterns: example.powder, unlabelledPart: unlabelledPart, unlabelled: [],
                    structures: structures, tube: contents.tube, geometry: geometry),
                added: try added(
                    patterns.labelled.isEmpty
                        ? nil : patterns.labelled.samples(preparation: preparation, grid: grid),
                    names: patterns.labelled.names, options)),
            training: training, validation: counts.validation, tests: counts.test + patterns.patterns.count,
            fieldScale: Double(patterns.patterns.count),
            preparationSeconds: try secondsToSimulate(missing, structures, options))
    }

    /// How long simulating takes, in seconds, found out by simulating a few samples.
    private func secondsToSimulate(
        _ parts: [PatternDatabase.Part], _ structures: [CrystalStructure], _ options: PreparationOptions
    ) throws -> Double {
        guard !parts.isEmpty else { return 0 }
        let database = try database(structures)
        func seconds(mixtures: Int, pure: Int?) throws -> Double {
            let part = PatternDatabase.Part(name: "timing", count: mixtures, purePatterns: pure)
            return try ProcessorTime.secondsOfProcess { _ = try database.samples(of: part, monitor: RunMonitor()) }
        }
        let few = 8
        _ = try seconds(mixtures: 1, pure: simulation.purePatterns.map { _ in 1 })
        let mixtures = parts.reduce(0) { $0 + $1.count }
        guard simulation.purePatterns != nil else {
            return try seconds(mixtures: 4 * few, pure: nil) / Double(4 * few * options.monitor.threads)
                * Double(mixtures)
        }
        let (first, second) = (try seconds(mixtures: few, pure: few), try seconds(mixtures: 9 * few, pure: few))
        let mixing = max(second - first, 0) / Double(8 * few)
        let simulating = max(first - Double(few) * mixing, 0) / Double(few * structures.count)
        let pure = parts.reduce(0) { $0 + ($1.purePatterns ?? 0) } * structures.count
        return (Double(mixtures) * mixing + Double(pure) * simulating) / Double(options.monitor.threads)
    }
}
