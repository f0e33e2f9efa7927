internal import ProportionInference
internal import ScientificFormats
internal import Unmixing

extension EndmemberMatching {
    /// Which endmember got which class's name, and how sure that is; angles in degrees.
    ///
    /// - Parameters:
    ///   - classes: The names of the classes.
    ///   - pixels: The pixel that each endmember is of, where they are of pixels.
    ///   - columns: The number of columns of the image.
    /// - Returns: The table, `matching.csv`.
    func table(classes: [String], pixels: [Int]?, columns: Int) -> MethodResult.Table {
        func degrees(_ radians: Double) -> String { "\(radians * 180 / .pi)" }
        let lines = classes.enumerated().map { index, name in
            let estimate = permutation[index]
            let pixel = pixels?[estimate]
            return CSV.line([
                name, "\(estimate)", pixel.map { "\($0 / columns)" } ?? "", pixel.map { "\($0 % columns)" } ?? "",
                degrees(angles[index]), degrees(cost), margin.map(degrees) ?? "",
            ])
        }
        let header = ["class", "endmember", "row", "column", "angle", "cost", "margin"]
        return MethodResult.Table(file: "matching.csv", text: CSV.line(header) + lines.joined())
    }
}
