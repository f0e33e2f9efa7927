public import DeclarativeFiles
internal import Experiments
import NumericalMethods
import ProportionInference
internal import ScientificFormats
public import Unmixing

/// A division of an image into a training, a validation and a test region, as a spec's `split` section describes it.
///
/// Neighbouring pixels resemble each other, so the more border two regions share, the more the test region knows of the
/// training region. There are three kinds:
/// ```yaml
/// split: {kind: bands, axis: rows, train: [0, 50], validation: [50, 67], test: [67, 100]}
///
/// split:
///   kind: rectangles
///   train: [{rows: [0, 60], columns: [0, 50]}, {rows: [60, 100], columns: [0, 20]}]
///   validation: [{rows: [60, 100], columns: [20, 50]}]
///   test: [{columns: [50, 100]}]
///
/// split: {kind: blocks, block-size: 10, shares: {train: 0.5, validation: 0.17, test: 0.33}, seed: 1}
/// ```
/// A band holds whole rows (`axis: rows`) or whole columns. A rectangle spans all rows or columns where these are not
/// given. Blocks are squares that are dealt out at random. Ranges are half-open. The parts must not overlap and must cover
/// the image, unless `leave-out: allowed` says that pixels may belong to none.
///
/// The paper splits its images "into three parts […] as shown in Fig. 2, in order to have a test set that is as
/// independent as possible from the training set" (section 3.2). The text gives neither the shape nor the size of the
/// parts, so they cannot be reproduced from it. Its aim speaks for few contiguous parts, and in Jasper Ridge for bands of
/// rows: river and roads run from top to bottom, so that every class is in every part, whereas the river would fall
/// nearly whole into one of three bands of columns.
public struct SpatialSplit: Sendable {
    /// What determines the regions: equal for splits that were written differently but are the same.
    public let canonical: StructuredValue
    /// The region of each pixel.
    public let regions: SplitRegions
}

extension SpatialSplit {
    /// Reads a `split` section for an image of a given size and reports what is wrong with it.
    ///
    /// - Returns: The split, or `nil` where a problem was reported.
    public static func read(_ section: Section, size: ImageSize) -> SpatialSplit? {
        section.explain([
            "kind": "How the image is divided: bands of rows or columns, rectangles, or blocks dealt out at random.",
            "axis": "Whether a band is made of whole rows or of whole columns.",
            "train": "The training region.",
            "validation": "The validation region.",
            "test": "The test region.",
            "train[].rows": "The rows of a rectangle; all where they are left out.",
            "train[].columns": "The columns of a rectangle; all where they are left out.",
            "validation[].rows": "The rows of a rectangle; all where they are left out.",
            "validation[].columns": "The columns of a rectangle; all where they are left out.",
            "test[].rows": "The rows of a rectangle; all where they are left out.",
            "test[].columns": "The columns of a rectangle; all where they are left out.",
            "leave-out": "Whether pixels may belong to no region.",
            "block-size": "How many rows and columns a block has.",
            "shares": "The share of the pixels of each region; they sum to 1.",
            "shares.train": "The share of the training region.",
            "shares.validation": "The share of the validation region.",
            "shares.test": "The share of the test region.",
            "seed": "The number that determines how blocks are dealt out.",
        ])
        defer { section.finish() }
        switch section.choice("kind", of: ["bands", "rectangles", "blocks"], called: "kind of split") {
        case "bands":
            let axis = section.choice("axis", of: ["rows", "columns"], called: "axis")
            return readRectangles(section, size: size) { key in
                readBand(section, key, along: axis, size: size).map { [$0] }
            }
        case "rectangles":
            return readRectangles(section, size: size) { key in
                section.sections(key)?.map { readRectangle($0, size: size) }.allOrNone()
            }
        case "blocks":
            return readBlocks(section, size: size)
        default:
            return nil
        }
    }

    // MARK: Bands and rectangles

    private static func readRectangles(
        _ section: Section, size: ImageSize, of rectangles: (_ key: String) -> [PixelRectangle]?
    ) -> SpatialSplit? {
        let leaveOut = section.choice("leave-out", of: ["allowed", "forbidden"], called: "rule", default: "forbidden")
        let parts = ImagePicture.Region.parts.map { region in rectangles(region.specName).map { (region, $0) } }
            .allOrNone()
        guard let leaveOut, let parts else { return nil }

        var regions = SplitRegions(size: size)
        var canonical: StructuredValue = ["kind": "rectangles"]
        var disjoint = true
        for (region, rectangles) in parts {
            for rectangle in rectangles {
                guard let taken = regions.assign(rectangle, to: region) else { continue }
                section.report(
                    "\(region.specName) covers the \(size.describe(pixel: taken)), which belongs to a part already",
                    at: region.specName)
                disjoint = false
            }
            canonical[region.specName] = .array(rectangles.map(\.canonical))
        }
        guard disjoint, !reportEmptyRegions(of: regions, in: section) else { return nil }

        let left = regions.pixels(of: .none)
        if leaveOut == "forbidden", let first = left.first {
            section.report(
                "\(left.count) of \(size.pixels) pixels belong to no part, the first being the "
                    + "\(size.describe(pixel: first)); write 'leave-out: allowed' if this is meant")
            return nil
        }
        return SpatialSplit(canonical: canonical, regions: regions)
    }

