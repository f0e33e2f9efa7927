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
        forEachLine(state: state, instrument: instrument, placement: SamplePlacement(), step: 0) { angle, area, _ in
            lines.append((angle, area))
        }
        let strongest = lines.reduce(0) { max($0, $1.area) }
        return lines.filter { $0.area >= share * strongest }.map(\.angle).sorted()
    }
}
