internal import CrystalData
internal import ScientificFormats

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
        let table = CSVTable(embedded: CrystalData.anomalousScattering)
        return Dictionary(
            uniqueKeysWithValues: allCases.map { tube in
                let line = "\(tube.rawValue)Ka1"
                let elements = table.rows.compactMap { row in
                    row.atomicNumber.map { number in
                        (number, Dispersion(f1: row.number("\(line)_f1"), f2: row.number("\(line)_f2")))
                    }
                }
                return (tube, Dictionary(uniqueKeysWithValues: elements))
            })
    }()
}
