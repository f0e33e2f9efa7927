/// Where an image lies on Earth, in the words of an ENVI header.
public struct MapPlace: Sendable, Equatable {
    /// The values of the keys by which ENVI places images, braces included, as the header has them.
    public private(set) var entries: [String: String]

    /// The keys, in the order in which they are written.
    static let keys = ["map info", "coordinate system string", "projection info", "geo points", "pixel size"]

    /// Makes a place; with no entries, it is unknown.
    public init(_ entries: [String: String] = [:]) {
        precondition(entries.keys.allSatisfy(Self.keys.contains), "keys of no place: \(entries.keys.sorted())")
        self.entries = entries
    }

    init(header: ENVIHeader) {
        let pairs = Self.keys.compactMap { key in header.string(key).map { (key, $0) } }
        entries = Dictionary(uniqueKeysWithValues: pairs)
    }

    /// Whether nothing is known.
    public var isUnknown: Bool { entries.isEmpty }

    /// The place of a part of the image.
    ///
    /// The reference pixel of `map info` and the pixels of `geo points` are counted in the part. Where the image is turned,
    /// programs disagree about a reference pixel elsewhere than in the corner, so that the corner becomes it. A `map info`
    /// that cannot be understood is left out, as it would be wrong.
    public func within(_ window: ImageWindow) -> MapPlace {
        guard (window.row, window.column) != (0, 0) else { return self }
        var part = self
        part.entries["map info"] = entries["map info"].flatMap { moved(mapInfo: $0, window) }
        part.entries["geo points"] = entries["geo points"].flatMap { moved(geoPoints: $0, window) }
        return part
    }

    private func moved(mapInfo text: String, _ window: ImageWindow) -> String? {
        guard let grid = MapGrid(mapInfo: text), var items = Self.items(text) else { return nil }
        if grid.rotation == 0 {
            items[1] = "\(grid.referenceColumn - Double(window.column))"
            items[2] = "\(grid.referenceRow - Double(window.row))"
        } else {
            let corner = grid.coordinates(column: Double(window.column), row: Double(window.row))
            (items[1], items[2], items[3], items[4]) = ("1", "1", "\(corner.x)", "\(corner.y)")
        }
        return "{" + items.joined(separator: ", ") + "}"
    }

    private func moved(geoPoints text: String, _ window: ImageWindow) -> String? {
        guard var items = Self.items(text), items.count.isMultiple(of: 4) else { return nil }
        for index in stride(from: 0, to: items.count, by: 4) {
            guard let column = Double(items[index]), let row = Double(items[index + 1]) else { return nil }
            items[index] = "\(column - Double(window.column))"
            items[index + 1] = "\(row - Double(window.row))"
        }
        return "{" + items.joined(separator: ", ") + "}"
    }

    /// The items of a list in braces.
    static func items(_ text: String) -> [String]? {
        guard text.hasPrefix("{"), text.hasSuffix("}") else { return nil }
        return text.dropFirst().dropLast().split(separator: ",", omittingEmptySubsequences: false).map(trimmed)
    }
}
