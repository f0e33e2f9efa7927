/// The bands that a picture of an image shows in red, green and blue, where nobody says which.
///
/// Where the wavelengths of the bands are known and reach over the visible spectrum, they are the bands nearest to 650,
/// 550 and 450 nm. Else the last band is red, the middle one green and the first one blue, as wavelengths mostly rise.
struct ColorBands: Sendable, Equatable {
    /// The bands of red, green and blue, one each.
    let ranges: [Range<Int>]
    /// How they were chosen, in words.
    let note: String

    /// The wavelengths of the three colours, in nanometres.
    private static let colors = [650.0, 550, 450]
    /// How far the nearest band may be from its colour, in nanometres.
    private static let tolerance = 25.0

    /// Chooses bands.
    ///
    /// - Parameters:
    ///   - bands: How many bands the image has, one or more.
    ///   - nanometres: Their wavelengths, where they are known.
    init(bands: Int, nanometres: [Double]?) {
        let nearest = Self.colors.compactMap { color in
            nanometres?.enumerated().min { abs($0.element - color) < abs($1.element - color) }
        }
        let isVisible = zip(nearest, Self.colors).allSatisfy { abs($0.element - $1) <= Self.tolerance }
        if isVisible, nearest.count == Self.colors.count {
            ranges = nearest.map { $0.offset..<$0.offset + 1 }
            note =
                "colours: the bands nearest to 650, 550 and 450 nm, which are "
                + nearest.map { "\($0.offset)" }.joined(separator: ", ")
        } else {
            ranges = [bands - 1, bands / 2, 0].map { $0..<$0 + 1 }
            note = "colours: the last band, the middle one and the first one, as no 'rgb' says which"
        }
    }
}
