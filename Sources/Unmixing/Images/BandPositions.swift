internal import ScientificFormats

/// The wavelengths of bands, in the order of the bands.
public struct BandPositions: Sendable, Equatable {
    /// The wavelengths.
    public let wavelengths: [Double]
    /// Their unit, where it is known.
    public let unit: WavelengthUnit?

    /// Makes positions; the numbers must be finite.
    public init(wavelengths: [Double], unit: WavelengthUnit? = nil) {
        precondition(wavelengths.allSatisfy(\.isFinite), "wavelengths that are no numbers")
        self.wavelengths = wavelengths
        self.unit = unit
    }

    /// The wavelengths in the unit of others, where both units are known, or else as they are.
    func wavelengths(inUnitOf other: BandPositions) -> [Double] {
        guard let unit, let otherUnit = other.unit, unit != otherUnit else { return wavelengths }
        return wavelengths.map { $0 * unit.nanometers / otherUnit.nanometers }
    }

    /// Whether they are those of other bands, within 10⁻⁵ of each.
    func agree(with other: BandPositions) -> Bool {
        let own = wavelengths(inUnitOf: other)
        return own.count == other.wavelengths.count
            && zip(own, other.wavelengths).allSatisfy { abs($0 - $1) <= 1e-5 * abs($1) }
    }
}
