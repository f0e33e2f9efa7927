import DeclarativeFiles
internal import Experiments
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
///   renamed: {dirt: soil}
/// ```
/// Classes stand in the order of the truth. The files must have this shape, and where they are missing a synthetic scene
/// of this shape stands in for them. A colour of the picture is the mean of the bands of a half-open range; where the
/// colours are left out, ``ColorBands`` chooses. The order of the pixels may be left out; ``SceneFiles`` says what it is
/// then. A class may have another name than in the files, which `renamed` tells: here what is soil there.
struct HyperspectralContents: Sendable {
    let shape: SceneShape
    /// The bands of red, green and blue, or nothing where they are to be chosen.
    let rgb: [Range<Int>]?
    let pixelOrder: PixelOrder?

    /// Reads a section `contents` and reports what is wrong with it.
    static func read(_ section: Section) -> HyperspectralContents? {
        section.explain([
            "classes": "The classes of the abundances, in the order of the truth.",
            "rows": "How many rows of pixels the image has.",
            "columns": "How many columns of pixels the image has.",
            "bands": "How many bands the spectra have.",
            "rgb": "The bands that pictures show; a colour is the mean of its bands. Chosen where it is left out.",
            "rgb.red": "The bands of red.",
            "rgb.green": "The bands of green.",
            "rgb.blue": "The bands of blue.",
            "pixel-order": "How the pixels run in the files; as is usual for their family where it is left out.",
            "renamed": "Classes that have other names in the files.",
            "renamed.CLASS": "The name of that class in the files.",
        ])
        defer { section.finish() }
        let classes = section.strings("classes")
        let rows = section.integer("rows", in: 1...10_000)
        let columns = section.integer("columns", in: 1...10_000)
        let bands = section.integer("bands", in: 1...10_000)
        let rgb = section.optionalSection("rgb").flatMap { rgb in
            defer { rgb.finish() }
            return ["red", "green", "blue"].map { rgb.halfOpenRange($0, in: 0...(bands ?? 10_000)) }.allOrNone()
        }
        let orders = PixelOrder.allCases.map(\.rawValue)
        let order =
            section.contains("pixel-order") ? section.choice("pixel-order", of: orders, called: "pixel order") : nil
        let namesInFiles = classes.flatMap { readNames(section.optionalSection("renamed"), of: $0) }
        guard let classes, let rows, let columns, let bands, let namesInFiles, rgb != nil || !section.contains("rgb"),
            order != nil || !section.contains("pixel-order")
        else { return nil }

        guard classes.count >= 2, Set(classes.map { $0.lowercased() }).count == classes.count else {
            section.report("there must be two or more classes of different names", at: "classes")
            return nil
        }
        let size = ImageSize(rows: rows, columns: columns)
        let needs = [
            MemoryNeed(of: "images of \(size) pixels and \(bands) bands", count: Double(size.pixels) * Double(bands)),
            MemoryNeed(
                of: "abundances of \(size) pixels and \(classes.count) classes",
                count: Double(size.pixels) * Double(classes.count), size: MemoryLayout<Double>.stride),
        ]
        if let refusal = needs.compactMap(\.refusal).first {
            section.report(refusal, at: "rows")
            return nil
        }
        return HyperspectralContents(
            shape: SceneShape(classes: classes, size: size, bands: bands, namesInFiles: namesInFiles), rgb: rgb,
            pixelOrder: order.flatMap(PixelOrder.init))
    }

    /// The names that classes have in the files: others where a section says so.
    private static func readNames(_ section: Section?, of classes: [String]) -> [String]? {
        guard let section else { return classes }
        defer { section.finish() }
        return classes.map { section.contains($0) ? section.string($0) : $0 }.allOrNone()
    }
}
