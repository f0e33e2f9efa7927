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

    /// All lines of a phase with their parts, those of a reflection at each wavelength after one another.
    func lines(of model: PhaseModel, state: PhaseState) -> [[Line]] {
        let metric = state.cell.reciprocalMetric
        let scale = 1 / (model.cellMass * state.cell.volume)
        return model.list.reflections.indices.flatMap { index -> [[Line]] in
            let reflection = model.list.reflections[index]
            let squared = metric.squaredLength(reflection.plane) / 4
            let s = squared.squareRoot()
            let grain = state.graininess.isEmpty ? 1 : state.graininess[index]
            var intensity = scale * Double(reflection.multiplicity)
            intensity *= exp(-2 * state.displacement * squared)
            intensity *= structureFactor(model, index, s: s)
            intensity *= model.list.texture(index, r: state.texture)
            intensity *= grain
            return instrument.radiation.lines.compactMap { line -> [Line]? in
                let sine = line.wavelength * s
                guard sine < 1 else { return nil }
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

    /// A pattern of lines as far as they reach, and how much may be missing at each point where they end at a share of the
    /// highest line: of either part of each line its whole value, and no more than that share.
    static func pattern(
        of lines: [[Line]], on grid: AngleGrid, tailShare: Double
    ) -> (whole: [Double], missing: [Double]) {
        func area(_ parts: [Line]) -> Double { parts.reduce(0) { $0 + $1.area } }
        let floor = tailShare * lines.reduce(0) { max($0, area($1) / $1[0].width) } * grid.step
        var (whole, missing) = (
            [Double](repeating: 0, count: grid.count), [Double](repeating: 0, count: grid.count)
        )
        for parts in lines {
            for index in 0..<grid.count {
                var (wide, narrow) = (0.0, 0.0)
                for part in parts {
                    let u = (grid[index] - part.position) / part.width
                    let height = part.area * grid.step / part.width
                    let lorentzian = height * part.mixing * 2 / .pi / (1 + 4 * u * u)
                    let gaussian = 2 * (log(2) / Double.pi).squareRoot() * exp(-4 * log(2) * u * u)
                    wide += lorentzian
                    narrow += height * (1 - part.mixing) * gaussian
                }
                whole[index] += wide + narrow
                missing[index] += min(wide, floor) + min(narrow, floor)
            }
        }
        return (whole, missing)
    }
}
