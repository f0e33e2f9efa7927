internal import Commands
internal import DeclarativeFiles
internal import Foundation
internal import PowderDiffraction
internal import Reports
internal import ScientificFormats

/// The files of one refined pattern.
struct PatternFiles {
    /// What is written beside the curves and the JSON.
    struct Parts: Sendable {
        /// How intensities are shown, and which angles; nothing where no figures are drawn.
        let figures: (scale: Axis.Scale, window: ClosedRange<Double>?)?
        /// Whether there is a CIF file.
        let hasCIF: Bool
    }

    let pattern: RefinedPattern
    let recipe: RecipeName
    let name: String

    /// Writes the figure, the curves and everything that was found: all of them, or none.
    func write(into results: RefinementFolder, parts: Parts) throws {
        try results.write(name, parts: parts) { folder in
            if let figures = parts.figures {
                try figure(scale: figures.scale, window: figures.window)
                    .write(name: name, into: URL(fileURLWithPath: folder))
            }
            if parts.hasCIF {
                try FileBytes.write(
                    Array(PowderCIF(pattern: pattern, name: name).text().utf8), path: "\(folder)/\(name).cif")
            }
            try FileBytes.write(Array(pattern.result.curves.csv.utf8), path: "\(folder)/\(name).csv")
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try FileBytes.write(Array(encoder.encode(structured())) + [0x0a], path: "\(folder)/\(name).json")
        }
    }

    /// Everything that was found and what it was found with.
    private func structured() -> StructuredValue {
        var contents = pattern.result.structured(counted: pattern.counted)
        contents["format"] = 1
        contents["program"] = "proportions"
        contents["pattern"] = .string(pattern.path)
        contents["remarks"] = .array(pattern.remarks.map { .string($0) })
        contents["instrument"] = pattern.instrument.structured
        contents["radiation_source"] = .string(pattern.radiationSource)
        contents["recipe_name"] = .string(recipe.rawValue)
        contents["recipe"] = pattern.recipe.structured
        contents["structures"] = .array((pattern.phases.structures + pattern.phases.impurities).map(\.summary))
        if let amounts = pattern.amounts {
            contents["internal_standard"] = AbsoluteTable(pattern: pattern, amounts: amounts).structured()
        }
        contents["units"] = [
            "fraction": "1", "angle": "degree", "wavelength": "Å", "radius": "mm", "particle-diameter": "µm",
            "density": "g/cm³",
        ]
        return contents
    }

    private func figure(scale: Axis.Scale, window: ClosedRange<Double>?) throws -> Figure {
        let result = pattern.result
        let factors = result.agreement
        let whole = RefinementPicture(
            title: URL(fileURLWithPath: pattern.path).lastPathComponent,
            warning: result.verdict.grade == .explained ? "" : result.verdict.grade.words,
            agreement: "Rwp \(PlainText.percent(factors.weightedProfile)) %, "
                + "Rexp \(PlainText.percent(factors.expected)) %, GoF "
                + NumberText.fixed(factors.goodnessOfFit, decimals: 2),
            twoTheta: result.curves.twoTheta, observed: result.curves.observed, calculated: result.curves.calculated,
            background: result.curves.background,
            phases: result.phases.filter(\.isThere).map {
                RefinementPicture.Phase(name: $0.name, note: $0.percent + " %", positions: $0.ticks)
            }, scale: scale, excluded: pattern.recipe.excluded)
        guard let picture = window.map({ whole.part(within: $0) }) ?? whole else {
            throw FormatError(file: pattern.path, reason: "has fewer than two points within --window")
        }
        let absent = result.phases.filter { !$0.isThere }.map(\.name)
        let footer =
            ["Rietveld refinement, \(recipe.rawValue) recipe", pattern.instrument.radiation.words]
            + (absent.isEmpty ? [] : ["without " + absent.joined(separator: ", ")])
            + [
                "verdict: "
                    + ([result.verdict.grade.words] + result.verdict.reasons.map(\.text)).joined(separator: "; ")
            ]
        return try .refinement(
            picture, identity: FigureIdentity(title: "\(name): Rietveld refinement", footer: footer))
    }
}

extension RefinementResult.Phase {
    /// Whether any of it is in the calculated pattern.
    fileprivate var isThere: Bool { presence == .present || presence == .ghost }

    /// The fraction in percent, with its uncertainty where that is known: `38.3(6)`.
    fileprivate var percent: String {
        uncertainty.map { NumberText.uncertain(100 * fraction, 100 * $0) } ?? PlainText.percent(fraction)
    }
}
