/// The coordinate system of a map.
enum CoordinateSystem: Equatable {
    /// By its number in the register of EPSG.
    case numbered(Int, isGeographic: Bool)
    /// By a description as WKT (ISO 19125-1), in the dialect of ESRI or another.
    case described(String)
}

extension MapPlace {
    /// Where the pixels lie on the map, where `map info` says so.
    var grid: MapGrid? { entries["map info"].flatMap { MapGrid(mapInfo: $0) } }

    /// The coordinate system, where it is known.
    ///
    /// It is the number in the description, or that of the zone and datum in `map info`, or else the description itself.
    var coordinateSystem: CoordinateSystem? {
        let description = entries["coordinate system string"].map { text in
            trimmed(text.hasPrefix("{") && text.hasSuffix("}") ? text.dropFirst().dropLast() : text[...])
        }
        let isGeographic = description?.hasPrefix("GEOG") ?? false
        if let number = description?.firstMatch(of: /(AUTHORITY|ID)\["EPSG",\s*"?(\d{4,5})"?\]\s*\]$/) {
            if let code = Int(number.2) { return .numbered(code, isGeographic: isGeographic) }
        }
        if let number = grid.flatMap(Self.number) { return number }
        // What is no description of a system would make the whole file unreadable to some.
        guard let description, description.contains(/SPHEROID|ELLIPSOID/) else { return nil }
        return .described(description)
    }

    /// Why a GeoTIFF of this place says less than where it is and in which system; nothing where it says all.
    package var lackForGeoTIFF: String? {
        guard grid != nil else {
            return "the image does not say where it lies on Earth, and the GeoTIFF will not, either"
        }
        return coordinateSystem == nil
            ? "the coordinate system of the image is not known; the GeoTIFF has coordinates without it" : nil
    }

    /// The number of a zone of UTM, or of latitude and longitude.
    private static func number(_ grid: MapGrid) -> CoordinateSystem? {
        func datum(in names: [String]) -> Datum? {
            names.lazy.compactMap { Datum.named[$0.lowercased().filter { !" -_".contains($0) }] }.first
        }
        if grid.projection.lowercased().hasPrefix("geographic") {
            return datum(in: grid.rest).map { .numbered($0.geographic, isGeographic: true) }
        }
        guard grid.projection.lowercased() == "utm", grid.rest.count >= 3, let zone = Int(grid.rest[0]),
            let datum = datum(in: Array(grid.rest[2...]))
        else { return nil }
        let isNorth = grid.rest[1].lowercased() == "north"
        guard isNorth || grid.rest[1].lowercased() == "south" else { return nil }
        guard let zones = isNorth ? datum.north : datum.south, zones.range.contains(zone) else { return nil }
        return .numbered(zones.base + zone, isGeographic: false)
    }
}

/// A datum with the numbers that EPSG gives to what is measured in it.
private struct Datum {
    typealias Zones = (base: Int, range: ClosedRange<Int>)

    /// The number of latitude and longitude.
    let geographic: Int
    /// The zones of UTM in the north: their number is the base plus the zone.
    let north: Zones?
    /// Those in the south.
    let south: Zones?

    /// By the name that ENVI has for it, without blanks and hyphens.
    static let named: [String: Datum] = [
        "wgs84": Datum(geographic: 4326, north: (32600, 1...60), south: (32700, 1...60)),
        "wgs72": Datum(geographic: 4322, north: (32200, 1...60), south: (32300, 1...60)),
        "northamerica1983": nad83, "nad83": nad83,
        "northamerica1927": nad27, "nad27": nad27,
        "etrs89": etrs89, "etrs1989": etrs89,
    ]

    private static let nad83 = Datum(geographic: 4269, north: (26900, 1...23), south: nil)
    private static let nad27 = Datum(geographic: 4267, north: (26700, 1...22), south: nil)
    private static let etrs89 = Datum(geographic: 4258, north: (25800, 28...38), south: nil)
}
