/// A mapping set aside to be read later, by whoever knows its keys; problems still name its file and places.
public struct DeferredSection: Sendable {
    /// Its keys from the root on, as in `datasets.jasper-ridge.contents`.
    public let path: String
    let element: Element

    /// Where the mapping begins.
    public var place: SourcePlace { element.place }

    /// Reads the mapping and builds a value from it.
    ///
    /// - Parameter build: Reads the mapping. It returns `nil` only where it or what it called has reported a problem.
    /// - Returns: What `build` made.
    /// - Throws: ``InvalidDeclaration`` with every problem.
    public func read<T>(_ build: (Section) -> T?) throws(InvalidDeclaration) -> T {
        let problems = ProblemList()
        let section = Section(path: path, element: element, problems: problems)
        let value = build(section)
        if problems.problems.isEmpty {
            section.finishWithDescendants()
        }
        guard problems.problems.isEmpty else { throw InvalidDeclaration(problems.problems) }
        guard let value else {
            if element.imagined != nil {
                throw InvalidDeclaration([Problem(place: place, message: "nothing was built")])
            }
            preconditionFailure("nothing was built from \(place), yet no problem was reported")
        }
        return value
    }
}
