public import NumericalMethods
public import ProportionInference

/// A dataset ready for methods: labelled samples in three parts, and what is to be said of them.
public struct PreparedDataset: Sendable {
    /// Samples that methods are scored on, and nothing else.
    public struct TestPart: Sendable {
        /// The name under which tables show it: the dataset's, as a rule.
        public let name: String
        /// The samples.
        public let samples: LabelledSamples
        /// The names of the samples in their order, or nothing where they have none.
        public let sampleNames: [String]?
        /// The number of the block of each sample.
        ///
        /// Samples of one block may resemble each other; blocks are taken as independent.
        public let blocks: [Int]

        /// Names a part.
        ///
        /// - Parameters:
        ///   - name: The name.
        ///   - samples: The samples.
        ///   - sampleNames: Their names, or nothing where they have none.
        ///   - blocks: The number of the block of each sample, from 0 without a gap. Samples that are independent of each
        ///     other need none: they are dealt out in turn to ``mostBlocks`` blocks, or are a block each where they are fewer.
        public init(name: String, samples: LabelledSamples, sampleNames: [String]? = nil, blocks: [Int]? = nil) {
            precondition(sampleNames.map { $0.count == samples.count } ?? true, "names for other samples in '\(name)'")
            precondition(blocks.map { $0.count == samples.count } ?? true, "blocks of other samples in '\(name)'")
            self.name = name
            self.samples = samples
            self.sampleNames = sampleNames
            self.blocks = blocks ?? (0..<samples.count).map { $0 % Self.mostBlocks }
        }

        /// The number of blocks of independent samples.
        public static let mostBlocks = 100
    }

    /// Samples whose proportions nobody knows: they are inferred, and not scored.
    public struct UnlabelledPart: Sendable {
        /// The name under which records show it.
        public let name: String
        /// The signals, samples x features.
        public let inputs: Matrix<Float>
        /// The names of the samples in their order.
        public let sampleNames: [String]

        /// Names a part.
        public init(name: String, inputs: Matrix<Float>, sampleNames: [String]) {
            precondition(sampleNames.count == inputs.rows, "names for other samples in '\(name)'")
            self.name = name
            self.inputs = inputs
            self.sampleNames = sampleNames
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
    /// What is inferred beside that, and not scored.
    public let unlabelled: [UnlabelledPart]
    /// The samples as their field knows them, where baselines have a use for that; without proportions of test samples.
    public let field: (any FieldData)?
    /// Test samples that trained networks learn from after all, where the spec asks for that.
    ///
    /// Their parts are among the tests.
    public let added: AddedSamples?
    /// What figures draw it from, where there is something to draw.
    public let picture: DatasetPicture?
    /// How its samples are made from what users measure, so that what is trained on it can be applied; nothing where that
    /// cannot be said.
    public let samples: SampleDescription?
    /// Facts worth printing: the shares of the parts, the normalization.
    public let notes: [String]

    /// Makes a dataset of its parts, all of which have the same features and classes.
    public init(
        classes: [String], training: LabelledSamples, validation: LabelledSamples, tests: [TestPart],
        unlabelled: [UnlabelledPart] = [], field: (any FieldData)? = nil, added: AddedSamples? = nil,
        picture: DatasetPicture? = nil,
        samples: SampleDescription? = nil, notes: [String] = []
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
        self.unlabelled = unlabelled
        self.field = field
        self.added = added
        self.picture = picture
        self.samples = samples
        self.notes = notes
    }

    /// What methods may see of it: everything but the proportions of the test samples.
    public var methodInput: MethodInput {
        MethodInput(
            classes: classes, training: training, validation: validation,
            tests: tests.map { MethodInput.TestPart(name: $0.name, inputs: $0.samples.inputs) }
                + unlabelled.map { MethodInput.TestPart(name: $0.name, inputs: $0.inputs) }, field: field,
            added: added)
    }

    /// The test parts that a trained network infers by itself: all but those of which it learns from some samples.
    public var testsOfOneNetwork: [TestPart] {
        let learned = Set(added?.parts.map(\.name) ?? [])
        return tests.filter { !learned.contains($0.name) }
    }
}
