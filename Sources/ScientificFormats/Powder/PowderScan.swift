/// A measured powder pattern: intensities over the angle 2θ.
///
/// <doc:ReadingPowderPatterns> tells what each format gives.
public struct PowderScan: Sendable, Equatable {
    /// The angles 2θ in degrees, each larger than the one before.
    public let twoTheta: [Double]
    /// The intensity at each angle.
    ///
    /// All are finite; those that are no counts may be negative, as where a background was subtracted.
    public let intensities: [Double]
    /// The standard uncertainty of each intensity, where the file gives them.
    public let uncertainties: [Double]?
    /// What the intensities are.
    public let quantity: PowderQuantity
    /// What the file says of the X-rays.
    public let radiation: PowderRadiation?
    /// What was taken from the file, and what was left: sentences for people.
    public let remarks: [String]
    /// The radius of the goniometer in millimetres, where the file gives it.
    public package(set) var radius: Double?

    /// Makes a pattern of at least two points, whose angles increase and whose numbers are finite.
    public init(
        twoTheta: [Double], intensities: [Double], uncertainties: [Double]? = nil,
        quantity: PowderQuantity = .unknown, radiation: PowderRadiation? = nil, remarks: [String] = []
    ) {
        let mistake = Self.mistake(twoTheta, intensities, uncertainties, quantity)
        precondition(mistake == nil, mistake.map { "point \($0.point + 1): \($0.reason)" } ?? "")
        self.twoTheta = twoTheta
        self.intensities = intensities
        self.uncertainties = uncertainties
        self.quantity = quantity
        self.radiation = radiation
        self.remarks = remarks
    }

    /// Makes a pattern of what a reader has read, with a remark on the range in front; `place` says where in the file a point stands.
    init(
        path: String, place: (Int) -> String, twoTheta: [Double], intensities: [Double], uncertainties: [Double]? = nil,
        quantity: PowderQuantity, radiation: PowderRadiation?, remarks: [String]
    ) throws {
        if let mistake = Self.mistake(twoTheta, intensities, uncertainties, quantity) {
            throw FormatError(
                file: path, place: twoTheta.isEmpty ? nil : place(mistake.point), reason: mistake.reason)
        }
        self.init(
            twoTheta: twoTheta, intensities: intensities, uncertainties: uncertainties, quantity: quantity,
            radiation: radiation, remarks: [Self.rangeRemark(twoTheta)] + remarks)
    }

    /// The first thing that is wrong, and the point where it is.
    private static func mistake(
        _ twoTheta: [Double], _ intensities: [Double], _ uncertainties: [Double]?, _ quantity: PowderQuantity
    ) -> (point: Int, reason: String)? {
        guard twoTheta.count == intensities.count, uncertainties.map({ $0.count == twoTheta.count }) ?? true else {
            return (0, "\(twoTheta.count) angles for \(intensities.count) intensities")
        }
        for (point, angle) in twoTheta.enumerated() {
            guard angle.isFinite, abs(angle) <= 180 else {
                return (point, "an angle 2θ of \(NumberText.rounded(angle)), which is not within -180 to 180 degrees")
            }
            guard point == 0 || angle > twoTheta[point - 1] else {
                let (own, before) = (NumberText.rounded(angle), NumberText.rounded(twoTheta[point - 1]))
                return (point, "the angle \(own) does not lie behind \(before), the one before")
            }
            guard intensities[point].isFinite else { return (point, "an intensity that is not finite") }
            guard quantity != .counts || intensities[point] >= 0 else {
                return (point, "a negative count, \(intensities[point])")
            }
            if let uncertainty = uncertainties?[point], !(uncertainty >= 0 && uncertainty.isFinite) {
                return (point, "an uncertainty of \(uncertainty), which is negative or not finite")
            }
        }
        guard twoTheta.count >= 2 else {
            return (0, "fewer than 2 points: \(twoTheta.count)")
        }
        return nil
    }

    /// Range, number of points and step, rounded to a millionth of a degree.
    private static func rangeRemark(_ angles: [Double]) -> String {
        let text = { (angle: Double) in NumberText.rounded(angle) }
        let steps = zip(angles.dropFirst(), angles).map { $0 - $1 }
        let (smallest, largest) = (text(steps.min() ?? 0), text(steps.max() ?? 0))
        return
            "\(angles.count) points from \(text(angles[0])) to \(text(angles[angles.count - 1])) degrees, in steps of "
            + (smallest == largest ? smallest : "\(smallest) to \(largest)")
    }
}
