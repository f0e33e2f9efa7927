/// The patterns of a NeXus file: every line of a signal along its axis of angles.
struct NeXusPatterns: Sendable {
    /// The number of patterns.
    let count: Int
    private let path: String
    private let signal: HDF5Dataset
    private let uncertainties: HDF5Dataset?
    private let dimension: Int
    private let kind: PowderAxis
    /// The values of the axis, from which angles follow.
    private let axis: [Double]
    private let axisPath: String
    private let wavelength: Double?
    private let remarks: [String]

    /// Finds the signal, its axis and the wavelength.
    ///
    /// - Throws: ``FormatError`` where there is no such signal, or several of which none is the default.
    init(_ file: HDF5File, path: String) throws {
        let groups = try NeXusGroups(file.root)
        let data = try Self.choose(groups, file.root, path: path)
        self.path = path
        signal = data.signal
        uncertainties = data.uncertainties
        dimension = data.dimension
        kind = data.kind
        axisPath = data.axis.path
        wavelength = try groups.wavelength()
        try data.signal.checkSize()
        let points = data.signal.shape[data.dimension]
        guard points <= PowderScan.largestCount, points >= 2 else {
            throw data.signal.fail("\(points) points, where a pattern has 2 to \(PowderScan.largestCount)")
        }
        guard
            let count = checkedProduct(
                data.signal.shape.indices.filter { $0 != data.dimension }.map { data.signal.shape[$0] }),
            count > 0, count <= 1 << 28
        else { throw data.signal.fail("no number of patterns that there can be: \(data.signal.shape)") }
        self.count = count
        var remarks = ["the signal \(data.signal.path) over \(data.axis.path), \(data.kind.rawValue)"]
        let stored = try data.axis.numbers(as: Double.self)
        if stored.count > points {
            axis = zip(stored, stored.dropFirst()).map { ($0 + $1) / 2 }
            remarks.append("the axis has the edges of the points, whose middles were taken")
        } else {
            axis = stored
        }
        if let place = axis.firstIndex(where: { !$0.isFinite }) {
            throw data.axis.fail("a value at \(place) that is not finite")
        }
        self.remarks = remarks
    }

    /// The data that are the default or, where none are, the only ones that are patterns.
    private static func choose(_ groups: NeXusGroups, _ root: HDF5Object, path: String) throws -> NeXusData {
        if let standard = try groups.standard(), let data = try NeXusData(standard) { return data }
        let found = try groups.groups(of: "NXdata").compactMap { try NeXusData($0) }
        guard found.count == 1 else {
            let reason =
                found.isEmpty
                ? "no pattern: no group NXdata has a signal over an axis in degrees, q or d, whose attribute 'units' says so"
                : "patterns in \(found.map(\.group.path).joined(separator: ", ")); the attribute 'default' of the groups "
                    + "above must lead to those that are meant"
            throw FormatError(file: path, reason: reason)
        }
        return found[0]
    }

    /// A pattern by its number.
    func scan(_ index: Int, wavelength given: Double?) throws -> PowderScan {
        var (start, length) = (signal.shape.map { _ in 0 }, signal.shape.map { _ in 1 })
        length[dimension] = signal.shape[dimension]
        var rest = index
        for place in signal.shape.indices.reversed() where place != dimension {
            start[place] = rest % signal.shape[place]
            rest /= signal.shape[place]
        }
        let intensities = try signal.numbers(from: start, count: length, as: Double.self)
        let errors = try uncertainties?.numbers(from: start, count: length, as: Double.self)
        let known = wavelength ?? given
        guard !kind.needsWavelength || known != nil else {
            throw FormatError(
                file: path, place: "'\(axisPath)'",
                reason:
                    "\(kind.rawValue), which gives angles only with a wavelength, and the file has none; say --wavelength"
            )
        }

        var points: [(angle: Double, intensity: Double, error: Double)] = []
        var left = 0
        for (place, value) in axis.enumerated() {
            // Masked points are not numbers. Where q is too large for the wavelength, there is no angle.
            guard let angle = kind.twoTheta(value, wavelength: known ?? 1), !intensities[place].isNaN else {
                left += 1
                continue
            }
            points.append((angle, intensities[place], errors?[place] ?? 0))
        }
        // d falls where the angle rises.
        if let first = points.first, let last = points.last, first.angle > last.angle { points.reverse() }
        let coordinates = signal.shape.indices.filter { $0 != dimension }.map { "\(start[$0])" }
        let radiation = (wavelength ?? (kind.needsWavelength ? known : nil)).map { PowderRadiation(wavelength: $0) }
        return try PowderScan(
            path: path, place: { "pattern \(index), point \($0 + 1)" }, twoTheta: points.map(\.angle),
            intensities: points.map(\.intensity), uncertainties: errors == nil ? nil : points.map(\.error),
            quantity: .unknown, radiation: radiation,
            remarks: remarks
                + (count > 1 ? ["pattern \(index) of \(count), at \(coordinates.joined(separator: ", "))"] : [])
                + (left > 0 ? ["points without a number or an angle, left out: \(left)"] : []))
    }
}
