internal import Experiments

/// The test samples that results made elsewhere are for, and how files may name them.
struct ScoredPart: Sendable {
    /// The pixels of an image that are test samples.
    struct Pixels: Sendable {
        let rows: Int
        let columns: Int
        /// The pixels in the order of the samples, counted row by row.
        let test: [Int]
    }

    /// The name of the test part.
    let name: String
    let classes: [String]
    /// The number of samples.
    let count: Int
    /// The names of the samples, where they have any.
    let names: [String]?
    /// Where the samples lie, where they are pixels of an image.
    let pixels: Pixels?

    init(name: String, classes: [String], count: Int, names: [String]? = nil, pixels: Pixels? = nil) {
        self.name = name
        self.classes = classes
        self.count = count
        self.names = names
        self.pixels = pixels
    }

    /// A test part of a dataset.
    init(_ part: PreparedDataset.TestPart, of dataset: PreparedDataset) {
        let test = dataset.picture?.image.map { image in image.regions.indices.filter { image.regions[$0] == .test } }
        self.init(
            name: part.name, classes: dataset.classes, count: part.samples.count, names: part.sampleNames,
            pixels: dataset.picture?.image.flatMap { image in
                test?.count == part.samples.count
                    ? Pixels(rows: image.rows, columns: image.columns, test: test ?? []) : nil
            })
    }

    /// What files may hold, in words.
    var expected: String {
        let whole = pixels.map { ", or \($0.rows) x \($0.columns) x \(classes.count) for the whole image" } ?? ""
        return "'\(name)' has \(count) test samples of \(classes.count) classes: \(count) x \(classes.count)\(whole)"
    }

    /// What messages call a sample.
    func label(_ sample: Int) -> String {
        if let names { return names[sample] }
        if let pixels {
            let pixel = pixels.test[sample]
            return "row \(pixel / pixels.columns), column \(pixel % pixels.columns) of the image"
        }
        return "sample \(sample + 1)"
    }
}
