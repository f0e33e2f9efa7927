import NumericalMethods

/// Solves block after block of pixels, on one thread.
final class BlockSolver {
    /// The number of pixels of a block, in whole groups of lanes and of projected pixels.
    ///
    /// It is small enough for the block's numbers to stay in the first-level cache, and large enough to fill lanes with the
    /// pixels that are left when most are solved.
    static func blockSize(classes: Int) -> Int { min(max(1024 / classes, 24), 120) / 24 * 24 }

    /// The number of steps between two choices of the penalty.
    private static let stepsPerRound = 10

    private let problem: ReducedProblem
    private let recipe: SUnSAL.Recipe
    private let blockSize: Int
    private let stride: Int
    private let projection: SpectrumProjection
    private let pixels: PixelSolver
    private let lanes: LaneBlock
    private let ladder: PenaltyLadder
    private let isPolished: Bool
    private let isPositive: Bool
    private let sumsToOne: Bool
    /// V Σ⁺ column by column: the solution without constraints of sign.
    private let unconstrained: VectorBuffer
    private let coordinates: VectorBuffer
    private let vector: VectorBuffer
    private let scales: VectorBuffer
    private var pixelOfLane: [Int]

    /// The largest residuals so far, primal and dual, behind a pointer because every pixel compares with them.
    private let residuals = VectorBuffer(count: 2)
    private let isCancelled: @Sendable () -> Bool
    private var iterations = 0
    private var unsolved: [Int] = []

    /// How it went for all blocks so far.
    func summary() -> Summary {
        Summary(
            iterations: iterations, primalResidual: residuals.scalars[0], dualResidual: residuals.scalars[1],
            unsolved: unsolved)
    }

    /// How it went for some blocks.
    struct Summary {
        var iterations = 0
        var primalResidual = 0.0
        var dualResidual = 0.0
        var unsolved: [Int] = []
    }

    /// Prepares a solver.
    ///
    /// - Parameters:
    ///   - sunsal: The problem.
    ///   - isCancelled: Is asked every few steps; once it says so, blocks are given up, and what they hold means nothing.
    init(_ sunsal: SUnSAL, isCancelled: @escaping @Sendable () -> Bool) {
        self.isCancelled = isCancelled
        problem = sunsal.problem
        recipe = sunsal.recipe
        blockSize = Self.blockSize(classes: problem.classes)
        stride = problem.dimensions.inWholeVectors
        projection = SpectrumProjection(problem)
        pixels = PixelSolver(problem)
        isPositive = recipe.constraints.contains(.positivity)
        sumsToOne = problem.sumsToOne
        lanes = LaneBlock(classes: problem.classes, capacity: blockSize)
        ladder = PenaltyLadder(problem)
        isPolished = recipe.isPolished && problem.classes <= FaceKey.largestNumberOfClasses
        unconstrained = VectorBuffer(
            padding: zip(problem.singularValues, problem.directions).map { value, direction in
                direction.map { value > 0 ? $0 / value : 0 }
            })
        coordinates = VectorBuffer(count: blockSize * max(stride, 4))
        vector = VectorBuffer(count: problem.classes)
        scales = VectorBuffer(count: blockSize)
        pixelOfLane = Array(repeating: 0, count: blockSize)
    }

    /// Solves a block.
    ///
    /// - Parameters:
    ///   - spectra: The block's first spectrum.
    ///   - count: The number of its pixels, from one to the block size.
    ///   - first: The number of its first pixel in the image.
    ///   - abundances: Where its abundances go, pixels x classes.
    func solve(
        _ spectra: UnsafePointer<Float>, count: Int, first: Int, abundances: UnsafeMutablePointer<Double>
    ) {
        projection.project(spectra, count: count, into: coordinates.scalars, stride: stride)
        var used = 0
        for pixel in 0..<count where !isSolvedAtStart(pixel, first: first, abundances: abundances) {
            lanes.start(lane: used, vector.scalars)
            pixelOfLane[used] = pixel
            used += 1
        }
        guard used > 0 else { return }
        lanes.clear(from: used)
        iterate(lanes: used, first: first, abundances: abundances)
    }

    private func c(_ pixel: Int) -> UnsafePointer<SIMD4<Double>> {
        UnsafePointer(coordinates.vectors + pixel &* stride / 4)
    }

    /// Solves a pixel without regard to signs, which leaves it in `vector`, and writes that where signs do not matter, or
    /// are right.
    private func isSolvedAtStart(_ pixel: Int, first: Int, abundances: UnsafeMutablePointer<Double>) -> Bool {
        let classes = problem.classes
        var square = 0.0
        for index in 0..<problem.dimensions {
            let value = coordinates.scalars[pixel &* stride &+ index]
            square += value * value
        }
        let scale = square.squareRoot() + (sumsToOne ? 1 : 0)
        scales.scalars[pixel] = scale
        guard scale.isFinite else {
            for index in 0..<classes { abundances[pixel &* classes &+ index] = .nan }
            unsolved.append(first + pixel)
            return true
        }
        if isPolished {
            let inside = pixels.solveInside(c: c(pixel), scale: scale)
            if let violation = inside.violation {
                write(
                    pixels.abundances.scalars, pixel, violation: relative(violation, pixel), first: first,
                    abundances: abundances)
                return true
            }
            if inside.isUnique {
                for index in 0..<classes { vector.scalars[index] = pixels.abundances.scalars[index] }
                return false
            }
        }
        product(unconstrained, pixel, plus: problem.centre)
        guard problem.weightAbove == 0 else { return false }
        if problem.weightBelow > 0 {
            for index in 0..<classes where vector.scalars[index] < 0 { return false }
        }
        let violation = relative(pixels.violation(of: vector.scalars, c: c(pixel)), pixel)
        guard violation <= recipe.tolerance else { return false }
        write(vector.scalars, pixel, violation: violation, first: first, abundances: abundances)
        return true
    }

