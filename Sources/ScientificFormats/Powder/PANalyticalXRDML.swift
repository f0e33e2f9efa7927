/// Patterns of PANalytical's format XRDML.
///
/// Format: Malvern Panalytical, *XRDMeasurement*, XML schemas 1.0 to 2.x. Of those, `intensities` are counts that the
/// factors of the beam attenuator have been applied to; `counts`, since 2.0, are as they were counted.
package enum PANalyticalXRDML: PowderFormat {
    package static let name = "PANalytical XRDML"
    package static let endings = ["xrdml"]

    /// Whether a file begins like XML.
    ///
    /// Headers of texts may begin with words in the same brackets, `<Sample Information>`.
    package static func recognizes(_ bytes: [UInt8]) -> Bool {
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        let tag = text.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }.prefix(512).prefix { $0 != UInt8(ascii: ">") }
        let isWords =
            tag.dropFirst().first.map { !"?!/".utf8.contains($0) } == true && tag.contains(0x20)
            && !tag.contains(UInt8(ascii: "="))
        return tag.first == UInt8(ascii: "<") && !isWords
    }

    /// Reads a pattern from the contents of a file.
    ///
    /// - Throws: ``FormatError`` with line and element.
    package static func decode(_ bytes: [UInt8], path: String, reading: PowderReading) throws -> PowderScan {
        let source = XMLSource(path: path)
        let root = try XMLElement.parse(bytes, source: source)
        guard root.name == "xrdMeasurements" else {
            throw source.error(root, "not the element of an XRDML file, which is 'xrdMeasurements'")
        }
        let scans = root.children("xrdMeasurement").flatMap { measurement in
            measurement.children("scan").map { (measurement: measurement, scan: $0) }
        }
        let isComplete: (XMLElement) -> Bool = { ($0.attributes["status"] ?? "Completed") == "Completed" }
        guard let index = scans.firstIndex(where: { isComplete($0.scan) }) else {
            guard let scan = scans.first?.scan else { throw source.error(root, "no scan") }
            throw source.error(
                scan, "no completed scan; the status of this one is '\(scan.attributes["status"] ?? "")'")
        }
        let (measurement, scan) = scans[index]
        guard let points = scan.first("dataPoints") else { throw source.error(scan, "no 'dataPoints'") }

        var remarks = [scans.count == 1 ? "the only scan" : "scan \(index + 1) of \(scans.count), the others were left"]
        if let axis = scan.attributes["scanAxis"] { remarks[0] += ", along \(axis)" }
        let intensities = try self.intensities(of: points, source: source)
        let radiation = try self.radiation(of: measurement, source: source)
        remarks += intensities.remarks
        if let line = measurement.first("usedWavelength")?.attributes["intended"] {
            remarks.append("the wavelength intended is that of \(line)")
        }
        var pattern = try PowderScan(
            path: path, place: { "line \(points.line), point \($0 + 1)" },
            twoTheta: angles(of: points, count: intensities.values.count, source: source),
            intensities: intensities.values, uncertainties: intensities.uncertainties, quantity: intensities.quantity,
            radiation: radiation, remarks: remarks)
        pattern.radius = try radius(of: measurement, source: source)
        return pattern
    }

    /// The radius of the goniometer in millimetres, that of the path of the incident beam.
    private static func radius(of measurement: XMLElement, source: XMLSource) throws -> Double? {
        guard let element = measurement.first("incidentBeamPath")?.first("radius") else { return nil }
        if let unit = element.attributes["unit"], unit != "mm" {
            throw source.error(element, "a radius in '\(unit)', not in 'mm'")
        }
        let radius = try number(of: element, source: source)
        guard (10...10_000).contains(radius) else {
            throw source.error(element, "a radius of \(radius) mm, which no goniometer has")
        }
        return radius
    }

    /// The angles 2θ: of equal steps between start and end, or as a list.
    private static func angles(of points: XMLElement, count: Int, source: XMLSource) throws -> [Double] {
        guard let positions = points.children("positions").first(where: { $0.attributes["axis"] == "2Theta" }) else {
            throw source.error(points, "no positions of the axis 2Theta")
        }
        if let unit = positions.attributes["unit"], unit != "deg" {
            throw source.error(positions, "angles in '\(unit)', not in 'deg'")
        }
        if let list = positions.first("listPositions") {
            let angles = try numbers(of: list, source: source)
            guard angles.count == count else {
                throw source.error(list, "\(angles.count) angles for \(count) intensities")
            }
            return angles
        }
        guard let first = positions.first("startPosition"), let last = positions.first("endPosition") else {
            throw source.error(positions, "neither a list nor start and end: 2θ was not scanned")
        }
        let (start, end) = (try number(of: first, source: source), try number(of: last, source: source))
        guard count >= 2 else { throw source.error(points, "fewer than 2 points: \(count)") }
        return (0..<count).map { start + (end - start) * Double($0) / Double(count - 1) }
    }

    /// The intensities, with the factors of the beam attenuator applied once.
    private static func intensities(
        of points: XMLElement, source: XMLSource
    ) throws -> (values: [Double], uncertainties: [Double]?, quantity: PowderQuantity, remarks: [String]) {
        let isApplied = points.first("intensities") != nil
        guard let list = points.first("intensities") ?? points.first("counts") else {
            throw source.error(points, "neither 'counts' nor 'intensities'")
        }
        if let unit = list.attributes["unit"], unit != "counts" {
            throw source.error(list, "intensities in '\(unit)', not in 'counts'")
        }
        let values = try numbers(of: list, source: source)
        if let index = values.firstIndex(where: { $0 < 0 }) {
            throw source.error(list, "number \(index + 1) is negative, \(values[index])")
        }
        var factors = Array(repeating: 1.0, count: values.count)
        if let common = points.first("commonBeamAttenuationFactor") {
            factors = Array(repeating: try factor(of: common, source: source), count: values.count)
        } else if let each = points.first("beamAttenuationFactors") {
            factors = try numbers(of: each, source: source)
            guard factors.count == values.count else {
                throw source.error(each, "\(factors.count) factors for \(values.count) intensities")
            }
            guard factors.allSatisfy({ $0 > 0 }) else { throw source.error(each, "a factor that is not above 0") }
        }
        let isAttenuated = factors.contains { $0 != 1 }
        var remarks: [String] = []
        if isAttenuated {
            remarks.append(
                isApplied
                    ? "intensities, in which the file has applied the factors of the beam attenuator, with the uncertainties of the counts"
                    : "counts, multiplied here by the factors of the beam attenuator, with the uncertainties of the counts"
            )
        } else {
            remarks.append(isApplied ? "intensities of no beam attenuator, which are counts" : "counts")
        }
        if points.first("commonDivergenceCorrection") ?? points.first("divergenceCorrections") != nil {
            remarks.append("the file gives corrections for the divergence, which were not applied")
        }
        if points.first("countingTimes") != nil {
            remarks.append("the file gives a counting time for each point, to which nothing was scaled")
        }
        let corrected = isApplied || !isAttenuated ? values : zip(values, factors).map(*)
        return (
            corrected, AttenuatedCounts.uncertainties(of: corrected, factors: factors),
            isAttenuated ? .correctedCounts : .counts, remarks
        )
    }

    /// What the measurement says of the tube and of the wavelengths used.
    private static func radiation(of measurement: XMLElement, source: XMLSource) throws -> PowderRadiation? {
        let anode = measurement.first("incidentBeamPath", "xRayTube", "anodeMaterial")?.string()
        func wavelength(_ name: String) throws -> Double? {
            guard let element = measurement.first("usedWavelength", name) else { return nil }
            if let unit = element.attributes["unit"], unit != "Angstrom" {
                throw source.error(element, "a wavelength in '\(unit)', not in 'Angstrom'")
            }
            let value = try number(of: element, source: source)
            guard value == 0 || PowderRadiation.isWavelength(value) else {
                throw source.error(element, "\(value) ångströms is no wavelength of X-rays")
            }
            return value == 0 ? nil : value
        }
        var ratio: Double?
        if let element = measurement.first("usedWavelength", "ratioKAlpha2KAlpha1") {
            let value = try number(of: element, source: source)
            guard value >= 0, value <= 1 else { throw source.error(element, "a ratio of \(value), not within 0 to 1") }
            ratio = value
        }
        return try PowderRadiation(
            anode: anode.flatMap { $0.isEmpty ? nil : $0 }, kAlpha1: wavelength("kAlpha1"),
            kAlpha2: wavelength("kAlpha2"), ratio: ratio
        ).unlessEmpty
    }

    private static func factor(of element: XMLElement, source: XMLSource) throws -> Double {
        let value = try number(of: element, source: source)
        guard value > 0 else { throw source.error(element, "a factor that is not above 0") }
        return value
    }

    private static func number(of element: XMLElement, source: XMLSource) throws -> Double {
        guard let value = plainNumber(element.string().utf8), value.isFinite else {
            throw source.error(element, "'\(element.string())' is not a number")
        }
        return value
    }

    private static func numbers(of element: XMLElement, source: XMLSource) throws -> [Double] {
        let words = element.text.split { $0 == 0x20 || (0x09...0x0D).contains($0) }
        guard words.count <= PowderScan.largestCount else {
            throw source.error(element, "more than \(PowderScan.largestCount) numbers")
        }
        return try words.enumerated().map { index, word in
            guard let value = plainNumber(word), value.isFinite else {
                throw source.error(
                    element, "number \(index + 1), '\(String(decoding: word, as: UTF8.self))', is not a number")
            }
            return value
        }
    }
}
