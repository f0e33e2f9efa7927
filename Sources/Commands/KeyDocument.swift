internal import DataCatalogue
package import DeclarativeFiles
package import Experiments
package import ProportionInference

/// The reference of all keys that specs and the data catalogue have, made from the readers that read them.
package struct KeyDocument {
    /// The keys of one mapping.
    package struct Chapter {
        package let title: String
        package let introduction: String
        package let reference: KeyReference
    }

    package let chapters: [Chapter]

    /// Describes what the readers of catalogues ask for.
    package init(catalogues: Catalogues) {
        chapters =
            [
                Chapter(
                    title: "Specs", introduction: "A spec declares an experiment: `experiments/NAME.yaml`.",
                    reference: ExperimentSpec.keys(catalogues: catalogues))
            ]
            + catalogues.datasetKinds.entries.map { kind in
                Chapter(
                    title: "Datasets of the kind `\(kind.card.name)`",
                    introduction: kind.card.summary
                        + " A spec has the sections `dataset` and `split`, and the entry of the dataset in the catalogue has "
                        + "the section `contents`.",
                    reference: kind.keys())
            } + [
                Chapter(
                    title: "The catalogue of datasets",
                    introduction: "A file `datasets.yaml` beside specs adds datasets to those of the program.",
                    reference: DataCatalogue.keys())
            ]
    }

    /// Describes what the readers of a program ask for that is put together from fields and losses.
    package init(fields: [Field], losses: [any ProportionLoss] = LossCatalog.all.entries) throws {
        self.init(catalogues: try Program(fields: fields, losses: losses).catalogues(path: ""))
    }

    // MARK: Plain text

    /// The reference as text for a terminal.
    package func text() -> String {
        chapters.map { chapter in
            ([chapter.title.replacing("`", with: "")]
                + KeyLine.lines(of: chapter.reference).map { line in
                    let conditions = line.key.conditions.map {
                        ", where \($0.path) is \($0.names.joined(separator: " or "))"
                    }
                    let head =
                        "  \(line.path): \(Self.value(line.key, quote: ""))"
                        + "\(conditions.joined()); \(Self.presence(line.key, quote: ""))"
                    return line.key.meaning.map { "\(head)\n      \($0.replacing("`", with: ""))" } ?? head
                }).joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    /// The reference as a value that programs read.
    package func json() -> StructuredValue {
        .array(
            chapters.map { chapter in
                ["title": .string(chapter.title), "keys": .array(chapter.reference.keys.map(\.json))]
            })
    }

    // MARK: Markdown

    /// The reference as a page in Markdown.
    package func markdown() -> String {
        let head = """
            # Keys of specs and of the catalogue of datasets

            This page is made from the readers that read the keys; `proportions list keys` prints the same. A key stands as a path from
            the root of the file: `training.epochs` is the key `epochs` in the mapping `training`, `report.columns[].part` the key
            `part` in each mapping of the list `columns`, a part in capitals stands for a name, and braces hold several names. `…` is a limit that other keys set. Unknown keys are mistakes.
            """
        return ([head] + chapters.map(Self.markdown)).joined(separator: "\n\n") + "\n"
    }

    private static func markdown(_ chapter: Chapter) -> String {
        let rows = KeyLine.lines(of: chapter.reference).map { line in
            let meaning = ([line.key.meaning ?? ""] + line.key.conditions.map(markdown)).filter { !$0.isEmpty }
            return "| `\(line.path)` | \(value(line.key, quote: "`")) "
                + "| \(presence(line.key, quote: "`")) | \(meaning.joined(separator: " ")) |"
        }
        return
            ([
                "## \(chapter.title)", "", chapter.introduction, "", "| key | value | default | meaning |",
                "|---|---|---|---|",
            ] + rows)
            .joined(separator: "\n")
    }

    private static func markdown(_ condition: KeyDescription.Condition) -> String {
        "Known where `\(condition.path)` is \(condition.names.map { "`\($0)`" }.joined(separator: " or "))."
    }

    // MARK: Parts of both

    private static func value(_ key: KeyDescription, quote: String) -> String {
        let names = key.names.map { quote + $0 + quote }.joined(separator: ", ")
        return key.kinds.joined(separator: " or ") + (names.isEmpty ? "" : ": \(names)")
    }

    private static func presence(_ key: KeyDescription, quote: String) -> String {
        if key.isRequired { return "required" }
        switch key.defaultValue {
        case nil: return "may be left out"
        case .string(let text)?: return quote + text + quote
        case let value?: return quote + value.canonicalJSON() + quote
        }
    }
}

extension KeyDescription {
    fileprivate var json: StructuredValue {
        [
            "path": .string(path), "kinds": .array(kinds.map { .string($0) }),
            "names": .array(names.map { .string($0) }), "required": .bool(isRequired), "default": defaultValue ?? .null,
            "conditions": .array(
                conditions.map { ["path": .string($0.path), "names": .array($0.names.map { .string($0) })] }),
            "meaning": meaning.map { .string($0) } ?? .null,
        ]
    }
}
