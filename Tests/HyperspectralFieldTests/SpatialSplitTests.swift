import DeclarativeFiles
import Experiments
import HyperspectralField
import ProportionInference
import Testing
import Unmixing

@Suite("Spatial splits")
struct SpatialSplitTests {
    private let size = ImageSize(rows: 10, columns: 20)

    private func split(_ text: String) throws(InvalidDeclaration) -> SpatialSplit {
        try DeclarativeFile.parse(text: text, file: "s.yaml") { SpatialSplit.read($0, size: size) }
    }

    /// The problems of a split, one a line.
    private func problems(_ text: String) -> String {
        do {
            _ = try split(text)
            return ""
        } catch {
            return "\(error)"
        }
    }

    private func counts(_ split: SpatialSplit) -> [Int] {
        ImagePicture.Region.allCases.map { split.regions.pixels(of: $0).count }
    }

    @Test("bands along rows")
    func rows() throws {
        let split = try split("{kind: bands, axis: rows, train: [0, 5], validation: [5, 7], test: [7, 10]}")
        #expect(split.regions.pixels(of: .training) == Array(0..<100))
        #expect(split.regions.pixels(of: .validation) == Array(100..<140))
        #expect(split.regions.pixels(of: .test) == Array(140..<200))
    }

    @Test("pixels of one square are one block")
    func blocks() throws {
        let split = try split("{kind: bands, axis: rows, train: [0, 3], validation: [3, 4], test: [4, 10]}")
        let pixels = split.regions.pixels(of: .test)
        let blocks = split.regions.blocks(of: pixels, side: 5)
        // The first row ends the upper squares, five rows are the lower ones.
        #expect(blocks.prefix(20) == [0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3])
        #expect((0..<8).map { block in blocks.count { $0 == block } } == [5, 5, 5, 5, 25, 25, 25, 25])
        let cut = split.regions.blocks(of: pixels, side: 8)
        #expect(Set(cut).count == 6 && cut[19] == 2 && cut[119] == 5)
    }

    @Test("bands along columns, in any order")
    func columns() throws {
        let split = try split("{kind: bands, axis: columns, train: [12, 20], validation: [0, 2], test: [2, 12]}")
        #expect(counts(split) == [80, 20, 100, 0])
        #expect(split.regions.pixels(of: .validation).prefix(4) == [0, 1, 20, 21])
    }

    @Test("bands are rectangles, and written as such they are the same split")
    func equalSplits() throws {
        let bands = try split("{kind: bands, axis: rows, train: [0, 5], validation: [5, 7], test: [7, 10]}")
        let rectangles = try split(
            """
            kind: rectangles
            train: [{rows: [0, 5]}]
            validation: [{rows: [5, 7], columns: [0, 20]}]
            test: [{rows: [7, 10]}]
            """)
        #expect(bands.regions == rectangles.regions)
        #expect(bands.canonical == rectangles.canonical)
        let others = try split("{kind: bands, axis: rows, train: [0, 5], validation: [5, 8], test: [8, 10]}")
        #expect(bands.canonical != others.canonical)
    }

    @Test("several rectangles, and pixels that are left out")
    func rectangles() throws {
        let text = """
            kind: rectangles
            train: [{rows: [0, 4]}, {rows: [4, 10], columns: [0, 5]}]
            validation: [{rows: [5, 10], columns: [6, 10]}]
            test: [{rows: [5, 10], columns: [11, 20]}]
            """
        #expect(
            problems(text)
                == "s.yaml:1:1: 25 of 200 pixels belong to no part, the first being the pixel in row 4 and column 5; "
                + "write 'leave-out: allowed' if this is meant")
        #expect(counts(try split(text + "\nleave-out: allowed")) == [110, 20, 45, 25])
    }

    @Test(
        "what is wrong is reported at its place",
        arguments: [
            (
                "{kind: bands, axis: rows, train: [0, 5], validation: [4, 7], test: [7, 10]}",
                "s.yaml:1:54: validation covers the pixel in row 4 and column 0, which belongs to a part already"
            ),
            (
                "{kind: bands, axis: rows, train: [0, 5], validation: [5, 7], test: [7, 11]}",
                "s.yaml:1:72: 'test[1]' must be a whole number from 0 to 10, but is 11"
            ),
            (
                "{kind: bands, axis: rows, train: [5, 5], validation: [5, 7], test: [7, 10]}",
                "s.yaml:1:34: 'train' must be a range [first, end]"
            ),
            ("{kind: bands, axis: rows, train: [0, 5], validation: [5, 7]}", "s.yaml:1:1: missing key 'test'"),
            ("{kind: stripes}", "s.yaml:1:8: unknown kind of split 'stripes'"),
            (
                "{kind: rectangles, train: [], validation: [{rows: [0, 4]}], test: [{rows: [4, 10]}]}",
                "s.yaml:1:27: no pixel belongs to train"
            ),
            (
                "{kind: rectangles, train: [{row: [0, 4]}], validation: [{}], test: [{}]}",
                "s.yaml:1:29: unknown key 'row'"
            ),
            (
                "{kind: blocks, block-size: 5, shares: {train: 0.5, validation: 0.25, test: 0.125}, seed: 1}",
                "s.yaml:1:39: the shares must sum to 1, but sum to 0.875"
            ),
            (
                "{kind: blocks, block-size: 5, shares: {train: 0.7, validation: 0.1, test: 0.1}, seed: 1}",
                "s.yaml:1:39: the shares must sum to 1, but sum to 0.9"
            ),
            (
                "{kind: blocks, block-size: 20, shares: {train: 0.5, validation: 0.2, test: 0.3}, seed: 1}",
                "s.yaml:1:1: no pixel belongs to train"
            ),
        ])
    func mistakes(text: String, expected: String) {
        let found = problems(text)
        #expect(found.contains(expected), "\(found)")
    }

    @Test("all mistakes of a split are reported at once")
    func allMistakes() {
        let found = problems("{kind: bands, axis: diagonal, trian: [0, 5], seed: 3}")
        #expect(found.split(separator: "\n").count == 6, "\(found)")
    }

    @Test("blocks cover the image, keep the shares up to a block, and depend on the seed", arguments: 0..<20)
    func blocks(seed: Int) throws {
        let split = try split(
            "{kind: blocks, block-size: 3, shares: {train: 0.5, validation: 0.2, test: 0.3}, seed: \(seed)}")
        let counts = counts(split)
        #expect(counts.reduce(0, +) == 200 && counts[3] == 0)
        for (count, share) in zip(counts, [0.5, 0.2, 0.3]) {
            #expect(abs(Double(count) - 200 * share) <= 9, "\(counts)")
        }
        for row in 0..<10 {
            for column in 0..<20 {
                let region = split.regions.labels[size.pixel(row: row, column: column)]
                #expect(region == split.regions.labels[size.pixel(row: row / 3 * 3, column: column / 3 * 3)])
            }
        }
        let again = try self.split(
            "{kind: blocks, seed: \(seed), shares: {train: 0.5, validation: 0.2, test: 0.3}, block-size: 3}")
        #expect(again.regions == split.regions && again.canonical == split.canonical)
        let other = try self.split(
            "{kind: blocks, seed: \(seed + 1), shares: {train: 0.5, validation: 0.2, test: 0.3}, block-size: 3}")
        #expect(other.regions != split.regions && other.canonical != split.canonical)
    }
}
