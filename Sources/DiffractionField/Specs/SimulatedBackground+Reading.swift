internal import DeclarativeFiles
internal import PowderDiffraction

extension SimulatedBackground {
    /// Reads the section `background` of a simulation, and reports what is wrong with it.
    ///
    /// ```yaml
    /// background:
    ///   level: [0.0005, 0.02]    # equal ratios equally likely
    ///   rise: [0, 6]             # in units of the level
    ///   hump: [0, 1]             # height in units of the level
    /// ```
    static func read(_ section: Section) -> SimulatedBackground? {
        section.explain([
            "level": "The constant level, in units of the highest line, equal ratios equally likely.",
            "rise": "The rise towards small angles, in units of the level.",
            "hump": "The height of a broad hump of matter without order, in units of the level.",
        ])
        let level = section.valueRange("level", in: 1e-6...1, scale: .logarithmic, default: .fixed(1e-6))
        let rise = section.valueRange("rise", in: 0...100, default: .fixed(0))
        let hump = section.valueRange("hump", in: 0...100, default: .fixed(0))
        section.finish()
        guard let level, let rise, let hump else { return nil }
        return SimulatedBackground(level: level, rise: rise, hump: hump)
    }
}
