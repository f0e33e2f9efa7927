/// The points of a scan of Rigaku's: an angle, an intensity, and the factor of the attenuator that was in the beam.
struct RigakuProfile {
    private(set) var angles: [Double] = []
    private(set) var intensities: [Double] = []
    private(set) var places: [Int] = []
    private var factors: [Double] = []

    /// Adds a line.
    ///
    /// - Throws: ``FormatError`` where it does not hold two or three numbers, or a factor that is not above 0.
    mutating func append(_ line: PowderText.Line, of text: PowderText) throws {
        let numbers = try text.numbers(line)
        guard numbers.count == 2 || numbers.count == 3 else {
            throw text.error(
                line.number, "\(numbers.count) numbers, where an angle, an intensity and a factor were expected")
        }
        guard angles.count < PowderScan.largestCount else {
            throw text.error(line.number, "more than \(PowderScan.largestCount) points")
        }
        let factor = numbers.count == 3 ? numbers[2] : 1
        guard factor > 0 else { throw text.error(line.number, "an attenuator of \(factor), which is not above 0") }
        angles.append(numbers[0])
        factors.append(factor)
        intensities.append(numbers[1] * factor)
        places.append(line.number)
    }

    /// The scan.
    ///
    /// - Parameters:
    ///   - path: The file, for messages.
    ///   - entry: The entry of an archive.
    ///   - unit: What the file calls the unit of the intensities.
    ///   - radiation: What the file says of the X-rays.
    ///   - name: Which scan of the file it is.
    /// - Returns: The scan.
    /// - Throws: ``FormatError`` where angles do not rise or intensities cannot be what they are said to be.
    func scan(path: String, entry: String? = nil, unit: String?, radiation: PowderRadiation?, name: String) throws
        -> PowderScan
    {
        let isAttenuated = factors.contains { $0 != 1 }
        let isRate = unit?.lowercased() == "cps"
        let isCounted = unit?.lowercased() == "counts" && intensities.allSatisfy { $0 >= 0 }
        let quantity: PowderQuantity =
            isRate ? .countsPerSecond : isCounted ? isAttenuated ? .correctedCounts : .counts : .unknown
        let place = entry.map { "entry '\($0)', " } ?? ""
        return try PowderScan(
            path: path, place: { place + "line \(places.isEmpty ? 1 : places[$0])" }, twoTheta: angles,
            intensities: intensities,
            uncertainties: isCounted
                ? AttenuatedCounts.uncertainties(of: intensities, factors: factors) : nil,
            quantity: quantity, radiation: radiation,
            remarks: [
                name,
                "columns: 2θ in degrees, \(unit.map { "intensity in \($0)" } ?? "intensity"), the attenuator, which "
                    + (isAttenuated ? "the intensities were multiplied by" : "is 1 throughout")
                    + (isAttenuated && isCounted ? ", with the uncertainties of the counts" : ""),
            ])
    }

    /// Makes sure that 2θ was scanned.
    static func requireTwoTheta(_ axis: String?, orThrow error: (String) -> FormatError) throws {
        guard let axis, !axis.isEmpty else { return }
        let name = axis.lowercased().filter { $0.isLetter || $0.isNumber }
        guard name.contains("twotheta") || name.contains("2theta") || name.contains("2θ") else {
            throw error("the axis '\(axis)' was scanned, and not 2θ")
        }
    }
}
