internal import ArgumentParser
internal import Commands
internal import Experiments
internal import Foundation
internal import PowderDiffraction
internal import ScientificFormats

/// `proportions rietveld`: refines patterns of the user's own, with phases of the user's own.
struct RietveldCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rietveld",
        abstract: "Refine powder patterns of your own: weight fractions of phases by the method of Rietveld.",
        discussion: """
            Leaves in the output folder, for each pattern: NAME.json (all that was found), NAME.csv (the curves), and \
            NAME.png and NAME.pdf (a figure); and fractions.csv, a row for each pattern and phase, in the order given. \
            Patterns are refined in parallel, and a bad file does not stop the others. Ctrl-C stops; what is done is kept.

            The radiation stands in the file or on the command line, and is never guessed. Intensities are taken to be \
            counts where the file gives no uncertainties.
            """)

    @Argument(
        help: ArgumentHelp("The patterns: \(PowderScan.formatList)."),
        completion: .file())
    var patterns: [String]

    @Option(
        name: .customLong("phases"),
        help: ArgumentHelp(
            "The phases whose fractions sum to one, separated by commas: CIF files, YAML files, or names of structures that "
                + "are part of the program (\(CrystalStructure.builtIn.map(\.name).joined(separator: ", "))).",
            valueName: "phases"))
    var phaseNames: [String]

    @Option(
        name: .customLong("impurities"),
        help: ArgumentHelp("Phases that may be there and do not count, in the same way.", valueName: "phases"))
    var impurityNames: [String] = []

    @Option(
        help: """
            What is refined: standard (all that a pattern can tell), constrained (cell lengths, size, one B for each phase \
            and where the sample lies), or full-pattern (where the sample lies; structures and widths stay as they are). \
            Scales and background are always refined.
            """)
    var recipe = RecipeName.standard

    @Option(
        help: ArgumentHelp("The tube, whose Kα doublet is taken.", valueName: "element"))
    var tube: XRayTube?

    @Option(help: ArgumentHelp("The wavelength of a single line, in ångströms.", valueName: "ångströms"))
    var wavelength: Double?

    @Option(
        help: ArgumentHelp(
            "What the columns of a text hold, where it does not say so itself: "
                + "\(PowderColumn.names.map(\.name).joined(separator: ", ")), the last of which leaves a column out.",
            valueName: "names"))
    var columns: ColumnList?

    @Option(help: ArgumentHelp("The angles 2θ that are used, in degrees.", valueName: "first,last"))
    var range = AngleRange(10...80)

    @Option(
        help: ArgumentHelp(
            "The diameter of the particles in micrometres: corrects for microabsorption as Brindley does. (default: no "
                + "correction)",
            valueName: "µm"))
    var particleDiameter: Double?

    @Option(
        help: ArgumentHelp(
            "The angle 2θ of a crystal monochromator in the beam, such as 26.6 for graphite and Cu. (default: none)",
            valueName: "degrees"))
    var monochromator: Double?

    @Option(help: ArgumentHelp("The radius of the goniometer; the displacement depends on it.", valueName: "mm"))
    var radius = 280.0

    @Option(name: .customLong("output"), help: ArgumentHelp("The folder of the results.", valueName: "folder"))
    var outputFolder = "rietveld"

    @Flag(name: .customLong("no-figures"), help: "Draw no figures.")
    var omitsFigures = false

    @Option(
        name: .customLong("workers"), help: "How many patterns are refined at a time. (default: one for every core)")
    var wantedWorkers: Int?

    private var workers: Int { wantedWorkers ?? ProcessInfo.processInfo.activeProcessorCount }

    @OptionGroup var console: ConsoleOptions

    func validate() throws {
        guard tube == nil || wavelength == nil else {
            throw ValidationError("--tube means a doublet and --wavelength a single line: give one of them")
        }
        func check(_ value: Double?, in bounds: ClosedRange<Double>, _ option: String) throws {
            guard value.map(bounds.contains) ?? true else {
                throw ValidationError("\(option) must be between \(bounds.lowerBound) and \(bounds.upperBound)")
            }
        }
        try check(wavelength, in: 0.1...5, "--wavelength")
        try check(particleDiameter, in: 0.01...1000, "--particle-diameter")
        try check(monochromator, in: 1...179, "--monochromator")
        try check(radius, in: 10...10_000, "--radius")
        guard (1...1024).contains(workers) else { throw ValidationError("--workers must be between 1 and 1024") }
    }

    func run() throws {
        try Console.run(isQuiet: console.isQuiet) {
            var finder = PhaseFinder()
            let structures = try finder.structures(named: phaseNames, option: "--phases")
            let impurities = try finder.structures(named: impurityNames, option: "--impurities")
            let folder = try RefinementFolder(path: outputFolder, patterns: patterns, phaseFiles: finder.files)
            let interruption = Interruption()
            interruption.listen()
            let batch = RefinementBatch(
                refinery: PatternRefinery(
                    structures: structures, impurities: impurities, recipe: refinementRecipe,
                    instrument: PatternRefinery.Geometry(radius: radius, monochromatorAngle: monochromator),
                    radiation: WantedRadiation(tube: tube, wavelength: wavelength), columns: columns?.columns),
                recipe: recipe, patterns: patterns, folder: folder, drawsFigures: !omitsFigures,
                interruption: interruption)
            for remark in finder.remarks { Console.inform("note: \(remark)") }
            if folder.results.isReplaced { Console.inform("note: results in '\(outputFolder)' are replaced") }
            try batch.refine(workers: workers)
        }
    }

    private var refinementRecipe: RefinementRecipe {
        var recipe = recipe.recipe
        recipe.range = range.angles
        recipe.particleDiameter = particleDiameter
        return recipe
    }
}
