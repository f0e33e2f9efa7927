internal import ArgumentParser

/// Names of an option, which may be joined by commas.
enum JoinedNames {
    /// The names, with joined lists taken apart.
    static func apart(_ words: [String]) -> [String] {
        words.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }

    /// Throws where a name is empty, as one of a script's unset variable is: no name would stand for all.
    static func check(_ words: [String], _ option: String) throws {
        guard !apart(words).contains("") else { throw ValidationError("\(option) has an empty name") }
    }
}
