internal import Foundation

/// The squared structure factors of a list of reflections, for one radiation.
///
/// F(h) = Σ over sites of o (f₀(s) + f′ + i f″) exp(-B s²) A(h), with the occupancy o, the form factor f₀, the
/// dispersion corrections f′ and f″, the displacement parameter B, and A from ``ReflectionList``. The two sides of a
/// plane coincide in a powder pattern; the mean of their |F|² is
/// |Σ o (f₀ + f′) T A|² + |Σ o f″ T A|², because the mixed terms cancel.
///
/// Source: C. Giacovazzo (ed.), *Fundamentals of Crystallography*, chapter 3; form factors and corrections as
/// ``FormFactor`` and ``XRayTube/dispersion(of:)`` give them.
public struct StructureFactors: Sendable {
    /// The reflections.
    public let list: ReflectionList

    /// A site's share in the amplitude.
    private struct Site: Sendable {
        /// Which of the form factors.
        let factor: Int
        let occupancy: Double
        let displacement: Double
    }
    /// A form factor with its dispersion corrections.
    private struct Factor: Sendable {
        let formFactor: FormFactor
        let f1: Double
        let f2: Double
    }
    private let sites: [Site]
    private let factors: [Factor]

    /// Prepares the structure factors.
    ///
    /// - Parameters:
    ///   - list: The reflections.
    ///   - tube: Whose Kα1 line the dispersion corrections are for; none are made where it is left out.
    /// - Throws: ``UnknownScatterer`` where there is no form factor, or no correction, for a site.
    public init(list: ReflectionList, tube: XRayTube?) throws {
        self.list = list
        var factors: [Factor] = []
        var indices: [String: Int] = [:]
        sites = try list.structure.sites.map { site in
            if indices[site.scatterer] == nil {
                let dispersion = tube.map { $0.dispersion(of: site.element) } ?? (0, 0)
                guard let formFactor = FormFactor.named(site.scatterer), let dispersion else {
                    throw UnknownScatterer(structure: list.structure.name, scatterer: site.scatterer)
                }
                indices[site.scatterer] = factors.count
                factors.append(Factor(formFactor: formFactor, f1: dispersion.f1, f2: dispersion.f2))
            }
            return Site(
                factor: indices[site.scatterer] ?? 0, occupancy: site.occupancy, displacement: site.displacement)
        }
        self.factors = factors
    }

    /// The mean |F|² of the two sides of a plane.
    struct Squared: Sendable, Equatable {
        /// |F|², in electrons² a cell.
        let value: Double
        /// Its derivative with respect to s², in electrons² Å².
        let slope: Double
    }

    /// The mean |F|² of the two sides of a plane, and on request its derivative.
    ///
    /// - Parameters:
    ///   - reflection: The index of the reflection.
    ///   - s: sinθ/λ, in Å⁻¹.
    ///   - isSloped: Whether the derivative is wanted; it is zero where it is not.
    ///   - amplitudes: Room for as many pairs as there are form factors; see ``scratchCount``.
    /// - Returns: Both, without any overall displacement; one of ΔB multiplies |F|² with exp(-2 ΔB s²).
    @inline(__always)
    func squared(
        _ reflection: Int, s: Double, isSloped: Bool, amplitudes: UnsafeMutablePointer<SIMD2<Double>>
    ) -> Squared {
        for (index, factor) in factors.enumerated() {
            let f0 = isSloped ? factor.formFactor.valueAndSlope(s: s) : (value: factor.formFactor.f0(s: s), slope: 0)
            amplitudes[index] = SIMD2(f0.value + factor.f1, f0.slope)
        }
        let start = reflection &* sites.count
        var (regular, anomalous) = (SIMD2<Double>.zero, SIMD2<Double>.zero)
        var (regularSlope, anomalousSlope) = (SIMD2<Double>.zero, SIMD2<Double>.zero)
        for (index, site) in sites.enumerated() {
            let weight = site.occupancy * exp(-site.displacement * s * s)
            let sum = list.siteSums[start &+ index] * weight
            let f = amplitudes[site.factor]
            let f2 = factors[site.factor].f2
            regular += sum * f.x
            anomalous += sum * f2
            guard isSloped else { continue }
            regularSlope += sum * (f.y - site.displacement * f.x)
            anomalousSlope += sum * (-site.displacement * f2)
        }
        return Squared(
            value: (regular * regular).sum() + (anomalous * anomalous).sum(),
            slope: isSloped ? 2 * (regular * regularSlope).sum() + 2 * (anomalous * anomalousSlope).sum() : 0)
    }

    /// How many pairs ``squared(_:s:isSloped:amplitudes:)`` needs room for.
    var scratchCount: Int { factors.count }

    /// The mean |F|² of the two sides of every reflection's planes in the structure's own cell, in electrons² a cell.
    public func squaredInOwnCell() -> [Double] { squared(in: list.structure.cell).map(\.value) }

    /// The mean |F|² of the two sides of every reflection's planes in a cell, with its derivative.
    func squared(in cell: UnitCell) -> [Squared] {
        let metric = cell.reciprocalMetric
        return withUnsafeTemporaryAllocation(of: SIMD2<Double>.self, capacity: max(scratchCount, 1)) { scratch in
            guard let amplitudes = scratch.baseAddress else { return [] }
            return list.reflections.enumerated().map { index, reflection in
                let s = metric.squaredLength(reflection.plane).squareRoot() / 2
                return squared(index, s: s, isSloped: true, amplitudes: amplitudes)
            }
        }
    }
}
