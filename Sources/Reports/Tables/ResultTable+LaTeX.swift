internal import ProportionInference

extension ResultTable {
    /// The table in LaTeX, for documents that load `booktabs`.
    ///
    /// The first part compares the selected runs with the paper, the second gives means and standard deviations; in
    /// both the datasets stand one below the other, so that the width stays the same however many there are.
    public var latex: String {
        let metrics = ProportionMetric.allCases
        let spans = metrics.map { metric in
            let arrow = metric.better == .lower ? "\\downarrow" : "\\uparrow"
            return "\\multicolumn{3}{c}{\(metric.title) $\(arrow)$}"
        }
        let comparison = [
            "    & " + spans.joined(separator: " & ") + " \\\\",
            "    " + metrics.indices.map { "\\cmidrule(lr){\(3 * $0 + 2)-\(3 * $0 + 4)}" }.joined(separator: " "),
            "    Method" + metrics.map { _ in " & ours & paper & $\\Delta$" }.joined() + " \\\\",
        ]
        let spread = ["    Method & " + metrics.map(\.title).joined(separator: " & ") + " & runs & given \\\\"]
        let lines =
            [
                "% Needs \\usepackage{booktabs}.",
                "\\begin{table}",
                "  \\centering",
                "  \\caption{\(LaTeX.escape(caption)).}",
                "  \\label{tab:\(table.label)}",
                "",
                "  \\smallskip",
                "  \\footnotesize",
                "  \\setlength{\\tabcolsep}{3pt}",
            ] + tabular(columns: "l*{9}{r}", count: 10, header: comparison, cells: comparisons) + [
                "",
                "  \\medskip",
                "  Mean $\\pm$ standard deviation",
                "",
                "  \\smallskip",
            ] + tabular(columns: "l*{4}{r}l", count: 6, header: spread, cells: spreads) + [
                "",
                "  \\medskip",
                "  \\parbox{\\linewidth}{\\raggedright",
            ] + notes.map { "    \(LaTeX.escape($0))" } + [
                "  }",
                "\\end{table}",
            ]
        return lines.joined(separator: "\n") + "\n"
    }

    /// One `tabular`, with a block of rows for each dataset.
    private func tabular(
        columns: String, count: Int, header: [String], cells: (Int) -> [[TableCell]]
    ) -> [String] {
        let blocks = datasets.enumerated().map { index, dataset in
            let standIn = dataset.standIn.map { " (stand-in: \(LaTeX.escape($0)))" } ?? ""
            return ["    \\multicolumn{\(count)}{@{}l}{\\emph{\(LaTeX.escape(dataset.title))}\(standIn)} \\\\"]
                + zip(methods, cells(index)).map { method, row in
                    "    \(LaTeX.escape(method.markedTitle)) & " + row.map(LaTeX.text).joined(separator: " & ")
                        + " \\\\"
                }
        }
        return ["  \\begin{tabular}{@{}\(columns)@{}}", "    \\toprule"] + header + ["    \\midrule"]
            + blocks.joined(separator: ["    \\addlinespace"]) + ["    \\bottomrule", "  \\end{tabular}"]
    }
}

/// LaTeX.
package enum LaTeX {
    /// Text in which nothing is markup, for pdfLaTeX with its ordinary fonts.
    package static func escape(_ text: String) -> String {
        text.reduce(into: "") { $0 += replacements[$1] ?? ($1.isNewline ? " " : String($1)) }
    }

    static func text(_ cell: TableCell) -> String {
        let text = escape(cell.text)
        return switch cell.standing {
        case .best: "\\textbf{\(text)}"
        case .second: "\\underline{\(text)}"
        case .other, nil: text
        }
    }

    private static let replacements: [Character: String] = [
        "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "$": "\\$", "&": "\\&", "#": "\\#", "%": "\\%", "_": "\\_",
        "^": "\\textasciicircum{}", "~": "\\textasciitilde{}", "<": "\\textless{}", ">": "\\textgreater{}",
        "|": "\\textbar{}", "\"": "\\char34{}",
        // What the ordinary fonts have only as commands or in mathematics.
        "−": "$-$", "±": "$\\pm$", "×": "$\\times$", "≤": "$\\leq$", "≥": "$\\geq$", "Δ": "$\\Delta$",
        "α": "$\\alpha$", "β": "$\\beta$", "λ": "$\\lambda$", "θ": "$\\theta$", "°": "\\textdegree{}",
        "†": "\\textdagger{}", "§": "\\S{}", "‡": "\\textdaggerdbl{}", "–": "--", "—": "---", "…": "\\ldots{}",
        "·": "\\textperiodcentered{}", "‘": "`", "’": "'", "“": "``",
        "”": "''",
    ]
}
