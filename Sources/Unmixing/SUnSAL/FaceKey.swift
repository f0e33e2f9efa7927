/// The signs of up to 32 abundances in two bits each: 0 for none, 1 for a positive one, 2 for a negative one.
struct FaceKey: Equatable {
    static let largestNumberOfClasses = 32

    var bits: UInt64 = 0

    /// Enters a class that was not in the set.
    @inline(__always)
    mutating func insert(_ index: Int, isNegative: Bool = false) {
        bits |= (isNegative ? 2 : 1) << UInt64(2 &* index)
    }

    /// The sign of a class.
    func sign(_ index: Int) -> Double {
        switch bits >> UInt64(2 * index) & 3 {
        case 1: 1
        case 2: -1
        default: 0
        }
    }
}
