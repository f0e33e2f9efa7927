public import DeclarativeFiles

extension CrystalStructure {
    /// Reads the structures of a YAML file, a mapping of names to structures.
    ///
    /// ```yaml
    /// calcite:
    ///   citation: Markgraf & Reeder 1985
    ///   space_group: R -3 c
    ///   cell: {a: 4.988, c: 17.061}       # what the symmetry fixes may be left out
    ///   formula: CaCO3                     # this and the next are compared with the sites
    ///   units_per_cell: 6
    ///   cleavage: [1, 0, 4]
    ///   sites:
    ///     - {element: Ca, x: 0, y: 0, z: 0, B: 0.95}       # an ion such as Ca2+, too
    ///     - {element: C, x: 0, y: 0, z: 0.25, B: 0.90, occupancy: 1}
    ///     - {element: O, x: 0.257, y: 0, z: 0.25, B: 0.94}
    /// ```
    /// Lengths are in Å, angles in degrees, B in Å².
    ///
    /// - Parameter path: The file.
    /// - Returns: The structures in the order of the file.
    /// - Throws: `InvalidDeclaration` with every problem.
    public static func read(yaml path: String) throws(InvalidDeclaration) -> [CrystalStructure] {
        try DeclarativeFile.read(path: path) { root -> [CrystalStructure]? in
            let structures = root.entries().map { read($0.section, name: $0.name) }
            let good = structures.compactMap(\.self)
            return good.count == structures.count ? good : nil
        }
    }

    /// Reads a structure and reports what is wrong with it; ``read(yaml:)`` says which keys there are.
    ///
    /// - Parameters:
    ///   - section: The mapping that describes the structure.
    ///   - name: The name of the phase.
    /// - Returns: The structure, or nothing where a problem was reported.
    public static func read(_ section: Section, name: String) -> CrystalStructure? {
        let citation = section.optionalString("citation")
        let symbol = section.string("space_group")
        let settings = symbol.flatMap { symbol in
            section.reporting(at: "space_group") { () throws(SymmetryError) -> [SpaceGroupSetting] in
                try SpaceGroup.settings(calledBy: symbol)
            }
        }
        let cell = section.section("cell").flatMap { readCell($0, settings: settings) }
        let formula = readFormula(section)
        let units = section.optionalInteger("units_per_cell", in: 1...1000)
        let cleavage = readCleavage(section)
        let entries = section.sections("sites")?.map(readSite)
        section.finish()
        guard let symbol, let settings, let cell, formula != nil || !section.contains("formula"),
            cleavage != nil || !section.contains("cleavage"), let entries
        else { return nil }

        let group = section.reporting(at: "space_group") { () throws(SymmetryError) -> SpaceGroup in
            let setting = try SpaceGroup.theOne(of: settings, cell: cell, called: "'\(symbol)'")
            return SpaceGroup(symbol: symbol, number: setting.number, operations: setting.operations())
        }
        guard let group, let sites = addSymmetry(entries, SiteList(spaceGroup: group, metric: cell.metric), section)
        else {
            return nil
        }
        let structure = CrystalStructure(
            name: name, citation: citation, cell: cell, spaceGroup: group, sites: sites, cleavage: cleavage)
        var claims = StructureClaims<String>()
        claims.formula = formula.map { ($0, "formula") }
        claims.unitsPerCell = units.map { (Double($0), "units_per_cell") }
        let comparison = claims.formulaComparison(structure)
        if let comparison, let place = claims.formula?.place, let reason = comparison.difference ?? comparison.lack {
            section.report(reason, at: place)
            return nil
        }
        if let (reason, key) = claims.contradictions(of: structure, units: comparison?.units).first {
            section.report(reason, at: key)
            return nil
        }
        return structure
    }

