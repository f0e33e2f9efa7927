/// The largest absolute difference of numbers in the same places.
package func largestDifference(_ left: [Double], _ right: [Double]) -> Double {
    zip(left, right).reduce(0) { max($0, abs($1.0 - $1.1)) }
}
