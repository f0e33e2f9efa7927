/// Patterns of Bruker's format BRML: a zip archive with an XML file `RawData0.xml` for the first scan, and so on.
///
/// There is no published description. The files describe themselves: a route has one element `Datum` for each point,
/// with numbers between commas, and views that say what stands in which column.
package enum BrukerBRML: PowderFormat {
    package static let name = "Bruker BRML"
    package static let endings = ["brml"]

    package static func recognizes(_ bytes: [UInt8]) -> Bool { ZipArchive.recognizes(bytes, entry: "RawData") }

    /// Reads the first complete scan of an archive.
    ///
    /// libzip reads the archive from its path, so that the bytes are not looked at.
    ///
    /// - Throws: ``FormatError`` with entry, line and element.
    package static func decode(_: [UInt8], path: String, reading: PowderReading) throws -> PowderScan {
        let archive = try ZipArchive(path: path)
        let entries = scans(among: archive.entryNames)
        guard let first = entries.first else {
            throw FormatError(file: path, reason: "no entry named RawData0.xml or the like, as a .brml archive has")
        }
        var firstMistake: FormatError?
        for (index, entry) in entries.enumerated() {
            do {
                let bytes = try archive.contents(of: entry, limit: PowderScan.largestFile)
                let name = entries.count == 1 ? "the only scan" : "scan \(index + 1) of \(entries.count)"
                return try scan(bytes, source: XMLSource(path: path, entry: entry), name: "\(name), \(entry)")
            } catch let incomplete as IncompleteScan {
                firstMistake = firstMistake ?? incomplete.error
            }
        }
        throw firstMistake ?? FormatError(file: path, place: "entry '\(first)'", reason: "no complete scan")
    }

    /// The entries with scans, by folder and number.
    private static func scans(among names: [String]) -> [String] {
        names.compactMap { name -> (folder: String, number: Int, name: String)? in
            let base = name.split(separator: "/").last.map { String($0) } ?? ""
            guard base.hasPrefix("RawData"), base.hasSuffix(".xml"),
                let number = Int(base.dropFirst("RawData".count).dropLast(".xml".count)), number >= 0
            else { return nil }
            return (String(name.dropLast(base.count)), number, name)
        }.sorted { ($0.folder, $0.number) < ($1.folder, $1.number) }.map(\.name)
    }

    /// A scan that was stopped before its end.
    private struct IncompleteScan: Error { let error: FormatError }

    /// Reads a scan from the contents of an entry.
    package static func decode(_ bytes: [UInt8], source: XMLSource, name: String) throws -> PowderScan {
        do {
            return try scan(bytes, source: source, name: name)
        } catch let incomplete as IncompleteScan {
            throw incomplete.error
        }
    }

    private static func scan(_ bytes: [UInt8], source: XMLSource, name: String) throws -> PowderScan {
        let root = try XMLElement.parse(bytes, source: source)
        guard root.name == "RawData" else { throw source.error(root, "not the element of a scan, which is 'RawData'") }
        let routes = root.first("DataRoutes")?.children("DataRoute") ?? []
        guard let route = routes.first(where: { $0.attributes["RouteFlag"] == "Measured" }) else {
            throw source.error(root, "no 'DataRoute' with the flag 'Measured', as versions before 3 have none")
        }
        let data = route.children("Datum")
        if let element = route.first("ScanInformation", "MeasurementPoints") {
            guard let planned = Int(element.string()), planned >= 0 else {
                throw source.error(element, "'\(element.string())' is not a number of points")
            }
            guard data.count == planned else {
                let error = source.error(route, "\(data.count) of \(planned) points were measured")
                throw data.count < planned ? IncompleteScan(error: error) : error
            }
        }
        guard data.count <= PowderScan.largestCount else {
            throw source.error(route, "more than \(PowderScan.largestCount) points")
        }

        let columns = try BRMLColumns(of: route, source: source)
        var rows: [[Double]] = []
        for datum in data {
            let row = try numbers(of: datum, source: source)
            guard row.count == columns.count else {
                throw source.error(datum, "\(row.count) numbers, where the views ask for \(columns.count)")
            }
            rows.append(row)
        }
        var remarks = [name]
        let factors = columns.absorptionFactor.map { column in rows.map { $0[column] } } ?? []
        let isAttenuated = factors.contains { $0 != 1 }
        let areFactors = factors.allSatisfy { $0 > 0 }
        remarks.append(
            isAttenuated
                ? "counts, in which the file has applied the factors of the absorber"
                    + (areFactors ? ", with the uncertainties of those without" : "")
                : "counts without an absorber")
        let counts = rows.map { $0[columns.counts] }
        let times = columns.time.map { column in rows.map { $0[column] } } ?? []
        if let least = times.min(), let most = times.max(), least < most {
            remarks.append("points were counted for \(least) to \(most) s, to which nothing was scaled")
        }
        return try PowderScan(
            path: source.path,
            place: { point in
                (source.entry.map { "entry '\($0)', " } ?? "") + (point < data.count ? "line \(data[point].line)" : "")
            },
            twoTheta: rows.map { $0[columns.twoTheta] }, intensities: counts,
            uncertainties: areFactors ? AttenuatedCounts.uncertainties(of: counts, factors: factors) : nil,
            quantity: isAttenuated ? .correctedCounts : .counts, radiation: radiation(of: root, source: source),
            remarks: remarks)
    }

    private static func numbers(of datum: XMLElement, source: XMLSource) throws -> [Double] {
        try datum.string().split(separator: ",", omittingEmptySubsequences: false).map { field in
            guard let number = plainNumber(field.utf8), number.isFinite else {
                throw source.error(datum, "'\(field)' is not a number")
            }
            return number
        }
    }

    /// What the first tube says of itself.
    private static func radiation(of root: XMLElement, source: XMLSource) throws -> PowderRadiation? {
        guard let tube = root.first("FixedInformation", "Instrument", "PrimaryTracks")?.descendant("Tube") else {
            return nil
        }
        func value(_ name: String) throws -> Double? {
            guard let element = tube.first(name) else { return nil }
            let text = element.attributes["Value"] ?? ""
            guard let number = plainNumber(text.utf8), number >= 0, number.isFinite else {
                throw source.error(element, "'\(text)' is not a number of at least 0")
            }
            return number
        }
        func wavelength(_ name: String) throws -> Double? {
            guard let number = try value(name), let element = tube.first(name), number != 0 else { return nil }
            let unit = element.attributes["Unit"] ?? ""
            guard unit == "Å" || unit == "\u{212B}", PowderRadiation.isWavelength(number) else {
                throw source.error(element, "\(number) '\(unit)' is no wavelength of X-rays in 'Å'")
            }
            return number
        }
        let anode = tube.first("TubeMaterial").map { $0.attributes["Value"] ?? $0.string() } ?? ""
        return try PowderRadiation(
            anode: anode.isEmpty ? nil : anode, kAlpha1: wavelength("WaveLengthAlpha1"),
            kAlpha2: wavelength("WaveLengthAlpha2"), ratio: value("WaveLengthRatio")
        ).unlessEmpty
    }
}
