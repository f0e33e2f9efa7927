package import ArgumentParser
internal import Commands
internal import DeclarativeFiles
internal import Experiments
internal import Foundation
internal import Unmixing

/// `proportions unmix`: unmixes an image of the user's own.
package struct UnmixCommand: ParsableCommand {
    /// Name, summary and help, which tell of every method that the program has.
    package static var configuration: CommandConfiguration {
        let methods = MethodArgument.known()
        let width = methods.map(\.card.name.count).max() ?? 0
        let advice = methods.map { method in
            "\(method.card.name.padding(toLength: width, withPad: " ", startingAt: 0))  \(method.advice)"
        }
        return CommandConfiguration(
            commandName: "unmix",
            abstract: "Unmix an image of your own: abundances and endmembers by "
                + "\(Self.listed(methods.map(\.card.title), "or")).",
            discussion: """
                Leaves in the output folder: abundances.hdr and .img (an ENVI image with a band for each endmember), \
                abundances.npy (rows x columns x endmembers), endmembers.csv, maps.png, .pdf and .svg (of 48 endmembers at \
                most), and unmixing.json (what was done, and how well the image is reconstructed). They are put there when all is \
                done; those of an earlier call are replaced. Rows and columns are counted from 0, in the whole image.

                \(advice.joined(separator: "\n"))

                Bands that an ENVI header calls bad are left out, and values are divided by its reflectance scale factor. \
                Pixels that lack a value (NaN, or the data ignore value) are left out; they are missing in every result. \
                Where the header says where the image lies on Earth, maps say it, too.

                A MATLAB file has the image as Y or V (bands x pixels, beside nRow and nCol, or H and W), or as an array of \
                rows x columns x bands under any name, also in a struct. HDF5 files are those of EMIT, AVIRIS-3 and PRISMA, or \
                have an array of rows x columns x bands whose path --variable gives. Endmembers and libraries are .csv files \
                with a header, a line for each band and a column for each spectrum, ENVI spectral libraries (.hdr), or .mat \
                files with E, M or D (bands x spectra), or lib1, lib2, … A column 'wavelength' or 'wavelength (nm)' is \
                compared with the image's wavelengths: spectra are sorted, or interpolated linearly.

                Examples:
                  proportions unmix scene.hdr --method sunsal --classes 5
                  proportions unmix scene.mat --method sunsal --endmembers spectra.csv --normalization 10000
                  proportions unmix scene.hdr --method hyperae --classes 5 --set depth=shallow
                  proportions unmix scene.hdr --method undip --classes 5 --workers 2
                """)
    }

    @Option(help: "The method.")
    var method: MethodArgument

    @Option(
        name: .customLong("classes"),
        help: ArgumentHelp(
            "How many endmembers there are, 1 to 10000. Needed unless they are given; with a library, how many of its spectra maps show.",
            valueName: "number"))
    var classCount: Int?

    @Option(
        help: ArgumentHelp(
            "Where endmembers come from, for \(Self.names(where: \.takesEndmembers)): sivm or vca (found in the image), or a "
                + "file (.csv with a column for each, .hdr or .mat). (default: sivm)",
            valueName: "sivm|vca|file"))
    var endmembers: String?

    @Option(
        help: ArgumentHelp(
            "A library of spectra (.csv, .hdr or .mat), all of which may be in a pixel; for \(Self.names(where: \.takesLibrary)). "
                + "Abundances then need not sum to one.",
            valueName: "file"))
    var library: String?

    @Option(
        name: [.customLong("normalization"), .customLong("scale")],
        help: ArgumentHelp(
            "How the image is scaled: none, maximum (divided by its largest value), unit-length (every spectrum, that of "
                + "endmembers too), or a number to divide by. fit and fit-each leave it as it is, and bring endmembers of a "
                + "file to its scale, all by one number or each by its own.",
            valueName: "normalization"))
    var normalization = NormalizationArgument(.unscaled)

    @Option(
        help: ArgumentHelp(
            "The weight λ of the sum of the abundances, 0 or more, for \(Self.names(where: \.takesLibrary)) with a library.",
            valueName: "λ"))
    var sparsity: Double?

    @Option(help: ArgumentHelp(Self.lengthHelp(), valueName: "number"))
    var length: Int?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "A setting of the method as specs have it, such as depth=shallow. May be given several times.",
            valueName: "key=value"))
    var settings: [String] = []

    @OptionGroup var input: ImageOptions

    @Option(
        help: ArgumentHelp("A whole number from 0 on; another one makes other random choices.", valueName: "number"))
    var seed: UInt64 = 0

    @Option(name: .customLong("output"), help: ArgumentHelp("The folder of the results.", valueName: "folder"))
    var outputFolder = "unmixed"

    @Option(name: .customLong("workers"), help: "How many threads work. (default: one for every core)")
    var wantedWorkers: Int?

    @OptionGroup var console: ConsoleOptions

    /// Makes the command; the parser fills it in.
    package init() {}

    /// Checks what options say, each by itself and for the method.
    package func validate() throws {
        try OptionRange.check(wantedWorkers, in: OptionRange.workers, "--workers")
        try OptionRange.check(length, in: 1...1_000_000, "--length")
        try OptionRange.check(classCount, in: 1...10_000, "--classes")
        try OptionRange.check(sparsity, in: 0...1e12, "--sparsity")
        func refuse(_ option: String, _ isGiven: Bool, unless allowed: Bool, _ reason: String) throws {
            if isGiven && !allowed { throw ValidationError("\(option) \(reason)") }
        }
        let (method, libraries) = (method.method, Self.names(where: \.takesLibrary))
        try refuse("--library", library != nil, unless: method.takesLibrary, "is for --method \(libraries)")
        try refuse(
            "--sparsity", sparsity != nil, unless: library != nil, "is for --method \(libraries) with --library")
        try refuse(
            "--length", length != nil, unless: method.length != nil,
            "is for --method \(Self.names { $0.length != nil })")
        try refuse(
            "--endmembers", endmembers != nil, unless: method.takesEndmembers,
            "is not for --method \(method.card.name), which finds its own")
        try refuse("--endmembers", endmembers != nil, unless: library == nil, "and --library exclude each other")
        let isFit = normalization.normalization == .fit || normalization.normalization == .fitEach
        try refuse(
            "--normalization \(normalization.normalization.kind.rawValue)", isFit,
            unless: library != nil || endmembers.map { EndmemberArgument($0).file != nil } ?? false,
            "is for endmembers of a file; those that are found in the image have its scale")
        guard classCount != nil || library != nil || endmembers.map({ EndmemberArgument($0).file != nil }) ?? false
        else {
            throw ValidationError("--classes must say how many endmembers there are")
        }
        for setting in settings where !setting.contains("=") {
            throw ValidationError("--set wants a key and a value, as in depth=shallow, and not '\(setting)'")
        }
    }

    /// Unmixes the image, writes the results, and says what they are.
    package func run() throws {
        try Console.run(isQuiet: console.isQuiet) {
            let recipe = try recipe()
            let given = try (library ?? endmembers.flatMap { EndmemberArgument($0).file }).map {
                (path: $0, spectra: try NamedSpectra.read(path: $0))
            }
            let folder = try ResultFolder(
                path: outputFolder, results: UnmixingReport.files + [UnmixingReport.geoTIFF],
                mark: ResultFolder.Mark(UnmixingReport.mark), others: .refused(command: "unmix"),
                inputs: input.inputs + [given?.path].compactMap(\.self))
            try folder.check()
            let job = try UnmixingJob(
                file: input.read(), path: input.image, recipe: recipe, classes: classCount, given: given,
                isLibrary: library != nil,
                seed: seed)
            try job.warnings().forEach { Console.inform("note: \($0)") }
            let names = (input.writesGeoTIFF ? [UnmixingReport.geoTIFF] : []) + UnmixingReport.files
            let report = try job.leaveResults(
                names, in: folder, workers: wantedWorkers, asGeoTIFF: input.writesGeoTIFF)
            if !input.writesGeoTIFF { folder.remove(UnmixingReport.geoTIFF) }
            Console.print(report.text())
            if !report.job.recipe.fitsEndmembers, let scale = report.unmixed.scale, !scale.isNearOne || scale.differs {
                Console.inform(
                    "note: the endmembers stand on another scale than the image; "
                        + "--normalization \(scale.differs ? "fit-each" : "fit") brings them together")
            }
            if let residual = report.unmixed.relativeResidual, residual > 0.5 {
                Console.inform(
                    "note: much of the image is left unexplained; look at the endmembers and at --normalization")
            }
            Console.inform("wrote '\(outputFolder)'\(folder.isReplaced ? ", in place of earlier results" : "")")
        }
    }

    /// The method with what the command line says of it.
    ///
    /// - Throws: `InvalidDeclaration` where a setting is wrong.
    private func recipe() throws -> UnmixingRecipe {
        var method = method.method
        if library != nil, let withLibrary = method.forLibrary(sparsity: sparsity ?? 0) { method = withLibrary }
        if !settings.isEmpty {
            let usual = method
            let lines = settings.map { $0.replacing("=", with: ": ", maxReplacements: 1) + "\n" }
            method = try DeclarativeFile.parse(text: lines.joined(), file: "--set") { section in
                defer { section.finish() }
                return usual.reading(section)
            }
        }
        if let length { method = method.lasting(length) }
        let wanted = endmembers.map { EndmemberArgument($0).source } ?? .simplexVolume
        return UnmixingRecipe(
            method, endmembers: !method.takesEndmembers ? nil : library == nil ? wanted : .given,
            normalization: normalization.normalization)
    }

    // MARK: Help

    /// Words one after the other, as in `a, b or c`.
    private static func listed(_ words: [String], _ conjunction: String) -> String {
        guard words.count > 1, let last = words.last else { return words.first ?? "no method" }
        return words.dropLast().joined(separator: ", ") + " \(conjunction) " + last
    }

    /// The names of the methods of which something is true.
    private static func names(where isMeant: (any UnmixingMethod) -> Bool) -> String {
        listed(MethodArgument.known().filter(isMeant).map(\.card.name), "and")
    }

    private static func lengthHelp() -> String {
        let lengths = MethodArgument.known().compactMap { method in
            method.length.map { "\($0.unit)s (\(method.card.name), \($0.usual) where nothing is said)" }
        }
        return "The number of \(listed(lengths, "or"))."
    }
}

extension UnmixingMethod {
    /// Whether it can unmix with a library.
    fileprivate var takesLibrary: Bool { forLibrary(sparsity: 0) != nil }
}
