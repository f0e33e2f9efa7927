internal import Experiments
internal import Foundation
internal import NumericalMethods
internal import PowderDiffraction
internal import ProportionInference

extension DiffractionRecipe {
    var pictureKind: DatasetPicture.Kind? { .patterns }

    /// A measured pattern, and the simulated test mixture whose proportions are nearest to its own.
    ///
    /// Where there is no measured pattern the first mixture stands alone.
    func picture(
        simulated: LabelledSamples, measured: MeasuredPatterns, samples: LabelledSamples?,
        structures: [CrystalStructure]
    ) throws -> PatternPicture {
        let example = measured.patterns.firstIndex { $0.name == contents.example } ?? 0
        let wanted = samples.map { Array($0.proportions.row(example)) } ?? Array(simulated.proportions.row(0))
        func distance(_ index: Int) -> Double {
            zip(simulated.proportions.row(index), wanted).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        }
        let nearest = (0..<simulated.count).min { distance($0) < distance($1) } ?? 0
        var patterns = [pattern(nearest, of: simulated, title: "simulated", part: simulatedPart)]
        if let samples, !measured.isEmpty {
            let title = "measured \(measured.patterns[example].name)"
            patterns.append(pattern(example, of: samples, title: title, part: measuredPart))
        }
        return try picture(of: patterns, structures: structures)
    }

    /// A sample of a part as a figure shows it.
    func pattern(_ index: Int, of samples: LabelledSamples, title: String, part: String) -> PatternPicture.Pattern {
        PatternPicture.Pattern(
            title: title, part: part, values: samples.inputs.row(index).map(Double.init),
            proportions: Array(samples.proportions.row(index)))
    }

    /// Patterns over their angles, with the strong lines of the phases.
    func picture(of patterns: [PatternPicture.Pattern], structures: [CrystalStructure]) throws -> PatternPicture {
        let instrument = Instrument(radiation: .kAlpha1(contents.tube))
        return PatternPicture(
            positions: grid.angles(), axisLabel: "2θ (degrees)",
            marks: try zip(contents.phases, structures).map { name, structure in
                let phase = try PhaseModel(structure: structure, radiation: instrument.radiation, upTo: grid.last)
                return PatternPicture.Marks(
                    name: name,
                    positions: phase.strongLines(share: 0.05, instrument: instrument)
                        .filter { (grid.first...grid.last).contains($0) })
            },
            patterns: patterns)
    }
}

extension DiffractionRecipe: SimulatedDataset {
    /// The first mixtures of the simulated test part.
    func examples(count: Int, source: DatasetSource) throws -> PatternPicture {
        let structures = try structures(in: source)
        let database = try database(structures)
        let simulated = try database.samples(
            of: part("test", count, of: counts.test, structures),
            monitor: RunMonitor(threads: ProcessInfo.processInfo.activeProcessorCount))
        let samples = LabelledSamples(inputs: simulated.patterns, proportions: simulated.fractions)
        return try picture(
            of: (0..<count).map { pattern($0, of: samples, title: "simulated \($0 + 1)", part: simulatedPart) },
            structures: structures)
    }
}
