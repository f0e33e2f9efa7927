internal import DeclarativeFiles

/// How many samples are simulated for each part: a spec's section `split`.
struct SampleCounts: Sendable, Hashable {
    let training: Int
    let validation: Int
    let test: Int

    var total: Int { training + validation + test }

    static func read(_ section: Section) -> SampleCounts? {
        section.explain([
            "kind": "Where the samples come from; there is one kind.",
            "train": "How many samples train.",
            "validation": "How many samples validate.",
            "test": "How many simulated samples test.",
        ])
        let kind = section.choice("kind", of: ["simulated"], called: "kind of split")
        let training = section.integer("train", in: 1...10_000_000)
        let validation = section.integer("validation", in: 1...10_000_000)
        let test = section.integer("test", in: 1...10_000_000)
        section.finish()
        guard kind != nil, let training, let validation, let test else { return nil }
        return SampleCounts(training: training, validation: validation, test: test)
    }

    var canonical: StructuredValue {
        ["train": .integer(training), "validation": .integer(validation), "test": .integer(test)]
    }
}