    private static func readBand(
        _ section: Section, _ key: String, along axis: String?, size: ImageSize
    ) -> PixelRectangle? {
        let (rows, columns) = (0..<size.rows, 0..<size.columns)
        switch axis {
        case "rows":
            return section.halfOpenRange(key, in: 0...size.rows).map { PixelRectangle(rows: $0, columns: columns) }
        case "columns":
            return section.halfOpenRange(key, in: 0...size.columns).map { PixelRectangle(rows: rows, columns: $0) }
        default:
            // The axis was reported; the range may still be missing or malformed.
            _ = section.halfOpenRange(key, in: 0...max(size.rows, size.columns))
            return nil
        }
    }

    private static func readRectangle(_ section: Section, size: ImageSize) -> PixelRectangle? {
        defer { section.finish() }
        func range(_ key: String, _ length: Int) -> Range<Int>? {
            section.contains(key) ? section.halfOpenRange(key, in: 0...length) : 0..<length
        }
        guard let rows = range("rows", size.rows), let columns = range("columns", size.columns) else { return nil }
        return PixelRectangle(rows: rows, columns: columns)
    }

    // MARK: Blocks

    private static func readBlocks(_ section: Section, size: ImageSize) -> SpatialSplit? {
        let side = section.integer("block-size", in: 1...max(size.rows, size.columns))
        let seed = section.integer("seed", in: 0...Int.max)
        guard let shares = readShares(section), let side, let seed else { return nil }

        let regions = SplitRegions(size: size, blocksOf: side, shares: shares, seed: UInt64(seed))
        guard !reportEmptyRegions(of: regions, in: section) else { return nil }
        return SpatialSplit(
            canonical: [
                "kind": "blocks", "block-size": .integer(side), "seed": .integer(seed),
                "shares": .array(shares.map { .number($0) }),
            ],
            regions: regions)
    }

    private static func readShares(_ section: Section) -> [Double]? {
        guard let section = section.section("shares") else { return nil }
        defer { section.finish() }
        guard let shares = ImagePicture.Region.parts.map({ section.number($0.specName, above: 0, upTo: 1) }).allOrNone()
        else {
            return nil
        }
        let sum = shares.reduce(0, +)
        guard abs(sum - 1) <= 1e-9 else {
            section.report("the shares must sum to 1, but sum to \(NumberText.rounded(sum, decimals: 10))")
            return nil
        }
        return shares
    }

    private static func reportEmptyRegions(of regions: SplitRegions, in section: Section) -> Bool {
        let empty = ImagePicture.Region.parts.filter { regions.pixels(of: $0).isEmpty }
        for region in empty {
            section.report("no pixel belongs to \(region.specName)", at: region.specName)
        }
        return !empty.isEmpty
    }
}

extension SplitRegions {
    /// Deals square blocks out to the regions at random.
    ///
    /// The blocks are lined up in a random order, and the line is cut at the shares; the block that a cut goes through
    /// falls to the side that holds its middle. Blocks at the right and lower edges may be narrower.
    ///
    /// - Parameters:
    ///   - size: The size of the image.
    ///   - side: The rows and columns of a block.
    ///   - shares: The share of the pixels that each region gets, training, validation and test in turn.
    ///   - seed: Determines the order of the blocks.
    init(size: ImageSize, blocksOf side: Int, shares: [Double], seed: UInt64) {
        var blocks: [PixelRectangle] = []
        for row in stride(from: 0, to: size.rows, by: side) {
            for column in stride(from: 0, to: size.columns, by: side) {
                blocks.append(
                    PixelRectangle(
                        rows: row..<min(row + side, size.rows), columns: column..<min(column + side, size.columns)))
            }
        }
        var order = Seed(experiment: "split into blocks", base: seed).stream()
        order.shuffle(&blocks)

        self.init(size: size)
        var dealt = 0
        for block in blocks {
            let middle = (Double(dealt) + Double(block.pixels) / 2) / Double(size.pixels)
            let region: ImagePicture.Region =
                middle < shares[0] ? .training : middle < shares[0] + shares[1] ? .validation : .test
            _ = assign(block, to: region)
            dealt += block.pixels
        }
    }
}

extension ImagePicture.Region {
    /// The regions that samples are taken from.
    static let parts: [ImagePicture.Region] = [.training, .validation, .test]

    /// What specs call the region.
    var specName: String {
        switch self {
        case .training: "train"
        case .validation: "validation"
        case .test: "test"
        case .none: "left out"
        }
    }
}

extension PixelRectangle {
    fileprivate var canonical: StructuredValue {
        .array([rows.lowerBound, rows.upperBound, columns.lowerBound, columns.upperBound].map { .integer($0) })
    }
}

extension Array {
    /// The elements that an array of optionals holds, or `nil` where one is missing.
    func allOrNone<Wrapped>() -> [Wrapped]? where Element == Wrapped? {
        let present = compactMap(\.self)
        return present.count == count ? present : nil
    }
}
