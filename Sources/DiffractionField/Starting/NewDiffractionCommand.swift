internal import ArgumentParser
internal import Commands
internal import Foundation
internal import PowderDiffraction
internal import ScientificFormats

/// `proportions new diffraction`: begins an experiment that learns the phases of the user's own samples.
struct NewDiffractionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diffraction",
        abstract:
            "Begin an experiment on powder patterns: networks for phases of your own, trained on simulated patterns.",
        discussion: """
            No measured pattern is needed. --like takes angles, tube and counts from a pattern such as those that the networks \
            are for; --instrument takes the instrument that 'rietveld --save-instrument' found with a standard, so that \
            widths need no guess.

            Examples:
              proportions new diffraction mine --phases calcite,my.cif --tube Cu
              proportions new diffraction mine --phases a.cif,b.cif --like my.xy --instrument my.json
            """)

    @Argument(help: "The name of the experiment, and of its folder.")
    var name: String

    @Option(
        name: .customLong("phases"),
        help: ArgumentHelp(
            "The phases, separated by commas: CIF files, or names of structures that are part of the program "
                + "(\(CrystalStructure.builtIn.map(\.name).joined(separator: ", "))).", valueName: "phases"))
    var phaseNames: [String]

    @Option(help: ArgumentHelp("The tube, whose Kα doublet is simulated.", valueName: "element"))
    var tube: XRayTube?

    @Option(
        name: .customLong("instrument"),
        help: ArgumentHelp("An instrument that 'rietveld --save-instrument' wrote.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var instrumentFile: String?

    @Option(
        name: .customLong("like"),
        help: ArgumentHelp("A pattern such as those that the networks are for.", valueName: "pattern"),
        completion: .file())
    var example: String?

    @Option(
        name: .customLong("angles"),
        help: ArgumentHelp("The angles 2θ of the patterns, in degrees. (default: 5,86)", valueName: "first,last"))
    var angles: AngleRange?

    @Option(name: .customLong("output"), help: ArgumentHelp("The folder. (default: the name)", valueName: "folder"))
    var outputFolder: String?

    @OptionGroup var console: ConsoleOptions

    func validate() throws {
        guard example == nil || angles == nil else {
            throw ValidationError("--like says which angles there are: leave --angles out")
        }
    }

    func run() throws {
        try Console.run(isQuiet: console.isQuiet) {
            let folder = outputFolder ?? name
            try NewExperiment.check(name: name, folder: folder)
            let phases = try StartingPhase.read(phaseNames)
            for remark in phases.flatMap(\.remarks) { Console.inform("note: \(remark)") }
            let instrument = try instrumentFile.map { (path: $0, file: try InstrumentFile.read(path: $0)) }
            let scan = try example.map { (path: $0, scan: try PowderScan.read(path: $0)) }
            let tube = try tube(instrument, scan)
            let range = angles?.angles ?? 5...86
            let grid = try scan.map { try StartingGrid(like: $0.scan, path: $0.path) } ?? StartingGrid(range)
            let spec = DiffractionSpecText(
                name: name, phases: phases, grid: grid, instrument: instrument?.file,
                highestCount: scan.flatMap { $0.scan.intensities.max() })
            let experiment = NewExperiment(
                name: name, folder: folder, spec: spec.text(),
                catalogue: spec.catalogue(tube: tube),
                data: phases.map { .contents(path: "\(name)/\($0.name).cif", bytes: $0.text) })
            try experiment.write()
            Console.print(experiment.advice("my-pattern.xy"))
        }
    }

    /// The tube: what the command line says, the instrument and the pattern must agree with.
    private func tube(
        _ instrument: (path: String, file: InstrumentFile)?, _ scan: (path: String, scan: PowderScan)?
    ) throws -> XRayTube {
        let known = try instrument.map { path, file -> XRayTube in
            guard let tube = XRayTube.nearest(to: file.lines[0].wavelength), file.lines.count == 2 else {
                throw FormatError(
                    file: path,
                    reason: "is of a single line or of no known tube; networks learn the Kα doublet of a tube")
            }
            if let wanted = self.tube, wanted != tube {
                throw FormatError(
                    file: path, reason: "is of a \(tube.rawValue) tube, and --tube says \(wanted.rawValue)")
            }
            return tube
        }
        let said = scan.flatMap { _, scan in
            scan.radiation?.anode.flatMap { XRayTube(argument: $0) }
                ?? (scan.radiation?.kAlpha1 ?? scan.radiation?.wavelength).flatMap { XRayTube.nearest(to: $0) }
        }
        guard let tube = self.tube ?? known ?? said else {
            throw ValidationError(
                "--tube must say which tube the patterns are measured with: "
                    + XRayTube.allCases.map(\.rawValue).joined(separator: ", "))
        }
        if let scan { try tube.check(scan.scan, path: scan.path, says: "the command line") }
        return tube
    }
}
