internal import Commands
internal import ProportionInference
internal import Unmixing

extension RangeVerdict {
    /// Judges a pixel by how far it is from those that networks were trained on.
    ///
    /// Of the distances from the training pixels, outside and inside, twice a limit is far, as no pixel of their kind is so far; of the
    /// others three times.
    ///
    /// - Parameters:
    ///   - distance: How far it is.
    ///   - limits: What nearly all good pixels stay below.
    init(_ distance: SpectrumDistance, limits: SpectrumDistance) {
        func times(_ value: Double, _ limit: Double) -> String {
            limit > 0 && value.isFinite ? " (\(PlainText.number(value / limit)) times the limit)" : ""
        }
        self.init(
            [
                Reason(distance.outside, above: limits.outside, far: 2) {
                    "a spectrum of another shape" + times(distance.outside, limits.outside)
                },
                Reason(distance.unmixed, above: limits.unmixed) {
                    "no such mixture of the classes" + times(distance.unmixed, limits.unmixed)
                },
                Reason(distance.inside, above: limits.inside, far: 2) {
                    "far from the pixels of the training" + times(distance.inside, limits.inside)
                },
                Reason(distance.darkness, above: limits.darkness) {
                    "darker than the pixels of the training" + times(distance.darkness, limits.darkness)
                },
            ].compactMap(\.self))
    }
}
