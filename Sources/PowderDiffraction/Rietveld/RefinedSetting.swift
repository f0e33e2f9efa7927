/// What a refinement made of the instrument and of the place of the sample.
package struct RefinedSetting: Sendable, Hashable {
    /// The instrument.
    package let instrument: Instrument
    /// The place of the sample.
    package let placement: SamplePlacement
}
