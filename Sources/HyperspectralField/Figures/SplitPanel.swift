public import NumericalMethods
internal import Reports

/// An image and how its pixels are shared out: one panel of `Figure.split(_:identity:)`.
public struct SplitPanel: Sendable {
    /// What a pixel serves for.
    public enum Part: Int, Sendable, CaseIterable {
        /// The networks' weights are trained on it.
        case training
        /// Epoch and run are selected on it.
        case validation
        /// The numbers of the tables are measured on it.
        case test

        var title: String {
            switch self {
            case .training: "Training"
            case .validation: "Validation"
            case .test: "Test"
            }
        }

        var color: Color {
            switch self {
            case .training: .blue
            case .validation: .orange
            case .test: .vermilion
            }
        }
    }

    let title: String
    let image: ColorImage
    let parts: Matrix<Part?>

    /// Makes a figure of an image and the part of each of its pixels, rows x columns; `nil` for a pixel that is not used.
    public init(title: String, image: ColorImage, parts: Matrix<Part?>) {
        precondition(
            image.raster.rows == parts.rows && image.raster.columns == parts.columns,
            "an image of \(image.raster.rows) x \(image.raster.columns) with parts of \(parts.rows) x \(parts.columns)")
        self.title = title
        self.image = image
        self.parts = parts
    }
}

extension SplitPanel {
    /// Each part that occurs, with its share of all pixels.
    var legend: [LegendEntry] {
        Part.allCases.compactMap { part in
            let count = parts.elements.count { $0 == part }
            let share = NumberText.fixed(100 * Double(count) / Double(parts.elements.count), decimals: 0)
            return count == 0 ? nil : LegendEntry(.patch(part.color), "\(part.title) \(share) %")
        }
    }

    func draw(on canvas: borrowing Canvas, frame: Rectangle) {
        canvas.draw(tinted, in: frame)
        for part in Part.allCases {
            canvas.stroke(segments: outline(of: part, in: frame), Pen(part.color, width: 1.6))
        }
    }

    /// The image with each pixel's colour drawn a little towards that of its part.
    private var tinted: Raster {
        let pixels = zip(image.raster.pixels, parts.elements).map { pixel, part in
            part.map { Color(pixel).mixed(with: $0.color, fraction: 0.12).packed } ?? pixel
        }
        return Raster(rows: parts.rows, columns: parts.columns, pixels: pixels)
    }

    /// The edges between a part's pixels and all others, moved inwards so that neighbours' outlines do not overlap.
    private func outline(of part: Part, in frame: Rectangle) -> [(Point, Point)] {
        let inset = 0.8
        let (width, height) = (frame.width / Double(parts.columns), frame.height / Double(parts.rows))
        func belongs(_ row: Int, _ column: Int) -> Bool {
            (0..<parts.rows).contains(row) && (0..<parts.columns).contains(column) && parts[row, column] == part
        }
        var edges: [(Point, Point)] = []
        for row in 0..<parts.rows {
            for column in 0..<parts.columns where belongs(row, column) {
                let left = frame.x + Double(column) * width
                let top = frame.y + Double(row) * height
                let (right, bottom) = (left + width, top + height)
                if !belongs(row - 1, column) {
                    edges.append((Point(x: left, y: top + inset), Point(x: right, y: top + inset)))
                }
                if !belongs(row + 1, column) {
                    edges.append((Point(x: left, y: bottom - inset), Point(x: right, y: bottom - inset)))
                }
                if !belongs(row, column - 1) {
                    edges.append((Point(x: left + inset, y: top), Point(x: left + inset, y: bottom)))
                }
                if !belongs(row, column + 1) {
                    edges.append((Point(x: right - inset, y: top), Point(x: right - inset, y: bottom)))
                }
            }
        }
        return edges
    }
}
