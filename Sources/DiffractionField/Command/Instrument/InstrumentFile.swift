internal import Commands
internal import Foundation
internal import PowderDiffraction
internal import ScientificFormats

/// An instrument as the refinement of a standard found it: a file in JSON.
///
/// ```json
/// {
///   "format": "proportions-instrument",
///   "version": 1,
///   "origin": "corundum.xy",
///   "lines": [{"wavelength": 1.5405929, "share": 0.667}, {"wavelength": 1.5444274, "share": 0.333}],
///   "radius": 280,
///   "monochromator": null,
///   "gaussian_w": 0.0016, "gaussian_u": 0.0003, "lorentzian_width": 0.027,
///   "axial_divergence": 0.021, "zero_shift": -0.004
/// }
/// ```
/// Wavelengths are in ångströms, the radius in millimetres, U and W of the Gaussian width in square degrees, and the
/// Lorentzian width, the zero shift and the monochromator's angle 2θ in degrees. Shares sum to one; the axial divergence is
/// a fraction of the radius. Names that are not known are passed over; another version is refused.
struct InstrumentFile: Codable, Sendable, Equatable {
    /// A line of the radiation.
    struct Line: Codable, Sendable, Equatable {
        let wavelength: Double
        let share: Double
    }

    let format: String
    let version: Int
    /// The pattern of the standard.
    let origin: String?
    let lines: [Line]
    let radius: Double
    let monochromator: Double?
    let gaussianW: Double
    let gaussianU: Double
    let lorentzianWidth: Double
    let axialDivergence: Double
    let zeroShift: Double

    static let formatName = "proportions-instrument"
    static let currentVersion = 1

    enum CodingKeys: String, CodingKey {
        case format, version, origin, lines, radius, monochromator
        case gaussianW = "gaussian_w"
        case gaussianU = "gaussian_u"
        case lorentzianWidth = "lorentzian_width"
        case axialDivergence = "axial_divergence"
        case zeroShift = "zero_shift"
    }

    /// Describes what a refinement found.
    init(_ setting: RefinedSetting, origin: String) {
        let instrument = setting.instrument
        format = Self.formatName
        version = Self.currentVersion
        self.origin = origin
        lines = instrument.radiation.lines.map { Line(wavelength: $0.wavelength, share: $0.share) }
        radius = instrument.radius
        monochromator = instrument.monochromatorAngle
        gaussianW = instrument.width.w
        gaussianU = instrument.width.u
        lorentzianWidth = instrument.width.lorentzian
        axialDivergence = instrument.axialDivergence
        zeroShift = setting.placement.zeroShift
    }

    /// Reads a file.
    ///
    /// - Throws: `FormatError` with what is missing or out of its range.
    static func read(path: String) throws -> InstrumentFile {
        let bytes = try FileBytes.read(path: path)
        let file: InstrumentFile
        do {
            file = try JSONDecoder().decode(InstrumentFile.self, from: Data(bytes))
        } catch {
            throw FormatError(
                file: path, reason: "is no instrument that --save-instrument wrote: \(Wording(of: error))")
        }
        try file.check(path)
        return file
    }

    private func check(_ path: String) throws {
        func refuse(_ reason: String) -> FormatError { FormatError(file: path, reason: reason) }
        guard format == Self.formatName else { throw refuse("'format' is not '\(Self.formatName)'") }
        guard version == Self.currentVersion else {
            throw refuse("'version' is \(version); version \(Self.currentVersion) is known")
        }
        guard (1...2).contains(lines.count), lines.allSatisfy({ (0.1...5).contains($0.wavelength) && $0.share > 0 }),
            abs(lines.reduce(0) { $0 + $1.share } - 1) < 1e-6
        else {
            throw refuse("'lines' must be one or two wavelengths from 0.1 to 5 Å, whose shares sum to one")
        }
        let bounds: [(name: String, value: Double?, range: ClosedRange<Double>)] = [
            ("radius", radius, 10...10_000), ("monochromator", monochromator, 1...179),
            ("gaussian_w", gaussianW, 1e-6...1), ("gaussian_u", gaussianU, 0...1),
            ("lorentzian_width", lorentzianWidth, 0...1), ("axial_divergence", axialDivergence, 0...0.1),
            ("zero_shift", zeroShift, -1...1),
        ]
        for (name, value, range) in bounds where !(value.map(range.contains) ?? true) {
            throw refuse("'\(name)' must be between \(range.lowerBound) and \(range.upperBound)")
        }
    }

    /// Writes the file; what was there is replaced.
    func write(path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try AtomicFile.write(Array(encoder.encode(self)) + [0x0a], path: path)
    }

    /// The radiation, whose strongest line is the first.
    var radiation: Radiation {
        guard lines.count == 2 else { return .line(lines[0].wavelength) }
        return .doublet((lines[0].wavelength, lines[1].wavelength), ratio: lines[1].share / lines[0].share)
    }

    /// What a refinement with this instrument leaves as it is.
    var fixed: [FixedParameter] {
        [
            ("gaussian-w", gaussianW), ("gaussian-u", gaussianU), ("lorentzian-width", lorentzianWidth),
            ("axial-divergence", axialDivergence), ("zero-shift", zeroShift),
        ].map { FixedParameter(phase: nil, name: $0, value: $1) }
    }
}
