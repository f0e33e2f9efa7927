internal import Foundation

extension CommandLine {
    /// The command line as a shell would take it, for records, which others read.
    ///
    /// Of the program's path, and of every other from the root of the machine on, which is nobody else's, the last name is left.
    static func words() -> String {
        let program = URL(filePath: arguments.first ?? "proportions").lastPathComponent
        return ([program] + arguments.dropFirst().map { quoted(portable($0)) }).joined(separator: " ")
    }

    /// Words of which each option and a negative number behind it are one, as in `--classes=-3`.
    ///
    /// The parser takes a word with a hyphen for an option, and would say that the value is missing; so the option itself says
    /// which numbers it takes.
    static func joiningNegativeNumbers(_ words: [String]) -> [String] {
        var joined: [String] = []
        for word in words {
            // No option begins with a digit; lists such as -5,80 do.
            let isNegative = word.first == "-" && word.dropFirst().first.map { $0.isNumber || $0 == "." } ?? false
            if isNegative, let option = joined.last, option.hasPrefix("--"),
                option.count > 2,
                !option.contains("=")
            {
                joined[joined.count - 1] = option + "=" + word
            } else {
                joined.append(word)
            }
        }
        return joined
    }

    private static func portable(_ word: String) -> String {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let path = parts.last, path.hasPrefix("/"), parts.count == 1 || parts[0].hasPrefix("--") else {
            return word
        }
        return (parts.dropLast() + [path.split(separator: "/").last ?? path]).joined(separator: "=")
    }

    /// A word that a shell takes as it is, quoted where it must be.
    static func quoted(_ word: String) -> String {
        let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:=,+@%")
        return !word.isEmpty && word.allSatisfy(plain.contains)
            ? word : "'" + word.replacing("'", with: #"'\''"#) + "'"
    }
}
