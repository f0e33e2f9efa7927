import DeclarativeFiles
internal import Unmixing

/// What a catalogue entry says of an image, in its section `contents`.
///
/// ```yaml
/// contents:
///   classes: [tree, water, dirt, road]
///   rows: 100
///   columns: 100
///   bands: 198
///   rgb: {red: [20, 30], green: [11, 20], blue: [3, 11]}
///   pixel-order: column-major
/// ```
/// Classes stand in the order of the truth. The files must have this shape, and where they are missing a synthetic scene
/// of this shape stands in for them. A colour of the picture is the mean of the bands of a half-open range. The order of
/// the pixels may be left out; ``SceneFiles`` says what it is then.
struct HyperspectralContents: Sendable {
    let shape: SceneShape
    /// The bands of red, green and blue.
    let rgb: [Range<Int>]
    let pixelOrder: PixelOrder?

    /// Reads a section `contents` and reports what is wrong with it.
    static func read(_ section: Section) -> HyperspectralContents? {
        section.explain([
            "classes": "The classes of the abundances, in the order of the truth.",
            "rows": "How many rows of pixels the image has.",
            "columns": "How many columns of pixels the image has.",
            "bands": "How many bands the spectra have.",
            "rgb": "The bands that pictures show; a colour is the mean of its bands.",
            "rgb.red": "The bands of red.",
            "rgb.green": "The bands of green.",
            "rgb.blue": "The bands of blue.",
            "pixel-order": "How the pixels run in the files; as is usual for their family where it is left out.",
        ])
        defer { section.finish() }
        let classes = section.strings("classes")
        let rows = section.integer("rows", in: 1...10_000)
        let columns = section.integer("columns", in: 1...10_000)
        let bands = section.integer("bands", in: 1...10_000)
        let rgb = section.section("rgb").flatMap { rgb in
            defer { rgb.finish() }
            return ["red", "green", "blue"].map { rgb.halfOpenRange($0, in: 0...(bands ?? 10_000)) }.allOrNone()
        }
        let orders = PixelOrder.allCases.map(\.rawValue)
        let order =
            section.contains("pixel-order") ? section.choice("pixel-order", of: orders, called: "pixel order") : nil
        guard let classes, let rows, let columns, let bands, let rgb, order != nil || !section.contains("pixel-order")
        else { return nil }

        guard classes.count >= 2, Set(classes.map { $0.lowercased() }).count == classes.count else {
            section.report("there must be two or more classes of different names", at: "classes")
            return nil
        }
        guard rows * columns * bands <= 1 << 31 else {
            section.report("an image of more than 2³¹ values is too large", at: "rows")
            return nil
        }
        return HyperspectralContents(
            shape: SceneShape(classes: classes, size: ImageSize(rows: rows, columns: columns), bands: bands),
            rgb: rgb, pixelOrder: order.flatMap(PixelOrder.init))
    }
}
