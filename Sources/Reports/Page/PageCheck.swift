internal import Experiments

/// An item of the checklist for reproducibility.
struct PageCheck {
    let question: String
    /// `yes`, `partly` or `no`.
    let answer: String
    let details: String

    /// Fills the checklist in, as far as records and verdicts tell.
    static func list(_ document: JudgementDocument) -> [PageCheck] {
        let (results, judgement) = (document.results, document.judgement)
        let records = results.flatMap(\.records)
        let environments = records.map(\.provenance.environment)
        let clean = environments.count { $0.commit.map { !$0.hasSuffix("+") } ?? false }
        let absent = results.flatMap { result in
            result.spec.report.columns.filter { result.absence(of: $0.part) != nil }.map(\.title)
        }
        return [
            PageCheck(
                question: "Is it said what is to be reproduced?", answer: "yes",
                details: "\(judgement.findings.count) claims with their places in the text: published/claims.yaml"),
            PageCheck(
                question: "Is the data at hand?", answer: absent.isEmpty ? "yes" : "partly",
                details: absent.isEmpty
                    ? "every file is known by its digest"
                    : "every file is known by its digest; not here: \(absent.joined(separator: ", "))"),
            PageCheck(
                question: "Are splits, networks and training said in full?", answer: "yes",
                details: "in the specs, whose lines stand with the runs below"),
            PageCheck(
                question: "Were recipes chosen without the test samples?", answer: "yes",
                details: "on the validation part; epochs and runs likewise"),
            PageCheck(
                question: "Was every method run several times?", answer: records.contains { $0.run > 1 } ? "yes" : "no",
                details:
                    "where chance has a part: \(records.count) runs of \(results.count { !$0.records.isEmpty }) experiments, each with its seed"
            ),
            PageCheck(
                question: "Is the spread given, and are verdicts tested?", answer: "yes",
                details: "standard deviations in the tables, intervals and corrected probabilities with the claims"),
            part("Is the commit of every run known?", clean, of: records.count, "runs name a commit without changes"),
            part(
                "Are processor and kernels known?", environments.count { $0.blasKernels != nil }, of: records.count,
                "runs name the kernels of OpenBLAS, all name the processor"),
            part(
                "Is the command of every run known?", records.count { $0.provenance.command != nil }, of: records.count,
                "runs name it; 'proportions verify' makes any run again"),
            PageCheck(
                question: "How long does it take?", answer: "yes",
                details: "\(document.hours) hours of runs, one thread each"),
            PageCheck(
                question: "Are weights and predictions published?", answer: "no",
                details: "records name them by SHA-256; they come out again bit for bit with the same kernels; "
                    + "\(records.count { $0.tests.contains { $0.blocks != nil } }) runs have scores block by block"),
        ]
    }

    private static func part(_ question: String, _ count: Int, of all: Int, _ details: String) -> PageCheck {
        PageCheck(
            question: question, answer: count == all ? "yes" : count == 0 ? "no" : "partly",
            details: "\(count) of \(all) \(details)")
    }
}
