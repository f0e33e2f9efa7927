internal import ArgumentParser
internal import DeclarativeFiles

extension Section {
    /// The list of a key, each of whose texts is what an option of a command takes; empty where the key is missing.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - requirement: What each text must be, for what is said of one that is not.
    /// - Returns: What the texts mean, or nothing where a problem was reported.
    func arguments<Argument: ExpressibleByArgument>(_ key: String, _ requirement: String) -> [Argument]? {
        explain(key, is: "a list of texts, each \(requirement)")
        guard contains(key) else { return [] }
        guard let texts = strings(key) else { return nil }
        let read = texts.map { text in
            let argument = Argument(argument: text)
            if argument == nil { report("'\(key)': '\(text)' is not \(requirement)", at: key) }
            return argument
        }
        let good = read.compactMap(\.self)
        return good.count == read.count ? good : nil
    }
}
