/// The keys by which a GeoTIFF names its coordinate system.
struct GeoKeys {
    /// Four numbers for the whole, and four for each key, in the order of the keys.
    let directory: [Int]
    /// The texts that keys point to.
    let text: String

    /// Makes the keys of a coordinate system, or where it is unknown, those of none.
    init(_ system: CoordinateSystem?) {
        // Each key: its number, where its value is (0 for here), how many values there are, and the value.
        var keys = [[Self.rasterType, 0, 1, Self.pixelIsArea]]
        var text = ""
        switch system {
        case .numbered(let code, isGeographic: true):
            keys += [[Self.modelType, 0, 1, Self.geographic], [Self.geographicType, 0, 1, code]]
        case .numbered(let code, isGeographic: false):
            keys += [[Self.modelType, 0, 1, Self.projected], [Self.projectedType, 0, 1, code]]
        case .described(let description):
            // GDAL reads such a text only where the kind of system is said to be of the user's own. The bar ends a text within the
            // parameter.
            text = "ESRI PE String = \(description.replacing("|", with: "/"))|"
            keys += [
                [Self.modelType, 0, 1, Self.userDefined], [Self.projectedType, 0, 1, Self.userDefined],
                [Self.projectedCitation, Self.asciiParams, text.utf8.count, 0],
            ]
        case nil: break
        }
        keys.sort { $0[0] < $1[0] }
        directory = [1, 1, 0, keys.count] + keys.flatMap(\.self)
        self.text = text
    }

    private static let modelType = 1024
    private static let rasterType = 1025
    private static let geographicType = 2048
    private static let projectedType = 3072
    private static let projectedCitation = 3073
    private static let asciiParams = 34737
    private static let projected = 1
    private static let geographic = 2
    private static let pixelIsArea = 1
    private static let userDefined = 32767
}
