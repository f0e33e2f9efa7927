internal import Foundation

extension CommandLine {
    /// The command line as a shell would take it, with the program's name in place of its path.
    static func words() -> String {
        let program = URL(filePath: arguments.first ?? "proportions").lastPathComponent
        return ([program] + arguments.dropFirst().map(quoted)).joined(separator: " ")
    }

    /// A word that a shell takes as it is, quoted where it must be.
    static func quoted(_ word: String) -> String {
        let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:=,+@%")
        return !word.isEmpty && word.allSatisfy(plain.contains)
            ? word : "'" + word.replacing("'", with: #"'\''"#) + "'"
    }
}
