internal import Experiments
internal import ProportionInference

extension ResultTable {
    /// Makes a table of the results of experiments.
    ///
    /// Rows and columns stand in the published order; what was not published follows in the order of the specs. A method
    /// without any record has no row.
    ///
    /// - Parameters:
    ///   - table: The table's number or name.
    ///   - results: The experiments that the table shows, all of one edition, at least one of them with records.
    ///   - published: The published numbers by the paper's tables, as far as there are any.
    init(table: ReportPlace.Table, results: [ExperimentResults], published: [Int: PublishedTable]) {
        let publishedTables = Set(results.compactMap(\.spec.report.published)).sorted().compactMap { published[$0] }
        let columns = results.flatMap { result in result.spec.report.columns.map { (result: result, column: $0) } }
            .sortedByPlace(in: publishedTables.flatMap(\.datasets)) { $0.column.part }
        let shown = results.flatMap { $0.shownMethods() }.uniqued { $0.isExternal ? "external " + $0.title : $0.title }
            .sortedByPlace(in: publishedTables.flatMap(\.methods)) { $0.title }
        // A loss that was not published stands behind the published losses, before what they are compared with.
        let methods =
            shown.filter(\.isLoss) + shown.filter { !$0.isLoss && !$0.isExternal } + shown.filter(\.isExternal)
        let effort = results.lazy.compactMap { $0.records.first ?? $0.external.first }.first?.effort.rawValue ?? ""
        let isCompared = table.number != nil || !publishedTables.isEmpty
        self.init(
            table: table, publishedTables: publishedTables.map(\.number),
            caption: results.lazy.compactMap(\.spec.report.caption).first
                ?? (isCompared ? "Results in percent, beside the published ones" : "Results in percent"),
            effort: effort,
            datasets: columns.map {
                TableDataset(
                    name: $0.column.part, title: $0.column.title, standIn: $0.result.facts.standIn,
                    absence: $0.result.absence(of: $0.column.part), makers: Workshop.makers(of: $0.result.records))
            },
            methods: methods.map { TableMethod(title: $0.title, given: $0.given, isExternal: $0.isExternal) },
            entries: methods.map { method in
                columns.map { place in
                    method.isExternal
                        ? place.result.externalEntry(title: method.title, column: place.column)
                        : place.result.entry(title: method.title, column: place.column, published: published)
                }
            },
            differences: Self.differences(
                table: table, losses: shown.filter(\.isLoss).map(\.title),
                columns: columns.map { ($0.result, $0.column.part) }))
    }
}

extension ExperimentResults {
    /// The numbers of the method of a title on the test part of a column, with the published ones.
    func entry(title: String, column: ReportPlace.Column, published: [Int: PublishedTable]) -> TableEntry {
        if let absence = absence(of: column.part) { return TableEntry(runs: 0, measures: [:], missingReason: absence) }
        return TableEntry(
            records: records.filter { $0.methodTitle == title }, part: column.part,
            wantedRuns: wantedRuns(title: title),
            damaged: damaged(title: title), others: records,
            published: column.isCompared && facts.standIn == nil
                ? spec.report.published.flatMap { published[$0] }?.numbers(dataset: column.part, method: title) ?? [:]
                : [:])
    }

    /// The numbers of results made elsewhere on the test part of a column.
    func externalEntry(title: String, column: ReportPlace.Column) -> TableEntry {
        if let absence = absence(of: column.part) { return TableEntry(runs: 0, measures: [:], missingReason: absence) }
        let own = external.filter { record in
            record.methodTitle == title && record.tests.contains { $0.part == column.part }
        }
        guard let method = own.first?.method else {
            return TableEntry(runs: 0, measures: [:], missingReason: "nothing was scored there")
        }
        return TableEntry(
            records: own, part: column.part, wantedRuns: own.count, damaged: damaged.filter { $0.method == method },
            others: own, published: [:])
    }
}

extension TableEntry {
    /// The numbers of one method on one test part, in percent.
    ///
    /// - Parameters:
    ///   - records: The method's records.
    ///   - part: The test part.
    ///   - wantedRuns: How many runs the spec asks for.
    ///   - damaged: Those of the method's records that cannot stand for their runs.
    ///   - others: The records of all methods of the experiment.
    ///   - published: The paper's numbers.
    fileprivate init(
        records: [RunRecord], part: String, wantedRuns: Int, damaged: [DamagedRecord], others: [RunRecord],
        published: [ProportionMetric: PublishedNumber]
    ) {
        let completed = records.filter { $0.outcome == .completed }
        let scores = completed.compactMap { record in record.tests.first { $0.part == part }?.scores }
        let selected = Selection.best(of: records)
        let selectedScores = selected?.tests.first { $0.part == part }?.scores
        // Without validation there is nothing to select by.
        let isSelected = completed.contains { $0.validation != nil }
        var measures: [ProportionMetric: Measure] = [:]
        if !scores.isEmpty, selectedScores != nil || !isSelected {
            for metric in ProportionMetric.allCases {
                let spread = Spread(of: scores.map { 100 * metric.value(in: $0) })
                measures[metric] = Measure(
                    value: selectedScores.map { 100 * metric.value(in: $0) } ?? spread.mean, mean: spread.mean,
                    standardDeviation: spread.standardDeviation)
            }
        }
        self.init(
            runs: records.count, failedRuns: records.count - completed.count,
            deadRuns: completed.count { !$0.deadClasses.isEmpty }, wantedRuns: wantedRuns, selectedRun: selected?.run,
            measures: measures,
            published: published,
            missingReason: measures.isEmpty
                ? completed.isEmpty ? "no run was completed" : "the method is not made for such samples" : nil,
            remarks: records.flatMap { $0.remarks ?? [] }.uniqued { $0 },
            damages: damaged.map { "\($0.folder) is not counted: \($0.reason)" },
            origin: measures.isEmpty ? nil : Workshop.strange(among: records, of: others))
    }
}

/// The mean of numbers, and how far they lie from it.
private struct Spread {
    let mean: Double
    /// √(Σ(x − mean)² / (n − 1)), or nothing for fewer than two numbers.
    let standardDeviation: Double?

    init(of numbers: [Double]) {
        let mean = numbers.reduce(0, +) / Double(numbers.count)
        self.mean = mean
        let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        standardDeviation = numbers.count > 1 ? (squares / Double(numbers.count - 1)).squareRoot() : nil
    }
}

extension Array {
    /// The elements whose names are listed, in the list's order, and then the others in their own.
    fileprivate func sortedByPlace(in list: [String], name: (Element) -> String) -> [Element] {
        let places = map { list.firstIndex(of: name($0)) ?? list.count }
        return indices.sorted { (places[$0], $0) < (places[$1], $1) }.map { self[$0] }
    }

    /// The first element of every name.
    fileprivate func uniqued(name: (Element) -> String) -> [Element] {
        var seen: Set<String> = []
        return filter { seen.insert(name($0)).inserted }
    }
}
