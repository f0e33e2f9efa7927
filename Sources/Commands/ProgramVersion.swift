/// The version of the program.
enum ProgramVersion {
    /// The number; packages, citations and the changelog say the same.
    static let number = "0.1.0"

    /// What `--version` prints, as in `proportions 0.1.0 (commit 0123456789, release build)`.
    ///
    /// The commit is that of the build, with `+` where the source had uncommitted changes; a program whose author does not
    /// say it has an unknown one.
    static func text(commit: String?) -> String {
        #if DEBUG
            let build = "debug build"
        #else
            let build = "release build"
        #endif
        return "proportions \(number) (commit \(commit.map(shortened) ?? "unknown"), \(build))"
    }

    /// A commit by its first ten digits, and the mark of uncommitted changes.
    private static func shortened(_ commit: String) -> String {
        commit.count > 10 ? commit.prefix(10) + (commit.hasSuffix("+") ? "+" : "") : commit
    }
}
