internal import Commands
internal import DeclarativeFiles
internal import PowderDiffraction
internal import ScientificFormats

/// What an internal standard makes of fractions, in the forms of the results.
struct AbsoluteTable {
    let pattern: RefinedPattern
    let amounts: AbsoluteAmounts

    /// What no phase accounts for.
    static let rest = "rest"

    /// The columns of the table of all patterns; all are fractions of one.
    static let header = CSV.line([
        "pattern", "phase", "fraction_of_whole", "standard_uncertainty", "fraction_without_standard",
        "standard_uncertainty_without_standard",
    ])

    /// A phase or the rest, its amount in the whole sample, and, but for the standard, that in the sample before.
    private typealias Entry = (
        name: String, whole: InternalStandard.Amount, original: InternalStandard.Amount?
    )

    private var entries: [Entry] {
        let phases = pattern.result.phases.enumerated().map { index, phase -> Entry in
            let amount = amounts.phases[index]
            return (phase.name, amount, index == amounts.standardIndex ? nil : amounts.original(amount))
        }
        return phases + [(Self.rest, amounts.rest, amounts.original(amounts.rest))]
    }

    /// The rows of the table of all patterns.
    func rows() -> String {
        entries.map { entry in
            CSV.line(
                [pattern.path, entry.name]
                    + [entry.whole, entry.original].flatMap { amount in
                        [amount.map { "\($0.fraction)" } ?? "", amount?.uncertainty.map { "\($0)" } ?? ""]
                    })
        }.joined()
    }

    /// The amounts for programs.
    func structured() -> StructuredValue {
        func amount(_ amount: InternalStandard.Amount?) -> StructuredValue {
            amount.map {
                ["fraction": .number($0.fraction), "standard_uncertainty": $0.uncertainty.map { .number($0) } ?? .null]
            } ?? .null
        }
        return [
            "phase": .string(amounts.standard.phase), "known_fraction": .number(amounts.standard.fraction),
            "amounts": .array(
                entries.map {
                    [
                        "name": .string($0.name), "whole_sample": amount($0.whole),
                        "without_standard": amount($0.original),
                    ]
                }),
        ]
    }

    /// The amounts for people.
    func text() -> String {
        func cells(_ amount: InternalStandard.Amount?) -> [String] {
            [
                amount.map { PlainText.percent($0.fraction) } ?? "–",
                amount?.uncertainty.map { "± " + PlainText.percent($0) } ?? "–",
            ]
        }
        let rows = entries.map { entry in
            [entry.name == Self.rest ? "rest, amorphous" : entry.name] + cells(entry.whole) + cells(entry.original)
                + [entry.name == amounts.standard.phase ? "the standard, known" : ""]
        }
        let header = ["absolute", "of the whole (%)", "s.u.", "without standard (%)", "s.u.", ""]
        return ([""] + PlainText.table([header] + rows, indent: "  ") + remark()).joined(separator: "\n")
    }

    /// What a negative rest means.
    private func remark() -> [String] {
        guard amounts.rest.fraction < 0 else { return [] }
        let beyond = amounts.rest.uncertainty.map { amounts.rest.fraction < -3 * $0 } ?? true
        return [
            "  the rest is negative, "
                + (beyond
                    ? "by more than three s.u.: the amount of the standard, its own amorphous part, microabsorption or a "
                        + "structure is not as assumed"
                    : "within three s.u.: no amorphous part is seen")
        ]
    }
}
