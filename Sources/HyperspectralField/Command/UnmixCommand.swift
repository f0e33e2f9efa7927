internal import ArgumentParser
internal import Commands
internal import Experiments
internal import Foundation
internal import Unmixing

/// `proportions unmix`: unmixes an image of the user's own.
struct UnmixCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unmix",
        abstract: "Unmix an image of your own: abundances and endmembers by SUnSAL, HyperAE or UnDIP.",
        discussion: """
            Leaves in the output folder: abundances.hdr and .img (an ENVI image with a band for each endmember), \
            abundances.npy (rows x columns x endmembers), endmembers.csv, maps.png and .pdf (of 48 endmembers at most), and \
            unmixing.json (what was done, and how well the image is reconstructed). They are put there when all is done; \
            those of an earlier call are replaced. Rows and columns are counted from 0.

            sunsal   solves for the abundances of each pixel by itself; a second for a million pixels and few endmembers, \
            minutes for a library of hundreds of spectra
            hyperae  learns endmembers and abundances together; seconds for 100 x 100 pixels
            undip    learns an image of abundances for endmembers that it is given; ten minutes for 100 x 100 pixels

            A MATLAB file has the image as Y or V (bands x pixels, beside nRow and nCol, or H and W), or as an array of rows x \
            columns x bands under any name. Endmembers and libraries are .csv files with a header, a line for each band and \
            a column for each spectrum (leading columns 'band' and 'wavelength' are passed over), or .mat files with M, E or \
            D (bands x spectra), or lib1, lib2, …

            Examples:
              proportions unmix scene.hdr --method sunsal --classes 5
              proportions unmix scene.mat --method sunsal --endmembers spectra.csv --scale 10000
              proportions unmix scene.hdr --method undip --classes 5 --workers 2
            """)

    @Argument(
        help: "The image: the header of an ENVI image (.hdr), or a MATLAB file (.mat).",
        completion: .file(extensions: ["hdr", "mat"]))
    var image: String

    @Option(help: "The method.")
    var method: MethodName

    @Option(
        name: .customLong("classes"),
        help: ArgumentHelp(
            "How many endmembers there are. Needed unless they are given; with a library, how many of its spectra maps show.",
            valueName: "number"))
    var classCount: Int?

    @Option(
        help: ArgumentHelp(
            "Where endmembers come from, for sunsal and undip: sivm or vca (found in the image), or a file (.csv with a column "
                + "for each, or .mat). (default: sivm)",
            valueName: "sivm|vca|file"))
    var endmembers: String?

    @Option(
        help: ArgumentHelp(
            "A library of spectra (.csv or .mat), all of which may be in a pixel; for sunsal. Abundances then need not sum to one.",
            valueName: "file"))
    var library: String?

    @Option(
        help: ArgumentHelp(
            "How the image is scaled: none, maximum (divided by its largest value), unit-length (every spectrum, that of "
                + "endmembers too), or a number to divide by.",
            valueName: "scale"))
    var scale = ScaleOption(.unscaled)

    @Option(help: ArgumentHelp("The weight λ of the sum of the abundances, for sunsal with a library.", valueName: "λ"))
    var sparsity: Double?

    @Option(
        help: ArgumentHelp("The number of epochs (hyperae) or steps (undip). (default: 100, 3000)", valueName: "number")
    )
    var length: Int?

    @Option(help: ArgumentHelp("The variable of a MATLAB file that is the image.", valueName: "name"))
    var variable: String?

    @Option(help: ArgumentHelp("Another number makes other random choices.", valueName: "number"))
    var seed: UInt64 = 0

    @Option(name: .customLong("output"), help: ArgumentHelp("The folder of the results.", valueName: "folder"))
    var outputFolder = "unmixed"

    @Option(name: .customLong("workers"), help: "How many threads work. (default: one for every core)")
    var wantedWorkers: Int?

    func validate() throws {
        guard (1...1024).contains(wantedWorkers ?? 1) else {
            throw ValidationError("--workers must be between 1 and 1024")
        }
        guard (1...1_000_000).contains(length ?? 1) else {
            throw ValidationError("--length must be between 1 and 1000000")
        }
        guard (1...10_000).contains(classCount ?? 1) else {
            throw ValidationError("--classes must be between 1 and 10000")
        }
        guard (0...1e12).contains(sparsity ?? 0) else { throw ValidationError("--sparsity must not be negative") }
        func refuse(_ option: String, _ isGiven: Bool, unless allowed: Bool, _ reason: String) throws {
            if isGiven && !allowed { throw ValidationError("\(option) \(reason)") }
        }
        try refuse("--library", library != nil, unless: method == .sunsal, "is for --method sunsal")
        try refuse("--sparsity", sparsity != nil, unless: library != nil, "is for --method sunsal with --library")
        try refuse("--length", length != nil, unless: method != .sunsal, "is for --method hyperae and undip")
        try refuse(
            "--endmembers", endmembers != nil, unless: method != .hyperae,
            "is not for --method hyperae, which finds its own")
        try refuse("--endmembers", endmembers != nil, unless: library == nil, "and --library exclude each other")
        guard classCount != nil || library != nil || endmembers.map({ EndmemberOption($0).file != nil }) ?? false else {
            throw ValidationError("--classes must say how many endmembers there are")
        }
    }

    func run() throws {
        try Console.run {
            let interruption = Interruption()
            interruption.listen()
            let given = try (library ?? endmembers.flatMap { EndmemberOption($0).file }).map {
                (path: $0, spectra: try NamedSpectra.read(path: $0))
            }
            let folder = try UnmixedFolder(path: outputFolder, inputs: [image] + (given.map { [$0.path] } ?? []))
            let file = try ImageFile(path: image, variable: variable)
            let job = try UnmixingJob(
                file: file, path: image, unmixing: unmixing, classes: classCount, given: given,
                isLibrary: library != nil, seed: seed)
            job.warnings.forEach { Console.inform("note: \($0)") }
            let outcome = try job.carryOut(
                workers: wantedWorkers ?? ProcessInfo.processInfo.activeProcessorCount, interruption: interruption)
            try folder.write(outcome)
            print(outcome.text)
            if let residual = outcome.unmixed.relativeResidual, residual > 0.5 {
                Console.inform("note: much of the image is left unexplained; look at the endmembers and at --scale")
            }
            Console.inform("wrote '\(outputFolder)'\(folder.isReplaced ? ", in place of earlier results" : "")")
        }
    }

    /// The method with what the command line says of it.
    private var unmixing: Unmixing {
        let source = endmembers.map { EndmemberOption($0).source }
        switch method {
        case .sunsal:
            var options = SUnSAL.Options()
            if library != nil {
                options.constraints = .positivity
                // What many spectra ask for: thousands of steps, for digits that abundances are looked at with.
                (options.tolerance, options.iterationLimit) = (1e-7, 20_000)
            }
            options.sparsity = sparsity ?? 0
            let source = library == nil ? source ?? .simplexVolume : .given
            return Unmixing(.sunsal(options, source), scale: scale.scale)
        case .hyperae:
            var configuration = HyperAE.Configuration()
            if let length { configuration.epochs = length }
            return Unmixing(.hyperAE(configuration), scale: scale.scale)
        case .undip:
            var configuration = UnDIP.Configuration()
            if let length { configuration.steps = length }
            return Unmixing(.unDIP(configuration, source ?? .simplexVolume), scale: scale.scale)
        }
    }
}

/// The methods by the names that the command line has for them.
enum MethodName: String, ExpressibleByArgument, CaseIterable {
    case sunsal, hyperae, undip
}

/// Where endmembers come from, as the command line says it.
struct EndmemberOption {
    let source: EndmemberSource
    /// The file, where they are given.
    let file: String?

    /// Reads `vca`, `sivm`, or the path of a file.
    init(_ argument: String) {
        source = EndmemberSource(rawValue: argument) ?? .given
        file = source == .given ? argument : nil
    }
}

/// A scale, as the command line says it.
struct ScaleOption: ExpressibleByArgument {
    let scale: SpectrumScale

    init(_ scale: SpectrumScale) {
        self.scale = scale
    }

    /// Reads `none`, `maximum`, `unit-length`, or a positive number.
    init?(argument: String) {
        switch argument {
        case "none": scale = .unscaled
        case "maximum": scale = .divideByMaximum
        case "unit-length": scale = .unitLength
        default:
            guard let divisor = Double(argument), divisor > 0, divisor.isFinite else { return nil }
            scale = .divideBy(divisor)
        }
    }

    var defaultValueDescription: String { "none" }
}
