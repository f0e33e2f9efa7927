/// Applies the symmetry to sites and sees that they can stand beside each other.
struct SiteList {
    /// What goes beyond 1 where shares such as 0.33 of one place are added up.
    static let occupancyTolerance = 0.01

    let spaceGroup: SpaceGroup
    let metric: MetricTensor

    /// The site with all its equivalents.
    func site(_ entry: SiteEntry) throws(SymmetryError) -> AtomSite {
        let equivalents = try spaceGroup.equivalents(of: entry.position, metric: metric)
        return AtomSite(
            label: entry.label, element: entry.name.element, scatterer: entry.name.scatterer,
            position: equivalents[0], occupancy: entry.occupancy, displacement: entry.displacement,
            equivalents: equivalents)
    }

    /// The sites that share a place with one before it and together fill it more than once.
    ///
    /// Together they may be beyond 1 by a rounding, or by less than three standard uncertainties of their sum.
    ///
    /// - Parameters:
    ///   - sites: The sites.
    ///   - uncertainties: The standard uncertainty of each occupancy; 0 where it is not known.
    /// - Returns: Their places in the list, or nothing where there are none.
    func overfull(_ sites: [AtomSite], uncertainties: [Double]? = nil) -> [Int]? {
        var isTaken = [Bool](repeating: false, count: sites.count)
        // Sites that share a place have equally many equivalents, and one of them lies at the first of the other.
        let groups = Dictionary(grouping: sites.indices) { sites[$0].equivalents.count }
        for (index, site) in sites.enumerated() where !isTaken[index] {
            let together = (groups[site.equivalents.count] ?? []).filter { other in
                other == index || other > index && shareAPlace(site, sites[other])
            }
            for other in together { isTaken[other] = true }
            let filled = together.reduce(0) { $0 + sites[$1].occupancy }
            let variance = together.reduce(0) { sum, other in
                sum + (uncertainties.map { $0[other] * $0[other] } ?? 0)
            }
            if filled > 1 + max(Self.occupancyTolerance, 3 * variance.squareRoot()) { return together }
        }
        return nil
    }

    private func shareAPlace(_ site: AtomSite, _ other: AtomSite) -> Bool {
        site.equivalents.contains { metric.length(nearest($0 - other.position)) <= SpaceGroup.coincidence }
    }
}
