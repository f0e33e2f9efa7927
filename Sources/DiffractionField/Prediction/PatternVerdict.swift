internal import Commands
internal import Foundation
internal import PowderDiffraction
internal import ProportionInference

extension RangeVerdict {
    /// Judges a pattern by what it says of the mixture that was inferred from it.
    ///
    /// Every number is compared with its limit, which nearly all good simulated samples stay below.
    ///
    /// - Parameters:
    ///   - fit: What the pattern says.
    ///   - fractions: The mixture.
    ///   - samples: What the model takes, with the limits.
    init(_ fit: MixtureFit, of fractions: [Double], samples: PatternSamples) {
        let limits = samples.limits
        func percent(_ share: Double) -> String { String(format: "%.1f %%", 100 * share) }
        self.init(
            [
                Reason(fit.unlistedShare, above: limits.unlistedShare) {
                    let angles = fit.unlistedAngles.prefix(4).map { String(format: "%.2f", $0) }
                    return "lines that no phase has, \(percent(fit.unlistedShare)) of all: at "
                        + angles.joined(separator: ", ") + (fit.unlistedAngles.count > 4 ? " …" : "") + " degrees"
                },
                Reason(1 - fit.explained, above: limits.unexplained) {
                    "\(percent(fit.explained)) of the lines are explained, and \(percent(1 - limits.unexplained)) at least "
                        + "of a good sample's"
                },
                Reason(fit.disagreement, above: limits.disagreement) {
                    guard let found = fit.fractions,
                        let worst = found.indices.max(by: {
                            abs(found[$0] - fractions[$0]) < abs(found[$1] - fractions[$1])
                        })
                    else { return "a fit finds none of the phases" }
                    return "\(samples.phases[worst]) is \(percent(fractions[worst])) by the networks, and "
                        + "\(percent(found[worst])) by a fit"
                },
                Reason(fit.broadening, above: limits.broadening) {
                    "lines are wider than those of the instruments and crystals that the networks were trained on"
                },
            ].compactMap(\.self))
    }
}
