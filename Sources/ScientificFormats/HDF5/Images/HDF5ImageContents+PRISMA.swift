extension HDF5ImageContents {
    /// The surface reflectance of PRISMA (HDF-EOS5, levels 2B, 2C and 2D): two cubes of rows x bands x columns, one for
    /// each detector, whose bands run from long wavelengths to short.
    ///
    /// Bands with a wavelength of zero are not used. Reflectance is min + n (max - min) / 65535, with numbers of each
    /// detector in the attributes of the root. Bands of both are sorted by wavelength. Source: ASI, *PRISMA Products
    /// Specification Document*, issue 2.3.
    static func prisma(_ root: HDF5Object) throws -> HDF5ImageContents? {
        guard let swaths = try root.object("HDFEOS/SWATHS") else { return nil }
        let names = try swaths.names().filter { $0.hasPrefix("PRS_L2") && $0.hasSuffix("_HCO") }
        guard let name = names.first, let fields = try swaths.object("\(name)/Data Fields") else { return nil }
        var parts: [(cube: HDF5Cube, wavelengths: [Double])] = []
        var unused = 0
        for detector in ["Vnir", "Swir"] {
            guard let object = try fields.object("\(detector.uppercased())_Cube") else { continue }
            func attribute(_ name: String) throws -> [Double] {
                guard let numbers = try root.numbers(name), numbers.allSatisfy(\.isFinite), !numbers.isEmpty else {
                    throw root.fail("no numbers in the attribute '\(name)'")
                }
                return numbers
            }
            let dataset = try object.dataset()
            let stored = try attribute("List_Cw_\(detector)")
            guard dataset.shape.count == 3, stored.count == dataset.shape[1] else {
                throw object.fail("\(stored.count) wavelengths for an array of shape \(dataset.shape)")
            }
            let used = stored.indices.filter { stored[$0] > 0 }.sorted { stored[$0] < stored[$1] }
            unused += stored.count - used.count
            let low = try attribute("L2Scale\(detector)Min")[0]
            let high = try attribute("L2Scale\(detector)Max")[0]
            let cube = try HDF5Cube(
                dataset, axes: (row: 0, column: 2, band: 1), scale: (gain: (high - low) / 65535, offset: low),
                bands: used)
            parts.append((cube, used.map { stored[$0] }))
        }
        guard let first = parts.first?.cube, parts.contains(where: { !$0.wavelengths.isEmpty }) else { return nil }
        guard parts.allSatisfy({ $0.cube.rows == first.rows && $0.cube.columns == first.columns }) else {
            throw fields.fail("the two detectors have images of different sizes")
        }

        // The image has the bands of all detectors in the order of their wavelengths.
        let all = parts.indices.flatMap { part in parts[part].wavelengths.indices.map { (part: part, band: $0) } }
        let order = all.indices.sorted { first, second in
            func key(_ index: Int) -> (Double, Int) {
                (parts[all[index].part].wavelengths[all[index].band], all[index].part)
            }
            return key(first) < key(second)
        }
        var places = parts.map { [Int](repeating: 0, count: $0.wavelengths.count) }
        for (place, index) in order.enumerated() { places[all[index].part][all[index].band] = place }
        return HDF5ImageContents(
            layout: "PRISMA", cubes: zip(parts, places).map { ($0.cube, $1) },
            wavelengths: order.map { parts[all[$0].part].wavelengths[all[$0].band] }, missingValue: nil,
            place: try place(root, rows: first.rows, columns: first.columns), isEmptyWhereZero: true,
            remarks: remarks(parts.map(\.wavelengths), unused: unused))
    }

    /// The place of an image of level 2D, which lies on a grid of 30 m.
    ///
    /// The corners that the attributes give are the middles of pixels or their edges; the size of the pixels says which.
    private static func place(_ root: HDF5Object, rows: Int, columns: Int) throws -> ImagePlace? {
        func number(_ name: String) throws -> Double? {
            try root.numbers(name)?.first.flatMap { $0.isFinite ? $0 : nil }
        }
        guard let left = try number("Product_ULcorner_easting"), let right = try number("Product_LRcorner_easting"),
            let top = try number("Product_ULcorner_northing"), let bottom = try number("Product_LRcorner_northing"),
            let code = try number("Epsg_Code"), code > 0, code < 1e6
        else { return nil }
        let pixel = 30.0
        for margin in [0.5, 0] {
            let steps = 2 * margin
            let isRight =
                abs(right - left - pixel * (Double(columns) - steps)) < 1
                && abs(top - bottom - pixel * (Double(rows) - steps)) < 1
            guard isRight else { continue }
            return ImagePlace(
                coordinateSystem: "EPSG:\(Int(code))",
                transform: [left - margin * pixel, pixel, 0, top + margin * pixel, 0, -pixel])
        }
        return nil
    }

    /// What was left out, and where the detectors overlap.
    private static func remarks(_ detectors: [[Double]], unused: Int) -> [String] {
        var remarks =
            unused == 0 ? [] : ["bands that are not used, with a wavelength of zero, were left out: \(unused)"]
        if detectors.count == 2, let end = detectors[0].last, let start = detectors[1].first, start <= end {
            let count = detectors.joined().count { (start...end).contains($0) }
            remarks.append(
                "the two detectors overlap from \(start) to \(end) nm, where \(count) bands stand in the order of their "
                    + "wavelengths")
        }
        return remarks
    }
}
