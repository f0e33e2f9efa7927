internal import Experiments

extension Judgement {
    /// The kinds of verdict in the order in which they are shown, each with the findings that have it.
    var groups: [(title: String, findings: [Finding])] {
        ["does not hold", "holds", "undecided", "not testable"].map { title in
            (title, findings.filter { $0.verdict.title == title })
        }
    }

    /// How many claims have which verdict, in one sentence.
    var summary: String {
        let plurals = [
            "does not hold": "do not hold", "holds": "hold", "undecided": "are undecided",
            "not testable": "cannot be tested",
        ]
        let counts = groups.map { "\($0.findings.count) \(plurals[$0.title] ?? $0.title)" }
        return "Of \(findings.count) claims of the paper, " + counts.joined(separator: ", ") + "."
    }

    /// How verdicts come about, a sentence or two each.
    var rules: [String] {
        let coverage = NumberText.fixed(100 * Self.coverage, decimals: 0)
        let level = NumberText.fixed(100 * Self.level, decimals: 0)
        return [
            "An advantage says by how many percentage points the first of two methods is better, in the mean over paired runs: "
                + "run r of two losses has the same split, the same initial weights and the same order of samples. A method "
                + "without random choices has one run, which stands beside each run of the other.",
            "In parentheses is its \(coverage) % interval: a paired bootstrap with \(Self.resamples) resamples of runs, and of test "
                + "samples in blocks where they are known, whose percentiles are expanded for few runs (Hesterberg 2015; runs and "
                + "blocks: Owen 2007). Its random numbers come from the seed 0x\(String(Self.seed.value, radix: 16)).",
            blocksRule,
            "p is the probability of such evidence if there were nothing to find: a paired t test over the same runs and blocks, "
                + "two-sided, by Holm's "
                + "procedure adjusted for the number of claims that were tested. For a claim of several contrasts speaks the "
                + "weakest of them; against it the strongest counterexample, by Bonferroni corrected for their number.",
            "A claim holds, or does not hold, where p is at most \(level) %. Else it is undecided.",
            "A claim of similarity holds where the advantage is shown to lie within the tolerance, on either side.",
            "A claim on an image has the same contrasts once more for each other split of it that was run, and holds where all "
                + "of them do. Other images or patterns may say otherwise.",
        ]
    }

    /// Which verdicts know of the spread over test samples.
    private var blocksRule: String {
        let evidence = findings.flatMap(\.evidence)
        let blocked = evidence.count { $0.blocks != nil }
        let lack =
            "intervals and p say what other runs would give on the same test samples, and nothing of other samples. A run "
            + "that is made again leaves its scores block by block."
        guard blocked > 0 else { return "Test samples do not vary here yet: \(lack)" }
        let all =
            "\(blocked) of \(evidence.count) contrasts count test samples, too, in blocks of those that may resemble each other."
        return blocked == evidence.count ? all : all + " Of the others, \(lack)"
    }
}

extension JudgementDocument {
    /// The judgement on one page of GitHub's Markdown, with the best method of each leaderboard.
    func markdown(_ boards: [Leaderboard]) -> String {
        var blocks = [
            "# Does the paper hold?",
            "Verdicts on what T. Simonnet, M. D. Fall, B. Galerne, F. Claret and S. Grangeon say in *Proportion inference "
                + "using deep neural networks* ([hal-03891413](https://hal.science/hal-03891413v1)). "
                + "`proportions report` computes them from the records in `results/`; this page is not edited by hand. "
                + "[index.html](index.html) shows every contrast, all numbers and the runs behind them.",
            "**\(Markdown.escape(judgement.summary))**",
        ]
        for (title, findings) in judgement.groups where !findings.isEmpty {
            blocks.append("## \(title.prefix(1).uppercased() + title.dropFirst())")
            blocks.append(title == "not testable" ? list(findings) : table(findings))
        }
        blocks += ["## How to read this", bullets(judgement.rules)]
        blocks += ["## Leaderboards", Leaderboard.summary(of: boards), bullets(leaderboardNotes(boards))]
        blocks += [
            "## Where a number comes from, and how to make it again",
            "A click on a number of ours in [index.html](index.html), to be opened in a browser, shows its runs: scores, seed, commit, "
                + "processor, data, the lines of the spec, and the command. The same stands in each run's `record.json` below. In a "
                + "clone of the repository, `./reproduce` makes everything again: \(hours) hours of runs on one thread. "
                + "`./reproduce --effort smoke` tries it in minutes. The runs of one method are made again, and compared with their "
                + "records, by `\(exampleCommand)` and the like.",
        ]
        blocks += ["## Records", recordTable, "Tables: " + tables.joined(separator: ", ") + "."]
        return blocks.joined(separator: "\n\n") + "\n"
    }

    private func table(_ findings: [Finding]) -> String {
        Markdown.table(
            header: ["Claim", "In the paper", "What decides", "Advantage", "Paper", "p"],
            alignRight: [false, false, false, true, true, true],
            rows: findings.map { finding in
                [
                    finding.claim.statement, finding.claim.source, finding.decisiveText,
                    finding.decisive?.advantage ?? TableCell.absent,
                    finding.decisive?.publishedAdvantage ?? TableCell.absent, finding.probabilityText,
                ].map(Markdown.escape)
            })
    }

    private func list(_ findings: [Finding]) -> String {
        bullets(
            findings.map { finding in
                [
                    "\(finding.claim.statement) (\(finding.claim.source).)",
                    finding.reasonText.map { "Not testable: \($0)" }, finding.substituteText,
                ].compactMap(\.self).joined(separator: " ")
            })
    }

    private var recordTable: String {
        Markdown.table(
            header: ["Experiment", "Runs", "Made"], alignRight: [false, true, false],
            rows: results.map { result in
                let makers = Workshop.makers(of: result.records).joined(separator: "; ")
                return [
                    "[\(Markdown.escape(result.spec.name))](../results/\(result.spec.name)/\(result.edition))",
                    "\(result.records.count)", Markdown.escape(makers.isEmpty ? "not here" : makers),
                ]
            })
    }

    private func bullets(_ texts: [String]) -> String {
        texts.map { "- \(Markdown.escape($0))" }.joined(separator: "\n")
    }
}
