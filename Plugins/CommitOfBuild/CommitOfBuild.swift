import Foundation
import PackagePlugin

/// Writes the commit that a program is built from into its source, as `CommitOfBuild.text`.
///
/// The manifest could ask git, too, with `Context.gitInformation`. But the package manager keeps an evaluated manifest
/// as long as its text is the same, so that the answer would be that of the first build for ever. A command that has
/// the sources and git's own files as inputs is carried out whenever the answer can be another one, and never else.
@main
struct CommitOfBuild: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let package = context.package.directoryURL
        let output = context.pluginWorkDirectoryURL.appending(path: "CommitOfBuild.swift")
        let script = package.appending(path: "scripts/write-commit")
        let sources = context.package.targets.compactMap { $0 as? any SourceModuleTarget }
            .filter { $0.kind != .test }
            .flatMap { $0.sourceFiles.map(\.url) }
        return [
            .buildCommand(
                displayName: "Writing the commit", executable: URL(filePath: "/bin/sh"),
                arguments: [script.path, output.path],
                inputFiles: sources + [script] + gitFiles(of: package), outputFiles: [output])
        ]
    }

    /// The files that change with what is checked out, committed or staged; none outside a repository.
    private func gitFiles(of package: URL) -> [URL] {
        var folder = package.appending(path: ".git")
        // In a worktree '.git' is a file that names the folder.
        if let line = try? String(contentsOf: folder, encoding: .utf8), line.hasPrefix("gitdir: ") {
            let path = line.dropFirst("gitdir: ".count).trimmingCharacters(in: .whitespacesAndNewlines)
            folder = URL(filePath: path, relativeTo: package)
        }
        return ["HEAD", "logs/HEAD", "index"].map { folder.appending(path: $0).absoluteURL }
            .filter { FileManager.default.fileExists(atPath: $0.path) }
    }
}
