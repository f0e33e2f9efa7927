/// A variable of a MATLAB file to be written: an array of numbers, stored column by column, a char array, or a cell of
/// texts.
package enum MatVariable {
    case doubles(String, shape: [Int], [Double])
    case wholeNumbers(String, shape: [Int], [UInt16])
    case characters(String, rows: [String])
    case texts(String, [String])
}
