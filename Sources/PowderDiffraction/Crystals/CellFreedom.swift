internal import Foundation

/// Which numbers of a unit cell the symmetry leaves free, and which follow from them.
///
/// A metric tensor that obeys the symmetry is a fixed point of G ↦ mean over the operations of Rᵀ G R. The mean over a
/// cell that was deformed at random shows what may change: lengths that stay in proportion are tied, and angles that
/// stay are fixed.
public struct CellFreedom: Sendable, Hashable {
    /// Numbers of the cell that change together.
    public struct Group: Sendable, Hashable {
        /// The first of them, which stands for all.
        public let leader: CellParameter
        /// All of them, the leader included.
        public let members: [CellParameter]
    }

    /// The groups that may change, lengths before angles.
    public let groups: [Group]

    /// Finds what the symmetry leaves free in a cell.
    public init(cell: UnitCell, spaceGroup: SpaceGroup) {
        let deformed = Self.deformed(cell, by: spaceGroup.operations)
        var groups: [Group] = []
        for parameter in CellParameter.allCases {
            let change = deformed.change(of: parameter, from: cell)
            // Fixed angles change by rounding alone; free ones by some hundredths of a degree.
            if !parameter.isLength, abs(change) < 1e-6 { continue }
            let tied = groups.firstIndex { group in
                group.leader.isLength == parameter.isLength
                    && abs(deformed.change(of: group.leader, from: cell) - change) < 1e-9
                    && abs(cell[group.leader] - cell[parameter]) < 1e-3 * cell[parameter]
            }
            if let tied {
                groups[tied] = Group(leader: groups[tied].leader, members: groups[tied].members + [parameter])
            } else {
                groups.append(Group(leader: parameter, members: [parameter]))
            }
        }
        self.groups = groups
    }

    /// A cell that obeys the operations and is otherwise a little, and irregularly, deformed.
    private static func deformed(_ cell: UnitCell, by operations: [SymmetryOperation]) -> UnitCell {
        let metric = cell.metric
        let start = MetricTensor(
            xx: metric.xx * 1.0011, yy: metric.yy * 1.0023, zz: metric.zz * 1.0037,
            yz: metric.yz + 1.3e-3 * cell.b * cell.c, xz: metric.xz + 0.7e-3 * cell.a * cell.c,
            xy: metric.xy + 0.4e-3 * cell.a * cell.b)
        let rotations = Set(operations.map(\.rotation))
        func mean(_ i: Int, _ j: Int) -> Double {
            rotations.reduce(0) { sum, rotation in
                func column(_ index: Int) -> SIMD3<Double> {
                    SIMD3(Double(rotation[0][index]), Double(rotation[1][index]), Double(rotation[2][index]))
                }
                return sum + start.product(column(i), column(j))
            } / Double(rotations.count)
        }
        let (a, b, c) = (mean(0, 0).squareRoot(), mean(1, 1).squareRoot(), mean(2, 2).squareRoot())
        func degrees(_ cosine: Double) -> Double { acos(min(max(cosine, -1), 1)) * 180 / .pi }
        return UnitCell(
            a: a, b: b, c: c, alpha: degrees(mean(1, 2) / (b * c)), beta: degrees(mean(0, 2) / (a * c)),
            gamma: degrees(mean(0, 1) / (a * b))) ?? cell
    }
}

extension UnitCell {
    /// One of the numbers of the cell, in ångströms or degrees.
    public subscript(parameter: CellParameter) -> Double {
        switch parameter {
        case .a: a
        case .b: b
        case .c: c
        case .alpha: alpha
        case .beta: beta
        case .gamma: gamma
        }
    }

    /// The cell with some of its numbers replaced, or nothing where no cell has such numbers.
    package func setting(_ values: [(parameter: CellParameter, value: Double)]) -> UnitCell? {
        func value(_ parameter: CellParameter) -> Double {
            values.first { $0.parameter == parameter }?.value ?? self[parameter]
        }
        return UnitCell(
            a: value(.a), b: value(.b), c: value(.c), alpha: value(.alpha), beta: value(.beta), gamma: value(.gamma))
    }

    /// The cell with the leader of a group set to a value, and its members along with it.
    ///
    /// Lengths go in proportion, angles alike. There is nothing where no cell has such numbers.
    package func setting(_ group: CellFreedom.Group, to value: Double) -> UnitCell? {
        let stretch = group.leader.isLength ? value / self[group.leader] : 1
        return setting(group.members.map { ($0, group.leader.isLength ? self[$0] * stretch : value) })
    }

    /// How much a number of this cell differs from that of another: relative for lengths, in degrees for angles.
    fileprivate func change(of parameter: CellParameter, from other: UnitCell) -> Double {
        parameter.isLength ? self[parameter] / other[parameter] - 1 : self[parameter] - other[parameter]
    }

    /// The derivative of the metric tensor with respect to the leader of a group whose members move along.
    ///
    /// - Parameter group: Lengths in proportion, or angles by the same amount.
    /// - Returns: ∂G/∂q, in Å for lengths and in Å² a degree for angles.
    func metricSlope(along group: CellFreedom.Group) -> MetricTensor {
        func rate(_ parameter: CellParameter) -> Double {
            guard group.members.contains(parameter) else { return 0 }
            return parameter.isLength ? self[parameter] / self[group.leader] : .pi / 180
        }
        let (da, db, dc) = (rate(.a), rate(.b), rate(.c))
        func cross(_ p: Double, _ dp: Double, _ q: Double, _ dq: Double, _ angle: Double, _ dAngle: Double) -> Double {
            (dp * q + p * dq) * cosine(ofDegrees: angle) - p * q * sin(angle * .pi / 180) * dAngle
        }
        return MetricTensor(
            xx: 2 * a * da, yy: 2 * b * db, zz: 2 * c * dc, yz: cross(b, db, c, dc, alpha, rate(.alpha)),
            xz: cross(a, da, c, dc, beta, rate(.beta)), xy: cross(a, da, b, db, gamma, rate(.gamma)))
    }
}
