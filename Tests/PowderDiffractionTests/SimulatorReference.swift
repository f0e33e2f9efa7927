import Foundation

@testable import PowderDiffraction

/// The simulator's lines and patterns, written plainly: one number after the other, in the order in which they have always
/// been computed.
///
/// Networks are told apart by the patterns that they learned from. Whoever changes this file raises the revision of
/// ``SimulationRecipe``.
struct SimulatorReference {
    struct Line: Equatable {
        let position: Double
        let area: Double
        let width: Double
        let mixing: Double
    }

    let instrument: Instrument
    let placement: SamplePlacement
    let step: Double

    /// All lines of a phase, those of a reflection at each wavelength after one another.
    func lines(of model: PhaseModel, state: PhaseState) -> [Line] {
        let metric = state.cell.reciprocalMetric
        let scale = 1 / (model.cellMass * state.cell.volume)
        return model.list.reflections.indices.flatMap { index -> [Line] in
            let reflection = model.list.reflections[index]
            let squared = metric.squaredLength(reflection.plane) / 4
            let s = squared.squareRoot()
            let grain = state.graininess.isEmpty ? 1 : state.graininess[index]
            var intensity = scale * Double(reflection.multiplicity)
            intensity *= exp(-2 * state.displacement * squared)
            intensity *= structureFactor(model, index, s: s)
            intensity *= model.list.texture(index, r: state.texture)
            intensity *= grain
            return instrument.radiation.lines.flatMap { line -> [Line] in
                let sine = line.wavelength * s
                guard sine < 1 else { return [] }
                let theta = asin(sine)
                let (width, mixing) = shape(theta: theta, wavelength: line.wavelength, state.width)
                let shift =
                    placement.zeroShift - 2 * placement.displacement * cos(theta) / instrument.radius * 180 / .pi
                let angle = 2 * theta * 180 / .pi + shift
                let area =
                    intensity * line.share
                    * Instrument.lorentzPolarization(at: BraggAngle(theta), k: instrument.polarization)
                let divergence = instrument.axialDivergence
                let largest = 2 * divergence * divergence / tan(angle * .pi / 180) * 180 / .pi
                guard abs(largest) > 0.02 * width else {
                    return [Line(position: angle, area: area, width: width, mixing: mixing)]
                }
                return AxialDivergence.nodes.map { node in
                    Line(
                        position: angle - largest * node.place * node.place, area: area * node.weight, width: width,
                        mixing: mixing)
                }
            }
        }
    }

    private func structureFactor(_ model: PhaseModel, _ reflection: Int, s: Double) -> Double {
        let structure = model.structure
        var (regular, anomalous) = (SIMD2<Double>.zero, SIMD2<Double>.zero)
        for (index, site) in structure.sites.enumerated() {
            guard let factor = FormFactor.named(site.scatterer) else { continue }
            let dispersion = instrument.radiation.tube.flatMap { $0.dispersion(of: site.element) } ?? (0, 0)
            let weight = site.occupancy * exp(-site.displacement * s * s)
            let sum = model.list.siteSums[reflection * structure.sites.count + index] * weight
            regular += sum * (factor.f0(s: s) + dispersion.0)
            anomalous += sum * dispersion.1
        }
        let (first, second) = (
            regular.x * regular.x + regular.y * regular.y, anomalous.x * anomalous.x + anomalous.y * anomalous.y
        )
        return first + second
    }

    private func shape(theta: Double, wavelength: Double, _ sample: SampleWidth) -> (width: Double, mixing: Double) {
        let tangent = tan(theta)
        let caglioti = instrument.width.u * tangent * tangent + instrument.width.v * tangent + instrument.width.w
        let variance = max(caglioti, 0) + (8 * 0.693_147_180_559_945_3 / 12) * step * step
        let broadening = 0.9 * wavelength / (10 * sample.size * cos(theta)) + 4 * sample.strain * tangent
        let (g, l) = (variance.squareRoot(), instrument.width.lorentzian + broadening * 180 / .pi)
        let (g2, l2) = (g * g, l * l)
        var fifth = g2 * g2 * g
        fifth += 2.69269 * g2 * g2 * l
        fifth += 2.42843 * g2 * g * l2
        fifth += 4.47163 * g2 * l2 * l
        fifth += 0.07842 * g * l2 * l2
        fifth += l2 * l2 * l
        let width = pow(fifth, 0.2)
        let q = l / width
        return (width, min(max(q * (1.36603 - q * (0.47719 - q * 0.11116)), 0), 1))
    }

    /// A pattern of lines, whose tails end at a share of the highest one.
    static func pattern(of lines: [Line], on grid: AngleGrid, tailShare: Double) -> [Double] {
        var pattern = [Double](repeating: 0, count: grid.count + 8)
        let placed = lines.map { line in
            Line(
                position: (line.position - grid.first) / grid.step, area: line.area, width: line.width / grid.step,
                mixing: line.mixing)
        }
        let floor = tailShare * placed.reduce(0) { max($0, $1.area / $1.width) }
        for line in placed {
            addLorentzian(line, floor: floor, to: &pattern, count: grid.count)
            addGaussian(line, to: &pattern, count: grid.count)
        }
        return Array(pattern[..<grid.count])
    }

    /// In steps of eight points, between which u grows by addition.
    private static func addLorentzian(_ line: Line, floor: Double, to pattern: inout [Double], count: Int) {
        let inverse = 1 / line.width
        let peak = line.area * line.mixing * inverse * 2 / .pi
        guard peak > floor else { return }
        let reach = (peak / floor - 1).squareRoot() / (2 * inverse)
        let first = Int(max((line.position - reach) / 8, 0))
        let last = Int(min((line.position + reach) / 8, Double(count - 1) / 8))
        guard line.position + reach >= 0, first <= last else { return }
        for lane in 0..<8 {
            var u = (Double(lane) + (Double(first) * 8 - line.position)) * (2 * inverse)
            for index in first...last {
                pattern[index * 8 + lane] += peak / (u * u + 1)
                u += 2 * inverse * 8
            }
        }
    }

    /// From each point to the next by products.
    private static func addGaussian(_ line: Line, to pattern: inout [Double], count: Int) {
        let inverse = 1 / line.width
        let peak = line.area * (1 - line.mixing) * inverse * 2 * 0.564_189_583_547_756_3 * 0.832_554_611_157_697_8
        let reach = 2.25 / inverse
        let first = Int(max((line.position - reach).rounded(.up), 0))
        let last = Int(min(line.position + reach, Double(count - 1)))
        guard line.position + reach >= 0, first <= last else { return }
        let k = 4 * 0.693_147_180_559_945_3
        let u = (Double(first) - line.position) * inverse
        var value = peak * exp(-k * u * u)
        var ratio = exp(-k * inverse * (2 * u + inverse))
        let fall = exp(-2 * k * inverse * inverse)
        for index in first...last {
            pattern[index] += value
            value *= ratio
            ratio *= fall
        }
    }
}
