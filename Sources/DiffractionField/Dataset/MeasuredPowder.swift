internal import Experiments
internal import NumericalMethods
internal import PowderDiffraction
internal import ProportionInference
internal import ScientificFormats

/// The measured patterns of a dataset, and all that is known of the phases in them.
struct MeasuredPowder: FieldData {
    static let plural = "measured powder patterns"

    /// One pattern.
    struct Pattern: Sendable {
        /// The file's name without its extension.
        let name: String
        /// The file.
        let path: String
        /// What was measured.
        let scan: PowderScan
    }

    /// The test part that the patterns are.
    let part: String
    /// The patterns, in the order of the part's samples.
    let patterns: [Pattern]
    /// The part of patterns without weighed fractions.
    let unlabelledPart: String
    /// Its patterns, in the order of the part's samples.
    let unlabelled: [Pattern]
    /// The structures of the classes.
    let structures: [CrystalStructure]
    /// What the patterns were measured with.
    let tube: XRayTube
    /// What they were measured on, as the spec's simulation has it.
    let geometry: InstrumentGeometry
}
