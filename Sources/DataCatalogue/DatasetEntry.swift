public import DeclarativeFiles

/// What the catalogue says of one dataset: whose it is, where its files come from, and what is in them.
public struct DatasetEntry: Sendable {
    /// The name that specs and commands use, such as `jasper-ridge`.
    public let name: String
    /// The name that tables print, such as `Jasper Ridge`.
    public let title: String
    /// The kind of data, such as `hyperspectral-image`; it says who reads ``contents(_:)``.
    public let kind: String
    /// What the data are, in a sentence or two.
    public let summary: String?
    /// How its authors want it cited.
    public let citation: String
    /// The terms under which it may be used.
    public let license: String
    /// The page that publishes it.
    public let homepage: String
    /// What to do on that page to get the files by hand.
    public let byHand: String
    /// The files, in the order of the catalogue; their roles differ.
    public let files: [DataFile]
    private let deferredContents: DeferredSection

    /// Where the entry stands in the catalogue file.
    public let place: SourcePlace

    /// The file of a role, or nothing where there is none.
    public func file(role: String) -> DataFile? { files.first { $0.role == role } }

    /// Reads what the entry says of the contents of its files, in the terms of its kind.
    ///
    /// - Parameter build: Reads the mapping `contents`. It returns `nil` only where it has reported a problem.
    /// - Returns: What `build` made.
    /// - Throws: `InvalidDeclaration` with every mistake, at its place in the catalogue file.
    public func contents<T>(_ build: (Section) -> T?) throws(InvalidDeclaration) -> T {
        try deferredContents.read(build)
    }
}

extension DatasetEntry {
    init?(name: String, _ section: Section) {
        section.explain([
            "title": "The name that tables print.",
            "kind": "The kind of dataset, which reads `contents` and a spec's `dataset` and `split`.",
            "summary": "What the data are, in a sentence or two.",
            "citation": "How the authors want the data cited.",
            "license": "The terms under which the data may be used.",
            "homepage": "The page that publishes the data.",
            "by-hand": "What to do on that page to get the files.",
            "files": "The files, each under its role, which the kind of the dataset knows.",
            "files.ROLE": "One file.",
            "contents": "What is in the files, in the terms of the kind.",
        ])
        let nameIsGood = name.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789-".utf8.contains($0) }
        if !nameIsGood {
            section.report("the name of a dataset is made of lower-case letters, digits and hyphens")
        }
        let title = section.string("title")
        let kind = section.string("kind")
        let summary = section.optionalString("summary")
        let citation = section.string("citation")
        let license = section.string("license")
        let homepage = section.string("homepage")
        let byHand = section.string("by-hand")
        let declared = section.section("files")?.entries(called: "role")
        let files = declared?.compactMap { DataFile(role: $0.name, $0.section) }
        let contents = section.deferred("contents")
        section.finish()
        if declared?.isEmpty == true {
            section.report("a dataset has at least one file", at: "files")
            return nil
        }
        guard nameIsGood, let title, let kind, let citation, let license, let homepage, let byHand, let files,
            files.count == declared?.count, let contents
        else { return nil }
        self.name = name
        self.title = title
        self.kind = kind
        self.summary = summary
        self.citation = citation
        self.license = license
        self.homepage = homepage
        self.byHand = byHand
        self.files = files
        deferredContents = contents
        place = section.place
    }

    /// An entry of no dataset, whose contents are imagined, so that kinds of dataset can be asked for their keys.
    package init(kind: String, imaginedContents: DeferredSection) {
        name = kind
        title = kind
        self.kind = kind
        summary = nil
        citation = ""
        license = ""
        homepage = ""
        byHand = ""
        files = []
        deferredContents = imaginedContents
        place = imaginedContents.place
    }
}
