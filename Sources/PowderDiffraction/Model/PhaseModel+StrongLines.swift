internal import Foundation

extension PhaseModel {
    /// The angles 2θ, in degrees, of the lines whose area is at least a share of the strongest one's, in the structure's
    /// own cell.
    ///
    /// - Parameters:
    ///   - share: The share, from 0 to 1.
    ///   - instrument: The instrument, of which only the radiation and the polarization matter.
    /// - Returns: The angles, in rising order.
    public func strongLines(share: Double, instrument: Instrument) -> [Double] {
        var lines: [(angle: Double, area: Double)] = []
        let state = PhaseState(cell: structure.cell)
        forEachLine(state: state, instrument: instrument, placement: SamplePlacement(), step: 0) { line in
            lines.append((line.position, line.area))
        }
        let strongest = lines.reduce(0) { max($0, $1.area) }
        return lines.filter { $0.area >= share * strongest }.map(\.angle).sorted()
    }

    /// The angles 2θ of all reflections at the strongest wavelength, in degrees, with all shifts.
    ///
    /// - Parameters:
    ///   - state: The state of the pattern.
    ///   - phase: Which of its phases this is.
    /// - Returns: The angles, in the order of the list.
    func mainLines(state: PatternState, phase: Int) -> [Double] {
        guard let wavelength = state.instrument.radiation.lines.first?.wavelength else { return [] }
        let metric = state.phases[phase].cell.reciprocalMetric
        return list.reflections.compactMap { reflection in
            let sine = wavelength * metric.squaredLength(reflection.plane).squareRoot() / 2
            guard sine < 1 else { return nil }
            let theta = asin(sine)
            return 2 * theta * 180 / .pi + state.placement.shift(at: BraggAngle(theta), radius: state.instrument.radius)
        }
    }
}
