/// Which reflections of a phase come from parallel planes, such as 0 0 2 and 0 0 4.
///
/// The same crystallites reflect all of them, so that a sample with too few crystallites has them all too strong or all too
/// weak.
struct PlaneFamilies: Sendable {
    /// The number of families.
    let count: Int
    /// The family of each reflection, in the order of the list.
    let indices: [Int]

    /// Sorts the reflections of a list.
    init(_ list: ReflectionList) {
        // The plane that stands for a reflection is the one that people write; so is that of its multiples.
        var families: [Miller: Int] = [:]
        indices = list.reflections.map { reflection in
            let plane = reflection.plane
            let divisor = max(greatestDivisor(greatestDivisor(plane.h, plane.k), plane.l), 1)
            let direction = Miller(plane.h / divisor, plane.k / divisor, plane.l / divisor)
            let family = families[direction] ?? families.count
            families[direction] = family
            return family
        }
        count = families.count
    }
}

/// The greatest common divisor of two whole numbers, of either sign.
private func greatestDivisor(_ first: Int, _ second: Int) -> Int {
    second == 0 ? abs(first) : greatestDivisor(second, first % second)
}
