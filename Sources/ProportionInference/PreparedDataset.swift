public import SimplexMath

/// A dataset ready for methods: labelled samples in three parts, and what is to be said of them.
public struct PreparedDataset: Sendable {
    /// Samples that methods are scored on, and nothing else.
    public struct TestPart: Sendable {
        /// The name under which tables show it: the dataset's, as a rule.
        public let name: String
        /// The samples.
        public let samples: LabelledSamples

        /// Names a part.
        public init(name: String, samples: LabelledSamples) {
            self.name = name
            self.samples = samples
        }
    }

    /// The names of the classes, in the order of the proportions.
    public let classes: [String]
    /// What methods learn from.
    public let training: LabelledSamples
    /// What epochs, runs and recipes are selected on.
    public let validation: LabelledSamples
    /// What methods are scored on.
    public let tests: [TestPart]
    /// What figures draw it from, where it is an image.
    public let picture: ImagePicture?
    /// Facts worth printing: the shares of the parts, the normalization.
    public let notes: [String]

    /// Joins the parts.
    public init(
        classes: [String], training: LabelledSamples, validation: LabelledSamples, tests: [TestPart],
        picture: ImagePicture? = nil, notes: [String] = []
    ) {
        for part in [training, validation] + tests.map(\.samples) {
            precondition(
                part.proportions.columns == classes.count && part.inputs.columns == training.inputs.columns,
                "\(part.inputs.columns) features and \(part.proportions.columns) classes in a dataset of "
                    + "\(training.inputs.columns) and \(classes.count)")
        }
        self.classes = classes
        self.training = training
        self.validation = validation
        self.tests = tests
        self.picture = picture
        self.notes = notes
    }
}

/// An image, its regions and its true proportions, pixel by pixel and row by row, for figures.
public struct ImagePicture: Sendable {
    /// The region of a pixel.
    public enum Region: UInt8, Sendable, CaseIterable {
        /// Methods learn here.
        case training = 0
        /// Epochs and runs are selected here.
        case validation = 1
        /// Methods are scored here.
        case test = 2
        /// Belongs to no part.
        case none = 255
    }

    /// The number of rows of pixels.
    public let rows: Int
    /// The number of columns of pixels.
    public let columns: Int
    /// Red, green and blue of every pixel, 0 to 1.
    public let rgb: [Float]
    /// The region of every pixel.
    public let regions: [Region]
    /// The true proportions: pixels x classes.
    public let proportions: Matrix<Double>

    /// Joins what is drawn; every part must cover rows x columns pixels.
    public init(rows: Int, columns: Int, rgb: [Float], regions: [Region], proportions: Matrix<Double>) {
        let pixels = rows * columns
        precondition(
            rgb.count == 3 * pixels && regions.count == pixels && proportions.rows == pixels,
            "\(rgb.count) colours, \(regions.count) regions and \(proportions.rows) proportions for \(pixels) pixels")
        self.rows = rows
        self.columns = columns
        self.rgb = rgb
        self.regions = regions
        self.proportions = proportions
    }
}
