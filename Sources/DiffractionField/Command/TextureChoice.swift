internal import ArgumentParser
internal import PowderDiffraction

/// The plane that the crystallites of a phase lie on, as a command line names it: `gypsum:0,1,0` or `gypsum:none`.
struct TextureChoice: ExpressibleByArgument, Equatable {
    /// The phase; the case of letters counts only where two names differ by nothing else.
    let phase: String
    /// The plane, or nothing where texture is not wanted.
    let plane: Miller?

    /// Reads a choice; the last colon ends the name.
    init?(argument: String) {
        guard let colon = argument.lastIndex(of: ":"), colon > argument.startIndex else { return nil }
        phase = String(argument[..<colon])
        let text = argument[argument.index(after: colon)...]
        if text.lowercased() == "none" {
            plane = nil
            return
        }
        let indices = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
        guard indices.count == 3, let h = indices[0], let k = indices[1], let l = indices[2],
            let plane = Miller(checking: h, k, l)
        else { return nil }
        self.plane = plane
    }
}
