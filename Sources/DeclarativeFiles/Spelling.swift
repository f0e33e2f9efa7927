/// Finds what a misspelt name was meant to be.
public enum Spelling {
    /// The known name that a misspelt one is closest to, or nothing where none is close.
    ///
    /// Case does not count, nor does `_` in place of `-`. A name is close when insertions, deletions, replacements and
    /// swaps of neighbours, one for every three characters but at least one, turn it into what was written.
    public static func suggestion(for name: String, among names: [String]) -> String? {
        let written = folded(name)
        var best: (name: String, distance: Int)?
        for candidate in names {
            let known = folded(candidate)
            let allowed = max(1, known.count / 3)
            // The difference in length is a lower bound of the distance, and keeps long texts cheap.
            guard known.count > 1, abs(known.count - written.count) <= allowed else { continue }
            let distance = editDistance(written, known)
            if distance <= allowed, distance < best?.distance ?? .max {
                best = (candidate, distance)
            }
        }
        return best?.name
    }

    private static func folded(_ name: String) -> [Character] {
        name.lowercased().map { $0 == "_" ? "-" : $0 }
    }

    /// The optimal string alignment distance: edits and swaps of neighbours, no part edited twice.
    private static func editDistance(_ left: [Character], _ right: [Character]) -> Int {
        var beforePrevious: [Int] = []
        var previous = Array(0...right.count)
        for i in left.indices {
            var current = [i + 1]
            for j in right.indices {
                let replacement = previous[j] + (left[i] == right[j] ? 0 : 1)
                var distance = min(replacement, previous[j + 1] + 1, current[j] + 1)
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    distance = min(distance, beforePrevious[j - 1] + 1)
                }
                current.append(distance)
            }
            (beforePrevious, previous) = (previous, current)
        }
        return previous[right.count]
    }
}