    /// Puts a constant plus a matrix of classes x coordinates times a pixel's coordinates into `vector`.
    @inline(__always)
    private func product(_ matrix: VectorBuffer, _ pixel: Int, plus constant: Double) {
        let vectors = problem.classes.inWholeVectors / 4
        for index in 0..<vectors {
            var sum = SIMD4(repeating: constant)
            for dimension in 0..<problem.dimensions {
                sum.addProduct(
                    SIMD4(repeating: coordinates.scalars[pixel &* stride &+ dimension]),
                    matrix.vectors[dimension &* vectors &+ index])
            }
            vector.vectors[index] = sum
        }
    }

    private func relative(_ violation: Double, _ pixel: Int) -> Double {
        scales.scalars[pixel] > 0 ? violation / scales.scalars[pixel] : 0
    }

    private func write(
        _ values: UnsafePointer<Double>, _ pixel: Int, violation: Double, first: Int,
        abundances: UnsafeMutablePointer<Double>
    ) {
        let classes = problem.classes
        var (sum, least) = (0.0, 0.0)
        for index in 0..<classes {
            let value = values[index]
            abundances[pixel &* classes &+ index] = value
            sum += value
            least = min(least, value)
        }
        let offSum = sumsToOne ? abs(sum - 1) : 0
        let offSign = isPositive ? 0 - least : 0
        residuals.scalars[0] = max(residuals.scalars[0], offSum, offSign)
        residuals.scalars[1] = max(residuals.scalars[1], violation)
    }

    /// Makes steps until all lanes are solved, or the limit is reached.
    private func iterate(lanes used: Int, first: Int, abundances: UnsafeMutablePointer<Double>) {
        var used = used
        var rung = 0
        var factors = ladder.factors(rung)
        setConstants(used, factors)
        var done = 0
        var nextJudgement = Self.stepsPerRound
        while used > 0, done < recipe.iterationLimit, !isCancelled() {
            let steps = min(Self.stepsPerRound, recipe.iterationLimit - done)
            let drift = lanes.iterate(steps, lanes: used, factors: factors)
            done += steps
            iterations = max(iterations, done)
            let isLast = done == recipe.iterationLimit
            if done >= nextJudgement || isLast {
                // Judging costs as much as several steps, and what takes long is not solved from one round to the next.
                if isPolished { nextJudgement = 2 * done }
                let left = judge(used, isLast: isLast, first: first, abundances: abundances)
                if left < used {
                    used = left
                    lanes.clear(from: used)
                    setConstants(used, factors)
                }
            }
            guard used > 0, !isLast else { return }
            let change = penaltyChange(drift)
            if change != 0 {
                rung += change
                let next = ladder.factors(rung)
                lanes.rescaleMultipliers(lanes: used, growth: next.penalty / factors.penalty)
                factors = next
                setConstants(used, factors)
            }
        }
    }

    private func setConstants(_ used: Int, _ factors: PenaltyFactors) {
        for lane in 0..<used {
            product(factors.pull, pixelOfLane[lane], plus: problem.centre)
            lanes.setConstants(lane: lane, vector.scalars)
        }
    }

    /// Whether to double the penalty, to halve it, or to leave it.
    ///
    /// ‖x - z‖ and μ‖z - z'‖ are to stay within a factor of ten, which stands squared here (S. Boyd et al., *Distributed
    /// Optimization and Statistical Learning via the Alternating Direction Method of Multipliers*, 2011, section 3.4.1).
    /// As this depends on the units of the spectra, each is measured against what it is a difference of, ‖x‖ or ‖z‖, and
    /// μ‖d‖ (B. Wohlberg, *ADMM Penalty Parameter Selection by Residual Balancing*, arXiv:1704.06209).
    private func penaltyChange(_ residuals: LaneBlock.Residuals) -> Int {
        let primal = residuals.primal * residuals.multipliers
        let dual = residuals.dual * max(residuals.abundances, residuals.copies)
        if primal > 100 * dual { return 1 }
        return dual > 100 * primal ? -1 : 0
    }

    /// Writes the lanes that are solved, or all of them at last, and moves the others together.
    ///
    /// - Returns: The number of lanes that are left.
    private func judge(_ used: Int, isLast: Bool, first: Int, abundances: UnsafeMutablePointer<Double>) -> Int {
        var left = 0
        for lane in 0..<used {
            let pixel = pixelOfLane[lane]
            if isPolished {
                var key = FaceKey()
                for index in 0..<problem.classes {
                    let copy = lanes.copy(lane: lane, index)
                    if copy != 0 { key.insert(index, isNegative: copy < 0) }
                }
                if !sumsToOne || key.bits != 0,
                    let violation = pixels.polish(from: key, c: c(pixel), scale: scales.scalars[pixel])
                {
                    write(
                        pixels.abundances.scalars, pixel, violation: relative(violation, pixel), first: first,
                        abundances: abundances)
                    continue
                }
            }
            var sum = 0.0
            for index in 0..<problem.classes {
                vector.scalars[index] = lanes.copy(lane: lane, index)
                sum += vector.scalars[index]
            }
            let violation = relative(pixels.violation(of: vector.scalars, c: c(pixel)), pixel)
            let isSolved = violation <= recipe.tolerance && !(sumsToOne && abs(sum - 1) > recipe.tolerance)
            if isSolved || isLast {
                write(vector.scalars, pixel, violation: violation, first: first, abundances: abundances)
                if !isSolved { unsolved.append(first + pixel) }
                continue
            }
            if left < lane { lanes.move(from: lane, to: left) }
            pixelOfLane[left] = pixel
            left += 1
        }
        return left
    }
}
