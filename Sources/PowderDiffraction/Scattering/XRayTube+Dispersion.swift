extension XRayTube {
    /// What the nearness of absorption edges adds to an element's form factor: f = f₀ + f′ + i f″.
    ///
    /// Source: C. T. Chantler, Journal of Physical and Chemical Reference Data 24 (1995), 71–643 and 29 (2000), 597–1048,
    /// as tabulated by NIST, for the line Kα1.
    ///
    /// - Returns: f′ and f″, in electrons, or nothing where the table has no such element.
    public func dispersion(of element: Element) -> (f1: Double, f2: Double)? {
        Self.dispersions[self]?[element.atomicNumber].map { ($0.f1, $0.f2) }
    }

    private struct Dispersion {
        let f1: Double
        let f2: Double
    }

    /// The corrections of every tube by atomic number.
    private static let dispersions: [XRayTube: [Int: Dispersion]] = {
        let table = EmbeddedTable(PackageResources.anomalous_scattering_csv)
        return Dictionary(
            uniqueKeysWithValues: allCases.map { tube in
                guard let column = table.columns.firstIndex(of: "\(tube.rawValue)Ka1_f1") else {
                    preconditionFailure("the table of f′ and f″ has no column for \(tube)")
                }
                let elements = table.rows.compactMap { row in
                    Int(row[1]).map { number in
                        let numbers = EmbeddedTable.numbers(row, from: column, count: 2)
                        return (number, Dispersion(f1: numbers[0], f2: numbers[1]))
                    }
                }
                return (tube, Dictionary(uniqueKeysWithValues: elements))
            })
    }()
}
