extension Section {
    /// Says what keys mean, for the reference of keys; it has no effect where a file is read.
    ///
    /// ```swift
    /// section.explain([
    ///     "epochs": "How often training goes through all samples.",
    ///     "optimizer.adam.beta-1": "How much of the mean of the gradients is kept from step to step.",
    /// ])
    /// ```
    /// - Parameter meanings: A sentence for each key of the mapping, or of a mapping in it.
    public func explain(_ meanings: @autoclosure () -> KeyValuePairs<String, String>) {
        recorder?.record(meanings: meanings().map { (pathOf($0.key), $0.value) })
    }

    /// Says what value a key has where it is left out, where the accessors do not know it.
    ///
    /// It has no effect where a file is read.
    public func explain(_ key: String, default value: @autoclosure () -> StructuredValue) {
        recorder?.record(pathOf(key), defaultValue: value())
    }
}
