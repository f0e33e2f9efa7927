internal import ArgumentParser
internal import DataCatalogue
internal import DeclarativeFiles
internal import Experiments
internal import Foundation
internal import ScientificFormats

/// The folder of an experiment that begins: its spec, its catalogue, and the files of its dataset.
package struct NewExperiment {
    /// A file of the dataset, by its path below `data`.
    package enum Datum: Sendable {
        /// One that is written.
        case contents(path: String, bytes: [UInt8])
        /// One that a link leads to, so that it need not be copied.
        case link(path: String, to: String)
    }

    private let name: String
    private let folder: String
    private let spec: String
    private let catalogue: String
    private let data: [Datum]

    /// Describes the folder.
    ///
    /// - Parameters:
    ///   - name: The name of experiment and dataset.
    ///   - folder: The folder, which must not be there.
    ///   - spec: The text of the spec.
    ///   - catalogue: The text of the catalogue.
    ///   - data: The files of the dataset.
    package init(name: String, folder: String, spec: String, catalogue: String, data: [Datum]) {
        self.name = name
        self.folder = folder
        self.spec = spec
        self.catalogue = catalogue
        self.data = data
    }

    /// Requires that an experiment may have a name, and that its folder is not there yet.
    ///
    /// - Throws: A `ValidationError` with the cure.
    package static func check(name: String, folder: String) throws {
        let letters = "abcdefghijklmnopqrstuvwxyz"
        guard let first = name.first, letters.contains(first),
            name.allSatisfy({ (letters + "0123456789-").contains($0) })
        else {
            throw ValidationError(
                "a name begins with a lower-case letter and goes on with such letters, digits and hyphens, unlike '\(name)'"
            )
        }
        guard !FileManager.default.fileExists(atPath: folder) else {
            throw ValidationError("'\(folder)' is there already; remove it, or name another with --output")
        }
    }

    /// Writes the folder: whole, with a spec that is valid and data that can be read, or not at all.
    ///
    /// - Throws: What is wrong with the spec or a file of the dataset, and what the file system answers.
    package func write() throws {
        let url = URL(fileURLWithPath: folder).standardizedFileURL
        let staged = try StagedFolder(
            in: url.deletingLastPathComponent().path, for: url.lastPathComponent, place: folder + "/")
        do {
            try staged.naming {
                try fill(staged.path)
                try check(in: staged.path)
            }
            try staged.replace(url.path)
        } catch {
            staged.discard()
            throw named(error)
        }
    }

    private func fill(_ root: String) throws {
        let files = FileManager.default
        func make(above path: String) throws {
            try files.createDirectory(
                at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
        }
        for (path, text) in [("experiments/\(name).yaml", spec), ("experiments/datasets.yaml", catalogue)] {
            try make(above: root + "/" + path)
            try FileBytes.write(Array(text.utf8), path: root + "/" + path)
        }
        for datum in data {
            switch datum {
            case .contents(let path, let bytes):
                try make(above: root + "/data/" + path)
                try FileBytes.write(bytes, path: root + "/data/" + path)
            case .link(let path, let target):
                try make(above: root + "/data/" + path)
                try files.createSymbolicLink(
                    atPath: root + "/data/" + path,
                    withDestinationPath: URL(fileURLWithPath: target).standardizedFileURL.path)
            }
        }
    }

    /// An error with the names that people know: those of their files, where the folder has links to them.
    private func named(_ error: any Error) -> any Error {
        switch error {
        case let error as FormatError:
            let source = data.lazy.compactMap { datum in
                if case .link(let path, let target) = datum, error.file == "\(folder)/data/\(path)" {
                    target
                } else {
                    nil
                }
            }.first
            return FormatError(file: source ?? error.file, place: error.place, reason: error.reason)
        case let error as InvalidDeclaration:
            return ValidationError(error.problems.map(\.message).joined(separator: "; "))
        default: return error
        }
    }

    /// Reads spec and data as the other commands will.
    private func check(in root: String) throws {
        let workspace = try Workspace(DeclarationOptions.parse(["--experiments", root + "/experiments"]))
        let specs = try workspace.specs(paths: [root + "/experiments/\(name).yaml"])
        let location = DataLocation(explicit: [root + "/data"], environment: [:])
        for spec in specs {
            let plan = try ExperimentPlan(spec: spec, effort: .paper, location: location)
            try spec.dataset.check(plan.source)
            for entry in workspace.catalogues.data.datasets where entry.name == spec.datasetName {
                try workspace.catalogues.datasetKinds[entry.kind]?.check(entry, in: location)
            }
        }
    }

    /// What to do next, for people.
    package func advice(_ input: String) -> String {
        """
        wrote '\(folder)'; the spec explains itself: \(folder)/experiments/\(name).yaml
          cd \(folder)
          proportions run experiments/\(name).yaml
          proportions predict \(name):mse-dirichlet \(input)
        """
    }
}
