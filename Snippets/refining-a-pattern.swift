//! Finds the weight fractions of four minerals in a pattern that was measured with a copper tube.
import PowderDiffraction
import ScientificFormats

// snippet.hide
let path = CommandLine.arguments.dropFirst().first ?? "pattern.xy"
// snippet.show
let refinement = try RietveldRefinement(
    structures: ["calcite", "gibbsite", "dolomite", "hematite"].compactMap(CrystalStructure.builtIn(named:)),
    impurities: ["quartz"].compactMap(CrystalStructure.builtIn(named:)),
    instrument: Instrument(radiation: .doublet(.copper)),
    recipe: .standard)
let result = try refinement.refine(try PowderScan.read(path: path), path: path)
for phase in result.phases {
    print(phase.name, phase.fraction, phase.uncertainty.map { "± \($0)" } ?? "")
}
