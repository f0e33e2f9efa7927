public import NumericalMethods

/// What a method may see of a dataset.
///
/// The proportions of test samples are not among it, but for those that a spec adds to training by a protocol that leaves out
/// what is scored: a method infers them, and whoever runs it scores what it infers.
public struct MethodInput: Sendable {
    /// Samples that are to be inferred.
    public struct TestPart: Sendable {
        /// The name under which tables show the part.
        public let name: String
        /// The signals, samples x features.
        public let inputs: Matrix<Float>

        /// Names the signals of a part.
        public init(name: String, inputs: Matrix<Float>) {
            self.name = name
            self.inputs = inputs
        }
    }

    /// The names of the classes, in the order of the proportions.
    public let classes: [String]
    /// What methods learn from.
    public let training: LabelledSamples
    /// What epochs, runs and recipes are selected on.
    public let validation: LabelledSamples
    /// What proportions are inferred for.
    public let tests: [TestPart]
    /// The same samples as their field knows them, where baselines have a use for that.
    public let field: (any FieldData)?
    /// Test samples that trained networks learn from after all, where a spec asks for that.
    public let added: AddedSamples?

    /// Puts together what a method may see.
    public init(
        classes: [String], training: LabelledSamples, validation: LabelledSamples, tests: [TestPart],
        field: (any FieldData)? = nil, added: AddedSamples? = nil
    ) {
        self.classes = classes
        self.training = training
        self.validation = validation
        self.tests = tests
        self.field = field
        self.added = added
    }

    /// What the field knows, as a type of it.
    ///
    /// - Parameters:
    ///   - type: The type that a method works on.
    ///   - method: The method's name.
    /// - Returns: The samples as the field knows them.
    /// - Throws: ``WrongField`` where they are another field's, or nobody's.
    public func field<Data: FieldData>(as type: Data.Type, for method: String) throws(WrongField) -> Data {
        guard let field = field as? Data else { throw WrongField(method: method, needs: Data.plural) }
        return field
    }
}
