/// Where the pixels of an image lie on a map, as its file says.
public struct ImagePlace: Sendable, Equatable {
    /// The coordinate system, as well-known text or as `EPSG:32633`.
    public let coordinateSystem: String?
    /// Six numbers that give a place (x, y) for a column c and a row r, counted from the upper left corner:
    /// x = t₀ + t₁ c + t₂ r and y = t₃ + t₄ c + t₅ r.
    public let transform: [Double]

    /// Makes a place of six numbers.
    public init(coordinateSystem: String?, transform: [Double]) {
        precondition(transform.count == 6, "\(transform.count) numbers of a transform")
        self.coordinateSystem = coordinateSystem
        self.transform = transform
    }

    /// The same in the words of an ENVI header: values of `map info` and `coordinate system string`, braces included.
    ///
    /// Nothing stands in `map info` where the image is turned or mirrored against the map.
    public func enviEntries() -> [String: String] {
        var entries: [String: String] = [:]
        let isUpright = transform[2] == 0 && transform[4] == 0 && transform[1] > 0 && transform[5] < 0
        if isUpright {
            let numbers = [1, 1, transform[0], transform[3], transform[1], -transform[5]].map { "\($0)" }
            entries["map info"] = "{" + ([projection] + numbers).joined(separator: ", ") + "}"
        }
        // A code is no well-known text, which is what the key is for.
        if let coordinateSystem, coordinateSystem.contains("[") {
            entries["coordinate system string"] = "{\(coordinateSystem)}"
        }
        return entries
    }

    /// The projection as ENVI calls it, as far as the coordinate system shows it.
    private var projection: String {
        guard let coordinateSystem else { return "Arbitrary" }
        if coordinateSystem.hasPrefix("GEOGC") { return "Geographic Lat/Lon" }
        let isUTM =
            coordinateSystem.contains("UTM") || coordinateSystem.hasPrefix("EPSG:326")
            || coordinateSystem.hasPrefix("EPSG:327")
        return isUTM ? "UTM" : "Arbitrary"
    }
}
