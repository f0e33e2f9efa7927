package import ScientificFormats

/// The standard uncertainties σ that a refinement takes for the intensities of a pattern.
///
/// Without uncertainties in the file, intensities y are taken to be counts: σ² = max(y, 1). With them, a σ of 0 is no
/// certainty, but says that nothing is known:
///
/// - where the others are those of counts, σ² = k y, and y is 0, it is the σ of one count: k;
/// - elsewhere the point is left out.
///
/// The rule has the unit of the intensities: multiplied by a factor, y and σ give σ multiplied by it.
package struct PointUncertainties: Sendable {
    /// σ of each point, 0 for one that is left out.
    package let values: [Double]
    /// How many points got the σ of one count.
    package let replaced: Int
    /// How many points are left out.
    package let leftOut: Int

    /// A σ below this share of the middle one is 0, printed in another way.
    private static let smallestShare = 1e-9

    /// Takes the uncertainties of some points of a pattern.
    package init(_ scan: PowderScan, points: [Int]) {
        guard let given = scan.uncertainties else {
            values = points.map { max(scan.intensities[$0], 1).squareRoot() }
            (replaced, leftOut) = (0, 0)
            return
        }
        let known = points.filter { given[$0] > 0 }
        let middle = known.map { given[$0] }.sorted()
        let least = middle.isEmpty ? 0 : Self.smallestShare * middle[middle.count / 2]
        let oneCount = Self.oneCount(scan.intensities, given, known)
        var values: [Double] = []
        var (replaced, leftOut) = (0, 0)
        for point in points {
            if given[point] > least {
                values.append(given[point])
            } else if let oneCount, scan.intensities[point] == 0 {
                values.append(oneCount)
                replaced += 1
            } else {
                values.append(0)
                leftOut += 1
            }
        }
        (self.values, self.replaced, self.leftOut) = (values, replaced, leftOut)
    }

    /// What was done with points of σ = 0, for people; nothing where there are none.
    package var remark: String? {
        var parts: [String] = []
        if replaced > 0 { parts.append("\(replaced) of no counts got the uncertainty of one") }
        if leftOut > 0 { parts.append("\(leftOut) \(leftOut == 1 ? "was" : "were") left out") }
        return parts.isEmpty ? nil : "of the points with an uncertainty of zero, " + parts.joined(separator: ", and ")
    }

    /// The intensity k of one count, where σ² = k y holds for 19 of 20 points within 5 %, which is what rounding may do.
    private static func oneCount(_ intensities: [Double], _ uncertainties: [Double], _ known: [Int]) -> Double? {
        let ratios = known.filter { intensities[$0] > 0 }
            .map { uncertainties[$0] * uncertainties[$0] / intensities[$0] }.sorted()
        guard !ratios.isEmpty else { return nil }
        let middle = ratios[ratios.count / 2]
        let fitting = ratios.count { abs($0 - middle) <= 0.05 * middle }
        return 20 * fitting >= 19 * ratios.count ? middle : nil
    }
}
