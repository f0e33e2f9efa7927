/// Where a spec lies, which decides what asks for it and where its tables go.
enum Shelf: CaseIterable {
    /// The folder of the experiments: what `reproduce` carries out.
    case paper
    /// Its folder `beyond`: what has a place on leaderboards as well.
    case beyond
    /// A folder of that: what is asked for by name alone.
    case furtherBeyond
    /// Anywhere else.
    case elsewhere

    /// Whether specs lie in the folder `beyond` or below it, all of them.
    static func areBeyond(_ shelves: Set<Shelf>) -> Bool {
        !shelves.isEmpty && shelves.isSubset(of: [.beyond, .furtherBeyond])
    }

    /// The folder of the tables and figures of specs, where the command line names none.
    ///
    /// - Parameters:
    ///   - shelves: Where the specs lie.
    ///   - areNamed: Whether they are named one by one. Then they may be some of those that a table is of, and must not take
    ///     the place of the paper's tables.
    /// - Returns: One folder for all of them.
    static func tableFolder(of shelves: Set<Shelf>, areNamed: Bool) -> String {
        if areBeyond(shelves) { return "paper-tables/beyond" }
        return areNamed ? "tables" : "paper-tables"
    }
}
