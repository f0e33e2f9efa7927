/// Patterns of Rigaku's format RASX: a zip archive with the points of each scan in `Data0/Profile0.txt` and so on, and what was
/// measured in `Data0/MesurementConditions0.xml`, which is how it is spelled.
///
/// There is no published description; the elements name themselves.
package enum RigakuRASX: PowderFormat {
    package static let name = "Rigaku RASX"
    package static let endings = ["rasx"]

    package static func recognizes(_ bytes: [UInt8]) -> Bool { ZipArchive.recognizes(bytes, entry: "/Profile") }

    /// Reads the first scan of an archive, from its path.
    ///
    /// - Throws: ``FormatError`` with entry and line.
    package static func decode(_: [UInt8], path: String, reading: PowderReading) throws -> PowderScan {
        let archive = try ZipArchive(path: path)
        let profiles = archive.entryNames.filter { name in
            name.split(separator: "/").last.map { $0.hasPrefix("Profile") && $0.hasSuffix(".txt") } ?? false
        }.sorted { ($0.count, $0) < ($1.count, $1) }
        guard let entry = profiles.first else {
            throw FormatError(
                file: path,
                reason: "no entry Data0/Profile0.txt or the like, as a .rasx archive of one-dimensional scans has")
        }
        let text: PowderText
        var profile = RigakuProfile()
        do {
            text = try PowderText(archive.contents(of: entry, limit: PowderScan.largestFile), path: path)
            for line in text.lines where !line.range.isEmpty { try profile.append(line, of: text) }
        } catch let error as FormatError {
            guard let place = error.place, place.hasPrefix("line") else { throw error }
            throw FormatError(file: path, place: "entry '\(entry)', \(place)", reason: error.reason)
        }
        let (axis, unit, radiation) = try conditions(of: entry, in: archive, path: path)
        try RigakuProfile.requireTwoTheta(axis) { FormatError(file: path, place: "entry '\(entry)'", reason: $0) }
        let count = profiles.count
        return try profile.scan(
            path: path, entry: entry, unit: unit, radiation: radiation,
            name: (count == 1 ? "the only scan" : "scan 1 of \(count), the others were left") + ", \(entry)")
    }

    /// What the archive says of a scan: its axis, the unit of its intensities, and the X-rays.
    private static func conditions(
        of entry: String, in archive: ZipArchive, path: String
    ) throws -> (axis: String?, unit: String?, radiation: PowderRadiation?) {
        let name = entry.replacing("Profile", with: "MesurementConditions").replacing(".txt", with: ".xml")
        guard archive.entryNames.contains(name) else { return (nil, nil, nil) }
        let source = XMLSource(path: path, entry: name)
        let root = try XMLElement.parse(archive.contents(of: name, limit: PowderScan.largestFile), source: source)
        let scan = root.descendant("ScanInformation")
        let tube = root.descendant("XrayGenerator")
        func wavelength(_ name: String) throws -> Double? {
            guard let element = tube?.first(name), !element.string().isEmpty else { return nil }
            guard let number = plainNumber(element.string().utf8), PowderRadiation.isWavelength(number) else {
                throw source.error(element, "'\(element.string())' is no wavelength of X-rays in ångströms")
            }
            return number
        }
        let anode = tube?.first("TargetName")?.string()
        let kAlpha1 = try wavelength("WavelengthKalpha1")
        let kAlpha2 = try wavelength("WavelengthKalpha2")
        return (
            scan?.first("AxisName")?.string(), scan?.first("IntensityUnit")?.string(),
            PowderRadiation(
                anode: anode.flatMap { $0.isEmpty ? nil : $0 }, kAlpha1: kAlpha1,
                kAlpha2: kAlpha1 == nil ? nil : kAlpha2
            )
            .unlessEmpty
        )
    }
}
