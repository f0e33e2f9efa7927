internal import DeclarativeFiles
internal import PowderDiffraction

extension PatternPreparation {
    /// Reads the section `preparation` of a dataset, and reports what is wrong with it.
    ///
    /// ```yaml
    /// preparation:
    ///   background: {rolling-minimum: 3}    # or `kept`; the width of the window, in degrees
    ///   intensities: square-root            # or `linear`
    /// ```
    static func read(_ section: Section) -> PatternPreparation? {
        section.explain([
            "background": "What is done about the background.",
            "background.rolling-minimum": "The width of the window whose least value is taken away, in degrees.",
            "intensities": "Whether square roots are taken, which give weak lines more weight.",
        ])
        let background = section.alternative(
            "background", of: ["kept", "rolling-minimum"], called: "background", default: "kept")
        let intensities = section.choice(
            "intensities", of: ["linear", "square-root"], called: "scale of intensities", default: "linear")
        section.finish()
        guard let background, let intensities else { return nil }
        defer { background.finish() }
        guard background.name == "rolling-minimum" else {
            return PatternPreparation(backgroundWindow: nil, takesRoots: intensities == "square-root")
        }
        return background.number(in: 0.1...90).map {
            PatternPreparation(backgroundWindow: $0, takesRoots: intensities == "square-root")
        }
    }
}
