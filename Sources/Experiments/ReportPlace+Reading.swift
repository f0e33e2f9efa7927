internal import DeclarativeFiles
internal import ProportionInference

extension ReportPlace {
    /// Reads the section `report`.
    ///
    /// - Parameters:
    ///   - section: The section.
    ///   - dataset: The dataset, or nothing where it could not be read.
    ///   - methods: The names of the experiment's methods.
    init?(reading section: Section, dataset: (any DatasetRecipe)?, methods: [String]) {
        let table = section.table()
        let caption = section.optionalString("caption")
        let published = section.optionalInteger("published", in: 1...99)
        let columns = section.sections("columns")?.map { Column(reading: $0, parts: dataset?.testParts) }
        let figuresSection = section.optionalSection("figures")
        if let figuresSection, let dataset {
            Figures.reportMisplaced(in: figuresSection, picture: dataset.pictureKind)
        }
        let figures = Figures(reading: figuresSection, methods: methods)
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

extension Section {
    /// A figure of maps, where a key asks for it.
    fileprivate func maps(_ key: String, methods: [String]) -> ReportPlace.Maps? {
        guard let maps = optionalSection(key) else { return nil }
        defer { maps.finish() }
        let name = maps.fileName("name")
        let shown = maps.choices("methods", of: methods, called: "method of this experiment")
        if shown?.isEmpty == true { maps.report("at least one method is needed", at: "methods") }
        guard let name, let shown else { return nil }
        return ReportPlace.Maps(name: name, methods: shown)
    }
}

extension ReportPlace.Column {
    fileprivate init?(reading section: Section, parts: [String]?) {
        let part =
            parts.map { section.choice("part", of: $0, called: "test part of the dataset") } ?? section.string("part")
        let title = section.string("title")
        let isCompared = section.boolean("compared", default: true)
        section.finish()
        guard let part, let title, let isCompared else { return nil }
        self.init(part: part, title: title, isCompared: isCompared)
    }
}

extension ReportPlace.Figures {
    fileprivate init(reading section: Section?, methods: [String]) {
        self.init(
            regions: section?.optionalFileName("regions"), errorMaps: section?.maps("error-maps", methods: methods),
            abundanceMaps: section?.maps("abundance-maps", methods: methods),
            patterns: section?.optionalFileName("patterns"),
            trainingCurves: section?.optionalFileName("training-curves"))
        section?.finish()
    }

    /// The keys of the figures that are drawn from a kind of picture.
    private static func keys(of kind: DatasetPicture.Kind) -> [String] {
        switch kind {
        case .image: ["regions", "error-maps", "abundance-maps"]
        case .patterns: ["patterns"]
        }
    }

    /// Reports the figures that cannot be drawn of a dataset.
    fileprivate static func reportMisplaced(in section: Section, picture: DatasetPicture.Kind?) {
        let possible = (picture.map(keys(of:)) ?? []) + ["training-curves"]
        for kind in DatasetPicture.Kind.allCases where kind != picture {
            for key in keys(of: kind) where section.contains(key) {
                section.report(
                    "the figure '\(key)' is for \(kind.name), which this dataset is not; possible here: "
                        + possible.joined(separator: ", "), at: key)
            }
        }
    }
}

extension DatasetPicture.Kind {
    /// What datasets with such a picture are, in the plural.
    fileprivate var name: String {
        switch self {
        case .image: "images"
        case .patterns: "sets of patterns"
        }
    }
}
