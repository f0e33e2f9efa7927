internal import ProportionInference
internal import Unmixing

/// How many pixels of an image are to be believed.
struct PixelCheck {
    private var counts: [RangeVerdict.Grade: Int] = [:]
    private var count = 0
    /// The root mean square of each spectrum.
    private var levels: [Float] = []
    /// That of the mean spectrum of the training.
    private let usualLevel: Double

    /// Begins to count.
    init(_ range: SpectrumRange) {
        usualLevel = range.usualLevel
    }

    /// Counts pixels.
    mutating func add(_ pixels: PredictedPixels) {
        for grade in pixels.grades { counts[grade, default: 0] += 1 }
        count += pixels.grades.count
        levels += pixels.distances.map { Float(1 / $0.darkness) }
    }

    /// The share of the pixels that have a grade.
    func share(_ grade: RangeVerdict.Grade) -> Double { Double(counts[grade] ?? 0) / Double(max(count, 1)) }

    /// The median root mean square of the spectra over that of the mean spectrum of the training.
    func brightness() -> Double { Double(levels.sorted()[levels.count / 2]) / usualLevel }
}
