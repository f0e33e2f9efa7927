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
            Leaves in the output folder, for each pattern: NAME.json (all that was found), NAME.csv (the curves), \
            NAME.png, .pdf and .svg (a figure), and with --cif NAME.cif; and for all of them, in the order given: \
            fractions.csv, a row for each pattern and phase, fractions-wide.csv, a row for each pattern, and series.png, \
            .pdf and .svg, their fractions. Patterns are refined in parallel, and a bad file does not stop the others. \
            Ctrl-C stops; what is done is kept. What an earlier call left stays until there is a result to replace it.

            A NeXus file of several patterns gives as many, named FILE#0, FILE#1 and so on; FILE#7 alone is that one.

            The radiation stands in the file or on the command line, and is never guessed. Intensities are taken to be \
            counts where the file gives no uncertainties.
            """)

    @Argument(
        help: ArgumentHelp("The patterns: \(PowderScan.formatList); or folders of them."),
        completion: .file())
    var patterns: [String] = []

    @Option(
        name: .customLong("list"),
        help: ArgumentHelp(
            "A table instead of patterns on the command line, with the columns file, phases, and where wanted impurities, "
                + "tube, wavelength and internal_standard: a row for each pattern. Paths are relative to the table.",
            valueName: "table"))
    var listFile: String?

    @Option(
        name: .customLong("phases"),
        help: ArgumentHelp(
            "The phases whose fractions sum to one, separated by commas: CIF files (FILE#BLOCK for a data block of one), YAML "
                + "files, or names of structures that are part of the program (\(CrystalStructure.builtIn.map(\.name).joined(separator: ", "))).",
            valueName: "phases"))
    var phaseNames: [String] = []

    @Option(
        name: .customLong("impurities"),
        help: ArgumentHelp("Phases that may be there and do not count, in the same way.", valueName: "phases"))
    var impurityNames: [String] = []

    @Option(
        help: ArgumentHelp(
            "The plane that crystallites of a phase lie on, such as gypsum:0,1,0, or gypsum:none for no texture; may be "
                + "given several times. (default: of a file the plane that it names, else one whose spacing stands out)",
            valueName: "phase:h,k,l"))
    var texture: [TextureChoice] = []

    @Option(
        help: """
            What is refined: standard (all that a pattern can tell), constrained (cell lengths, size, one B for each phase \
            and where the sample lies), or full-pattern (where the sample lies; structures and widths stay as they are). \
            Scales and background are always refined.
            """)
    var recipe = RecipeName.standard

    @Option(
        help: """
            Where refinements begin: recipe (each by itself), or neighbours (where that of the pattern before ended, for series \
            whose patterns change little by little; every 25th, and each whose fit is not what the one before lets expect, \
            by itself).
            """)
    var start = SeriesStart.recipe

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

    @Option(help: ArgumentHelp("The angles 2θ that are used, in degrees, from 0.5 to 179.", valueName: "first,last"))
    var range = AngleRange(10...80)

    @Option(
        help: ArgumentHelp(
            "The diameter of the particles in micrometres: corrects for microabsorption as Brindley does. (default: no "
                + "correction)",
            valueName: "µm"))
    var particleDiameter: Double?

    @Option(
        help: ArgumentHelp(
            "A phase with a smaller fraction is taken out, and the rest refined again; 0 keeps all.",
            valueName: "fraction"))
    var leastFraction = RefinementRecipe.standard.leastFraction

    @Flag(
        name: .customLong("beam-overflow"),
        help: ArgumentHelp(
            "Refine the angle below which the beam is longer than the sample, too, where lines at low angles are too weak. Where "
                + "slit and sample are known, give it by --fix instrument.beam-overflow=DEGREES instead."))
    var refinesOverflow = false

    @OptionGroup var restrictions: RestrictionOptions
    @OptionGroup var instrument: InstrumentOptions

    @Option(name: .customLong("output"), help: ArgumentHelp("The folder of the results.", valueName: "folder"))
    var outputFolder = "rietveld"

    @Flag(
        name: .customLong("cif"),
        help: "Write NAME.cif too, with the profile and the refined phases by the names of the powder dictionary.")
    var writesCIF = false

    @OptionGroup var figures: FigureOptions

    @Option(
        name: .customLong("workers"), help: "How many patterns are refined at a time. (default: one for every core)")
    var wantedWorkers: Int?

    private var workers: Int { wantedWorkers ?? ProcessInfo.processInfo.activeProcessorCount }

    @OptionGroup var console: ConsoleOptions

    func validate() throws {
        guard tube == nil || wavelength == nil else {
            throw ValidationError("--tube means a doublet and --wavelength a single line: give one of them")
        }
        try OptionRange.check(wavelength, in: 0.1...5, "--wavelength")
        try OptionRange.check(particleDiameter, in: 0.01...1000, "--particle-diameter")
        try OptionRange.check(leastFraction, in: 0...0.2, "--least-fraction")
        try OptionRange.check(wantedWorkers, in: OptionRange.workers, "--workers")
        guard patterns.isEmpty != (listFile == nil) else {
            throw ValidationError(
                patterns.isEmpty
                    ? "no pattern is given; name files, or a table with --list"
                    : "--list names the patterns; leave them out of the command line")
        }
        guard !phaseNames.isEmpty || listFile != nil else { throw ValidationError("--phases must name the phases") }
        if let window = figures.window, !window.angles.overlaps(range.angles) {
            throw ValidationError("--window lies outside of --range")
        }
    }

    func run() throws {
        try Console.run(isQuiet: console.isQuiet) {
            let list = try listFile.map { try PatternList.read(path: $0) }
            let known = try instrument.file.map { try InstrumentFile.read(path: $0) }
            let recipe = try refinementRecipe(with: known)
            let sources = try PatternSources(arguments: list?.rows.map(\.path) ?? patterns)
            for note in sources.notes { Console.inform("note: \(note)") }
            let plan = try plan(list, patterns: sources.names, instrument: known)
            try plan.check(recipe.fixed)
            let paths = plan.tasks.map(\.path)
            let series = try figures.series.map { try SeriesAxis($0, patterns: paths, list: list) }
            let saved = try instrument.savedFile.map {
                try SavedInstrument(path: $0, patterns: paths, recipe: self.recipe)
            }
            let folder = try RefinementFolder(
                path: outputFolder, patterns: paths,
                phaseFiles: plan.files + sources.files + [instrument.file].compactMap(\.self))
            let interruption = Interruption()
            interruption.listen()
            let batch = RefinementBatch(
                refinery: PatternRefinery(
                    recipe: recipe,
                    instrument: PatternRefinery.Geometry(
                        radius: known?.radius ?? instrument.radius,
                        monochromatorAngle: known == nil ? instrument.monochromator : known?.monochromator),
                    files: sources, columns: columns?.columns),
                recipe: self.recipe, start: start, tasks: plan.tasks, folder: folder,
                parts: PatternFiles.Parts(
                    figures: figures.omitsFigures ? nil : (figures.axis.scale, figures.window?.angles),
                    hasCIF: writesCIF),
                series: series ?? SeriesAxis(order: paths.count), savedInstrument: saved, interruption: interruption)
            for remark in plan.remarks { Console.inform("note: \(remark)") }
            try batch.refine(workers: workers)
        }
    }

    /// The patterns, each with what it is refined with.
    private func plan(
        _ list: PatternList?, patterns: [String], instrument: InstrumentFile?
    ) throws -> RefinementPlan {
        let defaults = RefinementPlan.Defaults(
            phases: phaseNames, impurities: impurityNames, textures: texture,
            refinesTexture: recipe.recipe.stages.joined().contains(.texture), tube: tube, wavelength: wavelength,
            instrument: instrument?.radiation, standard: restrictions.standard?.standard)
        return try list.map { try RefinementPlan(list: $0, defaults: defaults) }
            ?? RefinementPlan(patterns: patterns, defaults: defaults)
    }

    /// What is refined, with what the command line and an instrument's file fix.
    private func refinementRecipe(with instrument: InstrumentFile?) throws -> RefinementRecipe {
        var recipe = recipe.recipe
        recipe.range = range.angles
        if refinesOverflow { recipe.stages.append([.beamOverflow]) }
        recipe.particleDiameter = particleDiameter
        recipe.leastFraction = leastFraction
        recipe.excluded = restrictions.excluded.flatMap(\.ranges)
        recipe.fixed = (instrument?.fixed ?? []) + restrictions.fixed.map(\.parameter)
        let labels = recipe.fixed.map(\.label)
        if let twice = labels.first(where: { label in labels.count { $0 == label } > 1 }) {
            throw ValidationError("--fix names \(twice), which --instrument fixes, too")
        }
        return recipe
    }
}
