internal import ProportionInference

/// One cell of a table as plain text, before a format sets it.
struct TableCell: Sendable {
    let text: String
    /// How the cell's value stands among those above and below, where that is to be seen.
    var standing: ResultTable.Standing?

    /// Stands where there is no number.
    static let absent = "–"
    /// Stands behind a mean over fewer runs than there should be.
    static let fewerRuns = " †"
    /// What it means.
    static let fewerRunsNote = "†: over fewer runs than the spec asks for."
    /// Stands behind the number of runs that were not made where the rest was.
    static let madeElsewhere = " ‡"
    /// Stands behind the name of a method whose results another program made.
    static let external = " §"
}

extension ResultTable {
    /// The selected runs' values of a dataset, with the paper's beside them: methods x (metrics · 3).
    ///
    /// Each metric takes three cells: ours, the paper's, and ours minus the paper's.
    func comparisons(dataset: Int) -> [[TableCell]] {
        let standings = ProportionMetric.allCases.map { self.standings(dataset: dataset, metric: $0) }
        return entries.indices.map { method in
            let entry = entries[method][dataset]
            return zip(ProportionMetric.allCases, standings).flatMap { metric, standings -> [TableCell] in
                let value = entry.measures[metric]?.value
                let published = entry.published[metric]
                let difference = value.flatMap { value in published.map { value - $0.value } }
                return [
                    TableCell(
                        text: value.map { NumberText.fixed($0, decimals: Self.decimals) } ?? TableCell.absent,
                        standing: standings[method]),
                    TableCell(text: published?.text ?? TableCell.absent),
                    TableCell(
                        text: difference.map { NumberText.signed($0, decimals: Self.decimals).withMinusSign }
                            ?? TableCell.absent),
                ]
            }
        }
    }

    /// Mean and standard deviation of a dataset's metrics, how many runs they are of, and what the methods were given.
    func spreads(dataset: Int) -> [[TableCell]] {
        zip(methods, entries).map { method, row in
            let entry = row[dataset]
            let means = ProportionMetric.allCases.map { metric in
                guard let measure = entry.measures[metric] else { return TableCell.absent }
                let mean = NumberText.fixed(measure.mean, decimals: Self.decimals)
                let text = measure.standardDeviation.map {
                    "\(mean) ± \(NumberText.fixed($0, decimals: Self.decimals))"
                }
                return (text ?? mean) + (entry.isIncomplete ? TableCell.fewerRuns : "")
            }
            let finished = entry.runs - entry.failedRuns
            let runs =
                (entry.isIncomplete ? "\(finished) of \(entry.wantedRuns)" : "\(finished)")
                + (entry.origin == nil ? "" : TableCell.madeElsewhere)
            let origin =
                datasets[dataset].absence == nil ? [runs, method.given] : [TableCell.absent, TableCell.absent]
            return (means + origin).map { TableCell(text: $0) }
        }
    }

    /// Whether a dataset has any published number to compare with.
    func hasPublished(dataset: Int) -> Bool {
        entries.contains { !$0[dataset].published.isEmpty }
    }

    /// Whether anyone asks for numbers of a method on a dataset: its experiment has the method, the paper has numbers of it,
    /// or the dataset is not there to tell.
    func isAsked(method: Int, dataset: Int) -> Bool {
        let entry = entries[method][dataset]
        return datasets[dataset].absence != nil || methods[method].isExternal || entry.wantedRuns > 0
            || !entry.published.isEmpty || !entry.damages.isEmpty
    }

    /// What is said of a table that is not the paper's, and of published numbers from elsewhere.
    private var origin: [String] {
        let shown = datasets.indices.contains(where: hasPublished) ? publishedTables.filter { $0 != table.number } : []
        let others = shown.map(String.init).joined(separator: ", ")
        var notes: [String] = []
        if table.number == nil { notes.append("The paper has no such table.") }
        if !others.isEmpty { notes.append("The paper's numbers are those of its Table \(others).") }
        return notes
    }

    /// What a reader has to know beside the numbers, a sentence or two each.
    var notes: [String] {
        var notes = origin
        notes += [
            "All numbers are percentages, at effort “\(effort)”. Ours is the run whose validation MMAE is lowest; "
                + "Δ is ours minus the paper's.",
            "Bold is the best of our values in a column, underlined the second best, compared as printed.",
            "Means and standard deviations are over the finished runs.",
        ]
        let unselected = zip(methods, entries).filter { method, row in
            !method.isExternal
                && row.contains { !$0.measures.isEmpty && $0.selectedRun == nil }
        }
        if !unselected.isEmpty {
            let titles = unselected.map(\.0.title).joined(separator: " · ")
            notes.append("Not trained, so not selected either: \(titles). There ours is the mean over the runs.")
        }
        if entries.joined().contains(where: { $0.isIncomplete && !$0.measures.isEmpty }) {
            notes.append(TableCell.fewerRunsNote)
        }
        if entries.joined().contains(where: { $0.origin != nil }) {
            notes.append(
                "‡: made by another commit, on another processor or with other BLAS kernels than most runs there.")
        }
        if methods.contains(where: \.isExternal) {
            notes.append(
                "§: inferred by another program, and scored here on the same samples; not ranked. There ours is the mean "
                    + "over the runs.")
        }
        for (index, dataset) in datasets.enumerated() {
            if let standIn = dataset.standIn {
                notes.append(
                    "\(dataset.title) is a stand-in (\(standIn)): its numbers cannot be compared with published ones.")
            }
            if let absence = dataset.absence {
                notes.append("\(dataset.title) is not here: \(absence)" + (absence.hasSuffix(".") ? "" : "."))
                continue
            }
            let isRepeated = index > 0 && datasets[index - 1].makers == dataset.makers
            if !dataset.makers.isEmpty && !isRepeated {
                let titles = datasets[index...].prefix { $0.makers == dataset.makers }.map(\.title)
                notes.append(
                    "Runs of \(titles.joined(separator: " · ")): \(dataset.makers.joined(separator: "; ")).")
            }
            notes += remarks(dataset: index)
        }
        return notes
    }

    /// What is to be said of the methods on a dataset, once for all of which the same is to be said.
    private func remarks(dataset: Int) -> [String] {
        var titles: [(remark: String, titles: [String])] = []
        for (index, method) in methods.enumerated() where isAsked(method: index, dataset: dataset) {
            let entry = entries[index][dataset]
            let remarks =
                entry.shortcomings
                + [
                    entry.deadRuns > 0 ? "\(entry.deadRuns) of \(entry.runs) runs ended with a dead output" : nil,
                    entry.origin.map { "‡ \($0)" },
                ].compactMap(\.self) + (entry.measures.isEmpty ? [] : entry.remarks)
            guard !remarks.isEmpty else { continue }
            let remark = remarks.joined(separator: "; ")
            if let known = titles.firstIndex(where: { $0.remark == remark }) {
                titles[known].titles.append(method.title)
            } else {
                titles.append((remark, [method.title]))
            }
        }
        return titles.map { remark, titles in
            "\(datasets[dataset].title), \(titles.joined(separator: " · ")): \(remark)."
        }
    }
}

extension String {
    /// The text with a leading hyphen as the longer minus sign of printed numbers.
    var withMinusSign: String { hasPrefix("-") ? "−" + dropFirst() : self }
}
