import Foundation
import ScientificFormats
import NumericalMethods
import TestSupport
import Testing

@testable import PowderDiffraction

/// The built-in structures of given names.
func builtIn(_ names: [String]) throws -> [CrystalStructure] {
    try names.map { try #require(CrystalStructure.builtIn(named: $0)) }
}

/// The four phases of the experiments, in their order.
let fourPhases = ["calcite", "gibbsite", "dolomite", "hematite"]

/// A structure that no crystal has, with two sites and a plane of cleavage.
func madeUp(_ symbol: String, cell: (Double, Double, Double, Double, Double, Double)) throws -> CrystalStructure {
    let text = """
        data_made-up
        _cell_length_a \(cell.0)
        _cell_length_b \(cell.1)
        _cell_length_c \(cell.2)
        _cell_angle_alpha \(cell.3)
        _cell_angle_beta \(cell.4)
        _cell_angle_gamma \(cell.5)
        _space_group_name_H-M_alt '\(symbol)'
        _proportions_cleavage_plane '0 1 1'
        loop_
        _atom_site_label
        _atom_site_type_symbol
        _atom_site_fract_x
        _atom_site_fract_y
        _atom_site_fract_z
        _atom_site_B_iso_or_equiv
        Fe1 Fe 0.11 0.23 0.31 0.6
        O1 O 0.42 0.17 0.73 1.1
        """
    return try CrystalStructure.read(cifBytes: Array(text.utf8), path: "made-up.cif").structure
}

/// A triclinic structure without any right angle.
func triclinic() throws -> CrystalStructure { try madeUp("P -1", cell: (4.9, 5.7, 6.8, 83, 97, 104)) }

/// A sample whose pattern is made by the sum of all lines of the simulator at every point, with no tail cut off.
struct ExactSample {
    var structures: [CrystalStructure]
    var fractions: [Double]
    var state: PatternState
    /// The background at an angle, in units of the highest point.
    var background: (Double) -> Double = { _ in 0 }
    /// Up to where there are lines: as far as a refinement up to 80 degrees knows them.
    ///
    /// Those beyond have tails that reach back, which a refinement takes for wider lines.
    var reach: (angle: Double, stretch: Double) = (80, 0.015)

    /// Phases as published on an instrument of ordinary width.
    init(_ structures: [CrystalStructure], fractions: [Double]) {
        self.structures = structures
        self.fractions = fractions
        state = PatternState(
            phases: structures.map {
                PhaseState(cell: $0.cell, width: SampleWidth(size: 150, strain: 0.0005))
            },
            instrument: Instrument(
                radiation: .doublet(.copper), width: InstrumentWidth(w: 0.0025, lorentzian: 0.03), axialDivergence: 0.02
            ),
            placement: SamplePlacement())
    }

    /// The pattern over equal steps, its highest point at a number of counts.
    func pattern(_ angles: [Double], counts: Double) throws -> [Double] {
        let step = angles[1] - angles[0]
        var pattern = [Double](repeating: 0, count: angles.count)
        for (index, structure) in structures.enumerated() where fractions[index] > 0 {
            let model = try PhaseModel(
                structure: structure, radiation: state.instrument.radiation, upTo: reach.angle, stretch: reach.stretch)
            model.forEachLine(
                state: state.phases[index], instrument: state.instrument, placement: state.placement, step: step
            ) { line in
                let shape = line.shape
                for (point, angle) in angles.enumerated() {
                    let u = (angle - line.position) / shape.width
                    let squared = u * u
                    var value: Double = shape.mixing * 2 / .pi / (1 + 4 * squared)
                    if squared < 16 { value += (1 - shape.mixing) * gaussianPeak * exp(-4 * log(2.0) * squared) }
                    pattern[point] += fractions[index] * line.area / shape.width * value
                }
            }
        }
        let highest = pattern.max() ?? 1
        return zip(pattern, angles).map { (line, angle) -> Double in
            counts * (line / highest + background(angle))
        }
    }
}

/// 2 √(ln 2/π), the peak of a Gaussian of width and area 1.
private let gaussianPeak = 2 * (log(2) / Double.pi).squareRoot()

/// So many angles in equal steps.
func angles(from first: Double = 8, to last: Double = 82, count: Int) -> [Double] {
    (0..<count).map { first + (last - first) * Double($0) / Double(count - 1) }
}

extension RefinementResult {
    /// The fractions of the first phases, in their order.
    func fractions(_ count: Int) -> [Double] { phases.prefix(count).map(\.fraction) }

    /// The refined number of a phase, or of the instrument.
    func value(_ name: String, of phase: String? = nil) -> Value? {
        values.first { $0.name == name && $0.phase == phase }
    }
}
