internal import DeclarativeFiles
internal import ProportionInference

extension ReportPlace {
    /// Reads the section `report`.
    ///
    /// - Parameters:
    ///   - section: The section.
    ///   - dataset: The dataset, or nothing where it could not be read.
    ///   - methods: The names of the experiment's methods.
    ///   - figures: The kinds of figure that there are.
    init?(
        reading section: Section, dataset: (any DatasetRecipe)?, methods: [String], figures: Catalog<FigureDeclaration>
    ) {
        section.explain([
            "table": "The number of one of the paper's tables, or a name for a table of our own.",
            "caption": "What the table shows, without a full stop.",
            "published": "The paper's table whose numbers stand beside ours; `table` where that is a number.",
            "columns": "The table's groups of columns, in their order.",
            "figures": "The figures that are drawn.",
        ])
        let table = section.table()
        let caption = section.optionalString("caption")
        let published = section.optionalInteger("published", in: 1...99)
        let columns = section.sections("columns")?.map { Column(reading: $0, parts: dataset?.testParts) }
        let figures =
            section.optionalSection("figures").map {
                Figure.read($0, catalogue: figures, dataset: dataset, methods: methods)
            } ?? []
        section.finish()
        guard let table, let columns else { return nil }
        var ownNumber: Int?
        if case .number(let number) = table { ownNumber = number }
        self.init(
            table: table, caption: caption, published: published ?? ownNumber, columns: columns.compactMap(\.self),
            figures: figures)
    }
}

extension Section {
    /// The number of one of the paper's tables, or the name of one of our own.
    fileprivate func table() -> ReportPlace.Table? {
        switch structured("table") {
        case .integer, .number: return integer("table", in: 1...99).map { .number($0) }
        case .string(let text):
            guard let name = fileName("table") else { return nil }
            guard name.first?.isLetter == true else {
                report(
                    "a table has a whole number from 1 to 99, or a name that begins with a letter, not '\(text)'",
                    at: "table")
                return nil
            }
            return .name(name)
        case nil, .null?, .bool?, .array?, .object?: return fileName("table").map { .name($0) }
        }
    }
}

extension ReportPlace.Column {
    fileprivate init?(reading section: Section, parts: [String]?) {
        section.explain([
            "part": "The test part of the dataset that the columns show.",
            "title": "The heading of the columns.",
            "compared": "Whether published numbers stand beside ours; samples must be the paper's.",
        ])
        let part =
            parts.map { section.choice("part", of: $0, called: "test part of the dataset") } ?? section.string("part")
        let title = section.string("title")
        let isCompared = section.boolean("compared", default: true)
        section.finish()
        guard let part, let title, let isCompared else { return nil }
        self.init(part: part, title: title, isCompared: isCompared)
    }
}

extension ReportPlace.Figure {
    /// Reads the figures that a section asks for, and reports those that cannot be drawn of a dataset.
    fileprivate static func read(
        _ section: Section, catalogue: Catalog<FigureDeclaration>, dataset: (any DatasetRecipe)?, methods: [String]
    ) -> [ReportPlace.Figure] {
        defer { section.finish() }
        return catalogue.entries.compactMap { figure in
            let key = figure.card.name
            section.explain([key: figure.card.summary])
            guard section.contains(key) else { return nil }
            if let dataset, let needed = figure.needs, needed != dataset.pictureKind {
                let possible = catalogue.entries.filter { $0.needs == nil || $0.needs == dataset.pictureKind }
                section.report(
                    "the figure '\(key)' is for \(needed.plural), which this dataset is not; possible here: "
                        + possible.map(\.card.name).joined(separator: ", "), at: key)
            }
            return figure.showsMethods
                ? maps(section, key, methods: methods)
                : section.fileName(key).map { ReportPlace.Figure(kind: key, name: $0, methods: []) }
        }
    }

    /// A figure whose methods the spec names.
    private static func maps(_ section: Section, _ key: String, methods: [String]) -> ReportPlace.Figure? {
        guard let figure = section.section(key) else { return nil }
        defer { figure.finish() }
        figure.explain([
            "name": "The name of the figure's files, without extension.",
            "methods": "The methods of the experiment that the figure shows, in this order.",
        ])
        let name = figure.fileName("name")
        let shown = figure.choices("methods", of: methods, called: "method of this experiment")
        if shown?.isEmpty == true { figure.report("at least one method is needed", at: "methods") }
        guard let name, let shown else { return nil }
        return ReportPlace.Figure(kind: key, name: name, methods: shown)
    }
}

extension DatasetPicture.Kind {
    /// What datasets with such a picture are, in the plural.
    fileprivate var plural: String {
        switch self {
        case .image: "images"
        case .patterns: "sets of patterns"
        }
    }
}
