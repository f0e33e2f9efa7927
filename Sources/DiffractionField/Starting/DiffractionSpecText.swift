internal import Commands
internal import Foundation
internal import PowderDiffraction

/// The text of a spec that simulates patterns of some phases and trains networks on them, and of its catalogue.
struct DiffractionSpecText {
    let name: String
    let phases: [StartingPhase]
    let grid: StartingGrid
    /// The instrument; widths that laboratory diffractometers have where it is not known.
    let instrument: InstrumentFile?
    /// The counts of the highest point of a pattern such as those that are to come.
    let highestCount: Double?

    /// The catalogue: the structures of the phases, and the tube.
    func catalogue(tube: XRayTube) -> String {
        let files = phases.map { "    structure-\($0.name): {path: \(name)/\($0.name).cif}\n" }.joined()
        return """
            # Where the data of experiments lie, below the folder data. Measured patterns with weighed fractions can join the
            # structures: files of the roles pattern-NAME, and a table of the role fractions.
            \(name):
              title: \(name)
              kind: powder-diffraction
              citation: not published
              license: private
              homepage: none
              by-hand: The files belong into the folder data/\(name).
              files:
            \(files)  contents:
                phases: [\(phases.map(\.name).joined(separator: ", "))]
                tube: \(tube.rawValue)

            """
    }

    /// The spec.
    func text() -> String {
        let widths = widths()
        let counts = highestCount.map { Self.range(max($0 / 5, 100), max($0 * 5, 1000)) } ?? "[5000, 400000]"
        let origin =
            instrument.map { "of the instrument\($0.origin.map { " that was refined with \($0)" } ?? "")" }
            ?? "that laboratory diffractometers have"
        return """
            # Networks that say how much of each phase a powder holds by weight. They learn from simulated patterns alone.
            #
            #   proportions validate experiments/\(name).yaml                whether all is as it must be
            #   proportions simulate experiments/\(name).yaml --plot         some patterns: do they look like yours?
            #   proportions run experiments/\(name).yaml                     simulates and trains
            #   proportions predict \(name):mse-dirichlet my-pattern.xy      applies the networks
            #
            # Ranges that are too narrow make networks that know nothing else; what lies outside is told by 'predict' as
            # doubtful or out of range. 'proportions list keys' explains every key.
            name: \(name)
            title: \(name)
            dataset:
              source: \(name)
              # Patterns must reach over this whole range of 2θ, in degrees.
              grid: {first: \(Self.plain(grid.first)), step: \(Self.plain(grid.step)), count: \(grid.count)}
              preparation: {background: {rolling-minimum: 3}, intensities: linear}
              simulation:
                phases:
                  cell-lengths: 0.003          # relative, up and down
                  displacement: \(displacement)    # added to each B, in Å²
                  size: [60, 500]              # of crystallites, in nanometres
                  strain: [0, 0.0015]          # Δd/d
                  graininess: 0.05             # how much lines differ from powders without texture
                  # r of March and Dollase, for structures whose file names a plane: _proportions_cleavage_plane '0 0 1'.
                  texture: \(texture)
                instrument:                    # widths \(origin)
                  radiation: doublet
                  gaussian-width: \(widths.gaussian)
                  lorentzian-width: \(widths.lorentzian)
                  axial-divergence: \(widths.axial)
                  sample-displacement: [-0.15, 0.15]    # millimetres
                  zero-shift: \(widths.zero)
                  radius: \(Self.text(instrument?.radius ?? 280))
            \(instrument?.monochromator.map { "      monochromator: \(Self.text($0))\n" } ?? "")\
                mixtures: {phases: [1, \(phases.count)], smallest: 0.01}
                background: {level: [0.0008, 0.015], rise: [0, 10], hump: [0, 2]}
                counts: \(counts)              # of the highest point
                # Phases of the program that may be there and do not count: impurities: {quartz: 0.05}
            # More samples, epochs and runs make better networks and take longer; 'proportions plan' says how long.
            split: {kind: simulated, train: 24000, validation: 2000, test: 2000}
            architecture: oviedo-acnn
            training:
              runs: 2                          # an ensemble, whose spread 'predict' shows
              epochs: 30
              batch: 128
              optimizer: {adam: {learning-rate: 0.01}}
              schedule: cosine
              initialization: he-uniform
              output-scale: 0.1
              output-bias: asked-by-loss
            losses: [mse-dirichlet]            # others: proportions list losses
            selection: {metric: mmae, on: validation}
            report:
              table: \(name)
              columns: [{part: \(name)-simulated, title: Simulated data}]
              figures: {}

            """
    }

    /// What is added to the displacement parameters: no more below them than the smallest one allows.
    private var displacement: String {
        let smallest = phases.flatMap(\.structure.sites).map(\.displacement).min() ?? 0
        return Self.range(max(-0.3, min(0, -0.9 * smallest)), 0.6)
    }

    /// The texture of the phases that have a plane for it.
    private var texture: String {
        let textured = phases.filter { $0.structure.cleavage != nil }
        return "{" + textured.map { "\($0.name): [0.75, 1.1]" }.joined(separator: ", ") + "}"
    }

    /// The ranges of the instrument, as specs have them.
    private func widths() -> (gaussian: String, lorentzian: String, axial: String, zero: String) {
        guard let instrument else { return ("[0.03, 0.08]", "[0.01, 0.05]", "[0, 0.02]", "[-0.02, 0.02]") }
        // H² = U tan²θ + W, from the first angle to the last one; a tenth more and less, because standards are no samples.
        let tangent = tan(grid.last / 2 * .pi / 180)
        let widest = (instrument.gaussianU * tangent * tangent + instrument.gaussianW).squareRoot()
        return (
            Self.range(0.9 * instrument.gaussianW.squareRoot(), min(1.1 * widest, 2)),
            Self.range(0.8 * instrument.lorentzianWidth, 1.2 * instrument.lorentzianWidth),
            Self.range(0.8 * instrument.axialDivergence, min(1.2 * instrument.axialDivergence, 0.1)),
            Self.range(max(instrument.zeroShift - 0.01, -1), min(instrument.zeroShift + 0.01, 1))
        )
    }

    private static func range(_ low: Double, _ high: Double) -> String { "[\(text(low)), \(text(high))]" }

    /// A number with four significant digits, and no more than it needs.
    private static func text(_ number: Double) -> String {
        guard number != 0 else { return "0" }
        let scale = pow(10, 4 - log10(abs(number)).rounded(.up))
        let rounded = abs(number) >= 1000 ? number.rounded() : (number * scale).rounded() / scale
        return plain(rounded)
    }

    /// A number without a fraction where it has none.
    private static func plain(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
    }
}
