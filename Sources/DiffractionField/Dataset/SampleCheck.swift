internal import NumericalMethods
internal import PowderDiffraction
internal import ProportionInference

/// Compares kept samples with what their recipe gives now: one of every thousand is made again, each time another.
///
/// A digest that lies beside the samples tells damage. It does not tell that somebody replaced both, nor that the program
/// simulates otherwise than it did when the samples were kept.
struct SampleCheck {
    let part: PatternDatabase.Part
    let database: PatternDatabase
    /// One sample is made again out of so many.
    private static let blockSize = 1000

    /// What is wrong with samples, in words, or nothing where those that are looked at have the bits that they must have.
    func fault(in samples: LabelledSamples) -> String? {
        for start in stride(from: 0, to: samples.count, by: Self.blockSize) {
            let index = Int.random(in: start..<min(start + Self.blockSize, samples.count))
            let made = database.sample(index, of: part)
            let isSame =
                samples.inputs.row(index).elementsEqual(made.pattern) { $0.bitPattern == $1.bitPattern }
                && samples.proportions.row(index).elementsEqual(made.fractions) { $0.bitPattern == $1.bitPattern }
            if !isSame { return "the kept samples of '\(part.name)' are not what their recipe gives" }
        }
        return nil
    }
}