    /// Reads a cell, of which lengths and angles that the symmetry fixes may be left out.
    private static func readCell(_ section: Section, settings: [SpaceGroupSetting]?) -> UnitCell? {
        defer { section.finish() }
        // Where the symbol is not known, nothing more is asked for.
        let number = settings?.first?.number ?? 230
        let isRhombohedral = section.contains("alpha") && settings?.contains { $0.choice == "R" } ?? false
        let hasHexagonalAxes = (143...194).contains(number) && !isRhombohedral
        func length(_ key: String, isFixedBy rule: Bool, _ value: Double?) -> Double? {
            rule
                ? section.number(key, above: 0, upTo: 1000, default: value ?? 1)
                : section.number(key, above: 0, upTo: 1000)
        }
        let a = section.number("a", above: 0, upTo: 1000)
        let b = length("b", isFixedBy: number >= 75, a)
        let c = length("c", isFixedBy: number >= 195 || isRhombohedral, a)
        let angles = 1.0...179
        let alpha = section.number("alpha", in: angles, default: 90)
        let beta = section.number("beta", in: angles, default: isRhombohedral ? alpha ?? 90 : 90)
        let gamma = section.number(
            "gamma", in: angles, default: isRhombohedral ? alpha ?? 90 : hasHexagonalAxes ? 120 : 90)
        guard let a, let b, let c, let alpha, let beta, let gamma else { return nil }
        guard let cell = UnitCell(a: a, b: b, c: c, alpha: alpha, beta: beta, gamma: gamma) else {
            section.report("no cell has these lengths and angles: a=\(a) b=\(b) c=\(c) α=\(alpha) β=\(beta) γ=\(gamma)")
            return nil
        }
        return cell
    }

    private static func readFormula(_ section: Section) -> ChemicalFormula? {
        guard let text = section.optionalString("formula") else { return nil }
        if let formula = ChemicalFormula(text) { return formula }
        section.report("'\(text)' is no formula such as CaMg(CO3)2", at: "formula")
        return nil
    }

    private static func readCleavage(_ section: Section) -> Miller? {
        guard section.contains("cleavage"), let indices = section.integers("cleavage", in: -100...100) else {
            return nil
        }
        if indices.count == 3, let plane = Miller(checking: indices[0], indices[1], indices[2]) { return plane }
        section.report("'cleavage' must be three indices such as [1, 0, 4]", at: "cleavage")
        return nil
    }

    private static func readSite(_ section: Section) -> SiteEntry? {
        defer { section.finish() }
        let label = section.optionalString("label")
        let element = section.string("element")
        let coordinates = ["x", "y", "z"].map { section.number($0, in: -10...10) }
        let occupancy = section.number("occupancy", above: 0, upTo: 1, default: 1)
        let displacement = section.number("B", in: 0...100)
        guard let element, let x = coordinates[0], let y = coordinates[1], let z = coordinates[2], let occupancy,
            let displacement
        else { return nil }
        guard let name = ScattererName(typeSymbol: element), name.missing == nil else {
            section.report(
                "'\(element)' is no element or ion such as Ca or Ca2+ whose form factor is known", at: "element")
            return nil
        }
        return SiteEntry(
            label: label ?? "", name: name, position: SIMD3(x, y, z), occupancy: occupancy, displacement: displacement)
    }

    /// Applies the symmetry to all sites; those without a label are numbered by element.
    private static func addSymmetry(_ entries: [SiteEntry?], _ list: SiteList, _ section: Section) -> [AtomSite]? {
        guard !entries.isEmpty else {
            section.report("there are no sites", at: "sites")
            return nil
        }
        let places = section.sections("sites") ?? []
        var counts: [Element: Int] = [:]
        var sites: [AtomSite] = []
        for (entry, place) in zip(entries, places) {
            guard let entry else { continue }
            counts[entry.name.element, default: 0] += 1
            let label = "\(entry.name.element.symbol)\(counts[entry.name.element] ?? 0)"
            let labelled = SiteEntry(
                label: entry.label.isEmpty ? label : entry.label, name: entry.name, position: entry.position,
                occupancy: entry.occupancy, displacement: entry.displacement)
            if let site = place.reporting({ () throws(SymmetryError) -> AtomSite in try list.site(labelled) }) {
                sites.append(site)
            }
        }
        guard sites.count == entries.count else { return nil }
        if let overfull = list.overfull(sites), let last = overfull.last {
            let labels = overfull.map { "'\(sites[$0].label)'" }.joined(separator: ", ")
            places[last].report("the sites \(labels) are at one place and together fill it more than once")
            return nil
        }
        return sites
    }
}

extension Section {
    /// What a body makes, or nothing where it throws, which is reported.
    fileprivate func reporting<T>(
        at key: String? = nil, _ body: () throws(SymmetryError) -> T
    ) -> T? {
        do {
            return try body()
        } catch {
            report(error.reason, at: key)
            return nil
        }
    }
}
