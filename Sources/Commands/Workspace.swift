internal import ArgumentParser
internal import DataCatalogue
internal import DeclarativeFiles
package import Experiments
internal import Foundation
internal import Reports

/// The catalogues put together, and the specs that are read with them.
package struct Workspace {
    let catalogues: Catalogues
    private let declarations: DeclarationOptions

    /// Reads the data catalogue.
    package init(_ declarations: DeclarationOptions) throws {
        self.declarations = declarations
        catalogues = try Program.current.catalogues(path: try declarations.catalogueFile())
    }

    /// Reads specs, whose names must differ: results lie in folders of these names.
    ///
    /// - Throws: `InvalidDeclaration` with the mistakes of all of them.
    package func specs(paths: [String]) throws -> [ExperimentSpec] {
        var specs: [ExperimentSpec] = []
        var problems: [Problem] = []
        for path in paths {
            do {
                specs.append(try ExperimentSpec.read(path: path, catalogues: catalogues))
            } catch {
                problems += error.problems
            }
        }
        problems += repeatedNames(in: specs)
        guard problems.isEmpty else { throw InvalidDeclaration(problems) }
        return specs
    }

    /// Says of every spec that another one before it has its name.
    private func repeatedNames(in specs: [ExperimentSpec]) -> [Problem] {
        var places: [String: SourcePlace] = [:]
        return specs.compactMap { spec in
            guard let taken = places.updateValue(spec.place, forKey: spec.name) else { return nil }
            return Problem(
                place: spec.place,
                message: taken == spec.place
                    ? "this spec is given twice"
                    : "the name '\(spec.name)' is that of \(taken.file) already; as it is the folder of the results, give "
                        + "one of them another")
        }
    }

    /// Reads the specs in the folder of the experiments: all of them, or those of given names and what belongs to them.
    func specs(only names: [String]) throws -> [ExperimentSpec] {
        let specs = try specs(paths: files())
        for name in names {
            guard Self.isName(name) else {
                throw ValidationError(
                    "--only takes names of experiments, not files: '\(name)'; 'proportions run' and 'proportions report' "
                        + "take specs wherever they are")
            }
            try checkName(name, among: specs.map(\.name), called: "experiment")
        }
        return specs.filter { spec in
            names.isEmpty || names.contains(spec.name) || spec.belongsTo.map(names.contains) ?? false
        }
    }

    /// Whether a word is the name of an experiment; what holds anything but small letters, digits and hyphens is a path.
    static func isName(_ word: String) -> Bool {
        !word.isEmpty
            && word.utf8.allSatisfy { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || "-0123456789".utf8.contains($0) }
    }

    /// Reads specs as people name them: one rule for all commands.
    ///
    /// - Parameter words: Paths of specs, and names of experiments of ``allSpecs()``. Without any, all specs in the folder of
    ///   the experiments are meant.
    /// - Returns: The specs, in the order of the words.
    /// - Throws: `InvalidDeclaration` with the mistakes of all of them, and a `ValidationError` where no experiment has a name.
    package func specs(named words: [String]) throws -> [ExperimentSpec] {
        guard !words.isEmpty else { return try specs(only: []) }
        guard words.contains(where: Self.isName) else { return try specs(paths: words) }
        let known = try allSpecs()
        return try specs(
            paths: words.map { word in
                guard Self.isName(word) else { return word }
                try checkName(word, among: known.map(\.name), called: "experiment")
                return known.first { $0.name == word }?.place.file ?? word
            })
    }

    /// The specs of the folder of the experiments, those of its folder `beyond`, and those of the folders of that.
    ///
    /// - Throws: `InvalidDeclaration` with the mistakes of all specs.
    func allSpecs() throws -> [ExperimentSpec] {
        try specs(paths: files() + [Shelf.beyond, .furtherBeyond].flatMap { declarations.specFiles(on: $0) })
    }

    /// Where a spec lies.
    func shelf(of spec: ExperimentSpec) -> Shelf {
        let path = Self.wholePath(spec.place.file)
        return Shelf.allCases.first { declarations.specFiles(on: $0).contains { Self.wholePath($0) == path } }
            ?? .elsewhere
    }

    private static func wholePath(_ path: String) -> String { URL(filePath: path).standardizedFileURL.path }

    /// The files of the specs in the folder of the experiments, of which there must be one at least.
    private func files() throws -> [String] {
        let files = declarations.specFiles(on: .paper)
        guard !files.isEmpty else {
            throw ValidationError("there is no spec in '\(declarations.experimentsFolder)'")
        }
        return files
    }

    /// The other experiments that have a place in the tables of some, as far as there are records of them.
    ///
    /// So a table always shows all that there is to show, whichever experiments were asked for.
    ///
    /// - Parameters:
    ///   - subjects: The experiments that were asked for.
    ///   - specs: The experiments among which the others are.
    ///   - results: Where records are, and of which effort.
    /// - Returns: The others.
    func neighbours(
        of subjects: [Report.Subject], among specs: [ExperimentSpec], in results: ResultOptions
    ) -> [Report.Subject] {
        let tables = subjects.map(\.spec.report.table)
        let names = Set(subjects.map(\.spec.name))
        return specs.filter { !names.contains($0.name) && tables.contains($0.report.table) }.compactMap {
            guard let edition = results.store.edition(experiment: $0.name, effort: results.effort) else { return nil }
            return Report.Subject(spec: $0, edition: edition, drawsFigures: false)
        }
    }

    /// The experiments of the folder `beyond` among the experiments that have records of the paper's edition.
    ///
    /// No experiment is carried out because it lies there; but its methods have a place on the leaderboards.
    ///
    /// - Throws: `InvalidDeclaration` with the mistakes of all specs.
    func contenders(in results: ResultOptions) throws -> [Report.Subject] {
        let edition = Effort.paper.rawValue
        guard results.effort == .paper else { return [] }
        return try allSpecs().filter { shelf(of: $0) == .beyond }
            .filter { results.store.hasEdition(edition, experiment: $0.name) }
            .map { Report.Subject(spec: $0, edition: edition, drawsFigures: false) }
    }
}

/// Throws a usage error where a name is none of those that are known.
func checkName(_ name: String, among names: [String], called kind: String) throws {
    guard !names.contains(name) else { return }
    let suggestion = Spelling.suggestion(for: name, among: names).map { " did you mean '\($0)'?" } ?? ""
    throw ValidationError("unknown \(kind) '\(name)';\(suggestion) known: \(names.joined(separator: ", "))")
}
