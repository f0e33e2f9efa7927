extension Section {
    /// The mapping of a key that must be given.
    public func section(_ key: String) -> Section? {
        requiredElement(key).flatMap { section($0, pathOf(key)) }
    }

    /// The mapping of a key that may be missing.
    public func optionalSection(_ key: String) -> Section? {
        contains(key) ? section(key) : nil
    }

    /// The list of mappings of a key that must be given.
    public func sections(_ key: String) -> [Section]? {
        list(key, of: "mappings") { section($0, $1) }
    }

    /// All the keys of a mapping whose keys are names and whose values are mappings, in the order of the file.
    ///
    /// Every key becomes a known one. Values that are no mappings are reported and left out.
    ///
    /// - Parameter kind: What the keys name, in the singular; the reference of keys shows it in their place.
    /// - Returns: The names and their mappings.
    public func entries(called kind: String = "name") -> [(name: String, section: Section)] {
        if let recorder {
            let path = pathOf(kind.uppercased())
            recorder.ask(path, isRequired: false)
            return section(recorder.imagined(), path).map { [(kind, $0)] } ?? []
        }
        acceptEveryKey()
        return keys.compactMap { key in
            section(key.value, pathOf(key.name)).map { (key.name, $0) }
        }
    }

    /// The mapping of a key that must be given, to be read later.
    public func deferred(_ key: String) -> DeferredSection? {
        guard let element = requiredElement(key), section(element, pathOf(key)) != nil else { return nil }
        child(pathOf(key), element).acceptEveryKey()
        return DeferredSection(path: pathOf(key), element: element)
    }

    /// Whatever a key holds, as it is; nothing where the key is missing.
    public func structured(_ key: String) -> StructuredValue? {
        if let recorder { return recorder.imaginedValue(pathOf(key)) }
        return element(key)?.structured
    }

    private func section(_ element: Element, _ path: String) -> Section? {
        if case .mapping = element.content { return child(path, element) }
        if let imagined = element.imagined {
            imagined.recorder.record(path, kind: Self.mappingKind)
            return child(path, element)
        }
        refuse(element, path, mustBe: "\(Self.mappingKind) (key: value)")
        return nil
    }

    /// What the reference of keys says of a mapping.
    static let mappingKind = "a mapping"
}
