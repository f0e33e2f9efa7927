internal import DeclarativeFiles
internal import PowderDiffraction

extension CheckLimits {
    /// Reads the limits of a model, and reports what is wrong with them.
    static func read(_ section: Section) -> CheckLimits? {
        let unexplained = section.number("unexplained", in: 0...1)
        let unlisted = section.number("unlisted", in: 0...1)
        let disagreement = section.number("disagreement", in: 0...1)
        let broadening = section.number("broadening", in: 0...10)
        section.finish()
        guard let unexplained, let unlisted, let disagreement, let broadening else { return nil }
        return CheckLimits(
            unexplained: unexplained, unlistedShare: unlisted, disagreement: disagreement,
            broadening: broadening)
    }
}
