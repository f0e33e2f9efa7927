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

    /// Says of a key what the accessors do not know, for the reference of keys; it has no effect where a file is read.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - kind: What its value must be, as in *a range [low, high]*, where the accessors see a list.
    ///   - value: The value that it has where it is left out.
    public func explain(
        _ key: String, is kind: @autoclosure () -> String? = nil,
        default value: @autoclosure () -> StructuredValue? = nil
    ) {
        guard let recorder else { return }
        if let kind = kind() { recorder.record(pathOf(key), statedKind: kind) }
        if let value = value() { recorder.record(pathOf(key), defaultValue: value) }
    }
}
